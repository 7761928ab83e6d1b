import type { Clock } from '../base/clock.js';
import type { Endpoint } from './endpoint.js';
import type { SdpSecurity } from './sdp-values.js';

export interface DiscoverSeccOptions {
  /** Network interface that the request leaves by: `eth1`. */
  readonly interface: string;
  readonly security: SdpSecurity;
  /** Default 50 (ISO 15118-2, 7.10.1: SDP_REQUEST_COUNTER). */
  readonly attempts?: number;
  /** Default 250 ms (V2G_EVCC_Sdp_Timeout). */
  readonly intervalMs?: number;
  /** Sent as it is in place of a correct request: whole datagram, V2GTP header included. */
  readonly rawRequest?: Uint8Array;
  /** How long to listen on after the first usable answer, for second ones. Default 0 ms. */
  readonly lingerMs?: number;
  /** Destination, default `ff02::1` port 15118. */
  readonly destination?: { readonly address: string; readonly port: number };
  /** Resolves early, with what there is. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** A datagram that came back. */
export interface SdpAnswer {
  readonly from: Endpoint;
  /** Monotonic ns of receipt. */
  readonly at: bigint;
  readonly raw: Uint8Array;
  /** What it says, as far as it can be read. */
  readonly value?: {
    readonly address: string;
    readonly port: number;
    readonly security: SdpSecurity | number;
    readonly transport: 'tcp' | number;
  };
  /** Everything that is wrong with it; empty: a correct SECC Discovery Response. */
  readonly violations: readonly string[];
}

export interface SdpOutcome {
  readonly interface: string;
  readonly requests: readonly { readonly at: bigint; readonly raw: Uint8Array }[];
  readonly answers: readonly SdpAnswer[];
  /** Where the SECC is, from the first answer without violations; undefined: nobody usable answered. */
  readonly secc?: Endpoint & { readonly security: SdpSecurity };
}

/** Looks for an SECC. Silence or bad answers are an outcome, not an exception. @throws TRANSPORT-007, TRANSPORT-008 */
export declare function discoverSecc(options: DiscoverSeccOptions): Promise<SdpOutcome>;
