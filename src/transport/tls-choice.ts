import type { Socket } from 'node:net';
import { offersTls13 } from './client-hello.js';

export interface TlsChoice {
  /** A peer whose ClientHello offers TLS 1.3. */
  readonly tls13: (tcp: Socket, hello: Uint8Array) => void;
  /** Every other one, peers that speak no TLS included: the handshake tells them. */
  readonly older: (tcp: Socket, hello: Uint8Array) => void;
  /** How long the ClientHello may take, ms. */
  readonly timeoutMs: number;
  readonly onTimeout: (tcp: Socket) => void;
}

/**
 * Looks at the ClientHello before a TLS server sees it and hands the socket on with nothing read: ISO 15118-20 and
 * ISO 15118-2 share a port and have profiles that exclude each other (V2G20-2359, V2G20-2062).
 */
export function chooseTls(tcp: Socket, choice: TlsChoice): void {
  let seen: Buffer = Buffer.alloc(0);
  const timer = setTimeout(() => choice.onTimeout(tcp), choice.timeoutMs);
  const finish = (hand: TlsChoice['older']): void => {
    clearTimeout(timer);
    tcp.removeListener('data', onData);
    tcp.removeListener('end', onEnd);
    tcp.pause();
    if (seen.length > 0) tcp.unshift(seen);
    hand(tcp, seen);
  };
  const onData = (chunk: Buffer): void => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const offers = offersTls13(seen);
    if (offers !== undefined) finish(offers ? choice.tls13 : choice.older);
  };
  const onEnd = (): void => finish(choice.older);
  tcp.on('data', onData);
  tcp.on('end', onEnd);
  tcp.once('close', () => clearTimeout(timer));
}
