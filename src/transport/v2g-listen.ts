import type { Clock } from '../base/clock.js';
import type { TlsServerOptions } from './tls-options.js';
import type { V2gConnection } from './v2g-connection.js';

export interface ListenV2gOptions {
  /** IPv6 (or IPv4) literal, `fe80::1` or `fe80::1%mesh0`, `::` for any. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  /** 0: the kernel picks one (V2G2-: 49152 to 65535). */
  readonly port: number;
  /** Present: TLS or nothing. There is no way back to plain TCP. */
  readonly tls?: TlsServerOptions;
  /** Called with each line of the NSS key log. */
  readonly keylog?: (line: string) => void;
  readonly maxPayload?: number;
  readonly clock?: Clock;
  /** A peer is there; with TLS, its handshake is finished. */
  onConnection(connection: V2gConnection): void;
  /** A handshake failed or the listener broke; the listener goes on if it can. */
  onError?(error: Error): void;
}

export interface V2gListener {
  readonly port: number;
  /** Stops listening; connections that exist stay. */
  close(): Promise<void>;
}

export declare function listenV2g(options: ListenV2gOptions): Promise<V2gListener>;
