import { timingSafeEqual } from 'node:crypto';
import { readCertificateRequest12, readCertificateRequest13 } from './certificate-request.js';
import type { TlsFact, TlsSide } from './conversation-event.js';
import type { HandshakeMessage } from './handshake-assembler.js';
import {
  readCertificateStatus,
  readCertificates12,
  readCertificates13,
  readCertificateVerify,
  readKeyExchange,
  handshakeTypes as types,
} from './handshake-messages.js';
import { type ClientHello, readClientHello, readServerHello } from './hello.js';
import type { KeyLog } from './key-log.js';
import { digest, finished12, finished13, joined } from './key-schedule.js';
import { RecordProtection, tls13 } from './record-protection.js';
import { checkSignature, type SignatureResult, signedContent13 } from './signature.js';
import { Transcript } from './transcript.js';

const noTranscript: SignatureResult = { kind: 'unchecked', detail: 'the handshake before it is not whole' };

/** The handshake of one connection: what its messages say, and whether signatures and Finished fit what came before. */
export class Handshake {
  readonly #keyLog: KeyLog;
  readonly #transcript = new Transcript();
  readonly #leaf: Partial<Record<TlsSide, Uint8Array>> = {};
  readonly #finished = new Set<TlsSide>();
  #client: ClientHello | undefined;
  #protection: RecordProtection | undefined;

  constructor(keyLog: KeyLog) {
    this.#keyLog = keyLog;
  }

  /** Undefined until both hellos were seen. */
  get protection(): RecordProtection | undefined {
    return this.#protection;
  }

  /** Takes the next message and says what it tells; undefined where it cannot be read. */
  take(side: TlsSide, message: HandshakeMessage): TlsFact | undefined {
    if (message.type === types.clientHello && this.#protection !== undefined) this.#restart();
    const fact = this.#read(side, message);
    const is13 = this.#protection?.is13 ?? false;
    const outside = is13
      ? message.type === types.newSessionTicket || message.type === types.keyUpdate
      : message.type === types.helloRequest;
    if (!outside) this.#transcript.add(message.raw);
    if (fact?.kind === 'finished') this.#finished.add(side);
    if (this.#finished.size === 2) this.#transcript.lose();
    return fact;
  }

  /** A record of the handshake is missing or stays closed. */
  lose(): void {
    this.#transcript.lose();
  }

  /** Renegotiation (TLS 1.2); the second ClientHello after a HelloRetryRequest comes before there is a protection. */
  #restart(): void {
    this.#transcript.restart();
    this.#finished.clear();
    this.#protection = undefined;
  }

  #read(side: TlsSide, { type, body }: HandshakeMessage): TlsFact | undefined {
    const is13 = this.#protection?.is13 ?? false;
    switch (type) {
      case types.clientHello: {
        const hello = readClientHello(body);
        if (hello !== undefined) this.#client = hello;
        return hello && { kind: 'client-hello', hello };
      }
      case types.serverHello:
        return this.#serverHello(body);
      case types.certificate: {
        const chain = is13 ? readCertificates13(body) : readCertificates12(body);
        if (chain === undefined) return undefined;
        this.#leaf[side] = chain.certificates[0]!;
        return { kind: 'certificates', ...chain };
      }
      case types.certificateStatus:
        return { kind: 'certificate-status', response: readCertificateStatus(body) };
      case types.certificateRequest: {
        const request = is13 ? readCertificateRequest13(body) : readCertificateRequest12(body);
        return request && { kind: 'certificate-request', request };
      }
      case types.serverKeyExchange:
        return this.#keyExchange(body);
      case types.certificateVerify:
        return this.#certificateVerify(side, body, is13);
      case types.finished:
        return { kind: 'finished', result: this.#checkFinished(side, body) };
      default:
        return { kind: 'handshake', type };
    }
  }

  #serverHello(body: Uint8Array): TlsFact | undefined {
    const hello = readServerHello(body);
    if (hello === undefined) return undefined;
    const client = this.#client;
    if (hello.isRetry && hello.version === tls13) {
      const retried = new RecordProtection(hello, hello.random, this.#keyLog);
      this.#transcript.foldFirst(retried.suite?.hash ?? 'sha256');
    } else if (client !== undefined) {
      this.#protection = new RecordProtection(hello, client.random, this.#keyLog);
    }
    return { kind: 'server-hello', hello };
  }

  #keyExchange(body: Uint8Array): TlsFact | undefined {
    const read = readKeyExchange(body);
    const { hello, clientRandom } = this.#protection ?? {};
    if (read === undefined) return { kind: 'handshake', type: types.serverKeyExchange };
    const signed =
      hello === undefined || clientRandom === undefined
        ? undefined
        : joined(clientRandom, hello.random, read.parameters);
    const result = checkSignature(this.#leaf.server, read.scheme, signed, read.signature, false);
    return { kind: 'signature', message: 'ServerKeyExchange', scheme: read.scheme, group: read.group, result };
  }

  #certificateVerify(side: TlsSide, body: Uint8Array, is13: boolean): TlsFact | undefined {
    const read = readCertificateVerify(body);
    if (read === undefined) return undefined;
    const before = this.#transcript.bytes();
    const hash = this.#protection?.suite?.hash;
    const signed =
      is13 && before !== undefined && hash !== undefined ? signedContent13(side, digest(hash, before)) : before;
    const result = checkSignature(this.#leaf[side], read.scheme, signed, read.signature, is13);
    return { kind: 'signature', message: 'CertificateVerify', scheme: read.scheme, group: undefined, result };
  }

  #checkFinished(side: TlsSide, body: Uint8Array): SignatureResult {
    const before = this.#transcript.bytes();
    const suite = this.#protection?.suite;
    const secret = this.#protection?.secret(side, 'handshake')?.bytes;
    if (before === undefined || suite === undefined || secret === undefined) return noTranscript;
    const expected = this.#protection?.is13
      ? finished13(suite.hash, secret, before)
      : finished12(suite.hash, secret, side, before);
    const fits = body.length === expected.length && timingSafeEqual(body, expected);
    return fits ? { kind: 'valid' } : { kind: 'invalid', detail: 'it does not fit the handshake before it' };
  }
}
