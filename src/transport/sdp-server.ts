import type { Clock } from '../base/clock.js';
import type { Endpoint } from './endpoint.js';
import type { SdpSecurity } from './sdp-values.js';

/** What an EVCC asks for. */
export interface SdpRequestSeen {
  readonly security: SdpSecurity;
  readonly transport: 'tcp';
}

/** What the server answers with; `raw` replaces the whole datagram. */
export type SdpReply =
  | { readonly address: string; readonly port: number; readonly security: SdpSecurity }
  | { readonly raw: Uint8Array };

export interface ServeSdpOptions {
  /** Network interface on which ff02::1 is joined and answers leave. */
  readonly interface: string;
  /** Default 15118. */
  readonly port?: number;
  /** Called for each correct request; undefined: no answer. */
  answer(request: SdpRequestSeen, from: Endpoint): SdpReply | undefined;
  /** A datagram that is no correct request: it gets no answer (V2G2-800). */
  onMalformed?(raw: Uint8Array, violations: readonly string[], from: Endpoint): void;
  onError?(error: Error): void;
  readonly clock?: Clock;
}

export interface SdpService {
  close(): Promise<void>;
}

/** Answers SECC Discovery Requests. @throws TRANSPORT-007, TRANSPORT-008 */
export declare function serveSdp(options: ServeSdpOptions): Promise<SdpService>;
