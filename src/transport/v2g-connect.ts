import type { Clock } from '../base/clock.js';
import type { TlsClientOptions } from './tls-options.js';
import type { V2gConnection } from './v2g-connection.js';

export interface ConnectV2gOptions {
  /** IPv6 (or IPv4) literal, `fe80::1` or `fe80::1%mesh0`. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  readonly port: number;
  /** Present: TLS or nothing. There is no way back to plain TCP. */
  readonly tls?: TlsClientOptions;
  /** For TCP and TLS together. */
  readonly timeoutMs: number;
  /** Called with each line of the NSS key log. */
  readonly keylog?: (line: string) => void;
  /** Largest payload length that is believed, bytes. Default 1 MiB. */
  readonly maxPayload?: number;
  readonly clock?: Clock;
}

export declare function connectV2g(options: ConnectV2gOptions): Promise<V2gConnection>;
