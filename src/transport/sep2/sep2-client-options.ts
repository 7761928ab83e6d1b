import type { Clock } from '../../base/clock.js';
import type { Endpoint } from '../endpoint.js';
import type { TlsFacts } from '../tls-options.js';
import type { TlsProfile } from '../tls-profiles.js';
import type { Sep2Request, Sep2Response } from './exchange.js';
import type { Sep2ProfileName } from './sep2-profiles.js';

export interface Sep2ClientOptions {
  /** Where the server listens. */
  readonly server: Endpoint;
  /** By name, or one of the caller's own (a client that is wrong on purpose). */
  readonly profile: Sep2ProfileName | TlsProfile;
  /** Own chain, PEM, leaf first, and its key, PEM. */
  readonly chain: string;
  readonly key: string;
  /** Trusted roots, PEM. */
  readonly roots: readonly string[];
  /** false: speak to the server whatever its chain is worth. Default true. */
  readonly verify?: boolean;
  /** Host header; default address and port. */
  readonly host?: string;
  /** Time for TCP and TLS, ms. Default 10 000. */
  readonly connectTimeoutMs?: number;
  /** Time from sending to the end of the answer, ms. Default 30 000. */
  readonly responseTimeoutMs?: number;
  /** Largest body that is taken, octets. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** The client closes a connection that was idle for so long, ms; default: never. */
  readonly idleCloseMs?: number;
  /** How many requests may be under way on the connection at once. Default 1; more is pipelining (RFC 9112, 9.3.2). */
  readonly pipeline?: number;
  /** Lines of the key log (NSS format), for the capture. */
  readonly onKeyLog?: (line: string) => void;
  readonly onEvent?: (event: Sep2ClientEvent) => void;
  readonly clock?: Clock;
}

export type Sep2ClientEvent =
  | { readonly kind: 'connected'; readonly connectionId: number; readonly at: bigint; readonly facts: TlsFacts }
  | {
      readonly kind: 'closed';
      readonly connectionId: number;
      readonly at: bigint;
      /** `idle`: nothing was under way; `asked`: this side; `announced`: after `Connection: close`. */
      readonly by: 'server-idle' | 'server-during-exchange' | 'announced' | 'asked' | 'fault';
      readonly detail: string | undefined;
    };

/** Speaks HTTPS to one server of IEEE 2030.5: one connection that is kept, and made again when it is gone. */
export interface Sep2Client {
  /**
   * Sends a request and resolves with the answer, whatever its status; answers come in the order of the requests. A GET,
   * HEAD, PUT or DELETE that met a connection which the server had just closed is sent once more on a new one.
   * @throws TRANSPORT-001 to -004 no connection, -060 timeout, -061 closed before the answer was complete (POST is not sent
   * again: the caller decides), -062 the answer is no HTTP, -063 it is too large, -006 the client is closed
   */
  request(request: Sep2Request): Promise<Sep2Response>;
  /** TLS of the connection of the moment. */
  readonly tls: TlsFacts | undefined;
  /** Closes the connection of the moment; the next request makes a new one. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}
