import type { Endpoint } from './endpoint.js';
import type { TlsFacts } from './tls-options.js';

export type { Endpoint } from './endpoint.js';
export type { TlsClientOptions, TlsFacts, TlsServerOptions } from './tls-options.js';
export { type ConnectV2gOptions, connectV2g } from './v2g-connect.js';
export { type ListenV2gOptions, listenV2g, type V2gListener } from './v2g-listen.js';

/** A complete V2GTP frame (ISO 15118-2, 7.8.3). */
export interface ReceivedFrame {
  readonly kind: 'frame';
  readonly payloadType: number;
  readonly payload: Uint8Array;
  /** Header and payload as they were on the wire. */
  readonly raw: Uint8Array;
  /** Monotonic ns at which the frame's last byte reached this process. */
  readonly at: bigint;
}

/** Nothing complete came in the time given. */
export interface ReceivedTimeout {
  readonly kind: 'timeout';
  /** Bytes of a frame that has begun and not ended: a header that promises more than was sent. */
  readonly partial?: Uint8Array;
}

/** The connection is over: `fin` and `reset` came from the peer, `local` is our own close. */
export interface ReceivedClosed {
  readonly kind: 'closed';
  readonly how: 'fin' | 'reset' | 'local' | 'error';
  readonly detail?: string;
  /** Bytes of a frame that the end cut off. */
  readonly partial?: Uint8Array;
  readonly at: bigint;
}

/** Bytes that are no V2GTP frame: wrong version or inverse version, or a length beyond any bound. */
export interface ReceivedMalformed {
  readonly kind: 'malformed';
  readonly raw: Uint8Array;
  readonly violations: readonly string[];
  readonly at: bigint;
}

export type Received = ReceivedFrame | ReceivedTimeout | ReceivedClosed | ReceivedMalformed;

/** V2GTP frames over TCP or TLS. Nothing that comes from the wire makes a method throw. */
export interface V2gConnection {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** undefined: plain TCP. */
  readonly tls?: TlsFacts;
  /** Sends one frame; resolves with the monotonic ns at which it was handed to the kernel. @throws TRANSPORT-006 once closed */
  send(payloadType: number, payload: Uint8Array): Promise<bigint>;
  /** Sends bytes as they are, header and all. @throws TRANSPORT-006 once closed */
  sendRaw(bytes: Uint8Array): Promise<bigint>;
  /** The next thing that the wire has to say, in order. `timeoutMs` 0 only looks at what is there. */
  receive(timeoutMs: number): Promise<Received>;
  /** `fin` (default) ends in an orderly way; `reset` sends RST. */
  close(how?: 'fin' | 'reset'): Promise<void>;
}
