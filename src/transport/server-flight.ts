import { connect as tcpConnect } from 'node:net';
import type { Clock } from '../base/clock.js';
import { TlsConversation } from '../wire/tls/conversation.js';
import type { TlsEvent } from '../wire/tls/conversation-event.js';
import { messageOf, readServerShare, serverHandshakeSecret } from '../wire/tls/handshake-secret.js';
import { HoldBudget } from '../wire/tls/hold-budget.js';
import { KeyLog } from '../wire/tls/key-log.js';
import { joined } from '../wire/tls/key-schedule.js';
import { checkedHost, established } from './connect-steps.js';
import { endpointOf, formatEndpoint } from './endpoint.js';

export interface FlightOptions {
  readonly host: string;
  readonly scope?: string;
  readonly port: number;
  /** The record that is sent. */
  readonly hello: Uint8Array;
  /** Of a ClientHello of TLS 1.3: agrees on the secret with the server's key; what follows its ServerHello is encrypted. */
  readonly agree?: (group: number, key: Uint8Array) => Uint8Array;
  /** For TCP, and again for the answer, ms. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** What a server says to a ClientHello before the client has said another word. */
export interface ServerFlight {
  /** How it ended: with ServerHelloDone (Finished in TLS 1.3), an alert, the end of the connection, or nothing further in time. */
  readonly end: 'done' | 'alert' | 'closed' | 'silence';
  readonly version?: number;
  readonly cipherSuite?: number;
  /** DER, leaf first. */
  readonly certificates: readonly Uint8Array[];
  /** Stapled OCSP response, DER. */
  readonly ocspResponse?: Uint8Array;
  /** Description of the alert. */
  readonly alert?: number;
}

const serverHelloDone = 14;
/** TLS_AES_256_GCM_SHA384; the other suites of TLS 1.3 have SHA-256. */
const aes256Sha384 = 0x1302;
/** Record header, type and length of the message, version. */
const randomAt = 5 + 4 + 2;

/**
 * Sends a ClientHello, reads the server's first flight, and hangs up: the one way to see what a server answers to
 * extensions and suites that no TLS library offers. The handshake is left there.
 * @throws TRANSPORT-001, -002 no TCP connection, TRANSPORT-009 link-local address without interface
 */
export async function readServerFlight(options: FlightOptions): Promise<ServerFlight> {
  const { clock, timeoutMs, hello } = options;
  const host = checkedHost(options.host, options.scope);
  const tcp = tcpConnect({ host, port: options.port, noDelay: true });
  await established(tcp, formatEndpoint(endpointOf(host, options.port)), clock, timeoutMs);
  const seen = new FlightReader(hello, options.agree);
  return new Promise((resolve) => {
    const settle = (end: ServerFlight['end']) => {
      cancel();
      tcp.removeAllListeners('data');
      tcp.removeAllListeners('close');
      tcp.destroy();
      resolve({ ...seen.flight, end });
    };
    const cancel = clock.after(timeoutMs, () => settle('silence'));
    tcp.on('data', (bytes: Buffer) => {
      const end = seen.push(bytes);
      if (end !== undefined) settle(end);
    });
    tcp.once('close', () => settle('closed'));
    tcp.write(hello);
  });
}

/** Puts the server's records together as they come. */
class FlightReader {
  readonly #keyLog = new KeyLog();
  readonly #conversation = new TlsConversation(this.#keyLog, new HoldBudget());
  readonly #hello: Uint8Array;
  #agree: FlightOptions['agree'];
  #stream: Uint8Array = new Uint8Array(0);
  #offset = 0;
  flight: Omit<ServerFlight, 'end'> = { certificates: [] };

  constructor(hello: Uint8Array, agree: FlightOptions['agree']) {
    this.#hello = hello;
    this.#agree = agree;
    this.#conversation.push('client', { kind: 'data', offset: 0, bytes: hello, origin });
  }

  /** How the flight ended, if it did with these bytes. */
  push(bytes: Uint8Array): 'done' | 'alert' | undefined {
    const events = this.#conversation.push('server', { kind: 'data', offset: this.#offset, bytes, origin });
    this.#offset += bytes.length;
    for (const event of [...events, ...this.#unlock(bytes)]) {
      if (event.side === 'client') continue;
      switch (event.kind) {
        case 'server-hello':
          this.flight = { ...this.flight, version: event.hello.version, cipherSuite: event.hello.cipherSuite };
          break;
        case 'certificates':
          this.flight = { ...this.flight, certificates: event.certificates };
          // In TLS 1.3 the response stands beside the certificate.
          if (event.statuses[0] !== undefined) this.flight = { ...this.flight, ocspResponse: event.statuses[0] };
          break;
        case 'certificate-status':
          if (event.response !== undefined) this.flight = { ...this.flight, ocspResponse: event.response };
          break;
        case 'alert':
          if (event.description !== undefined) this.flight = { ...this.flight, alert: event.description };
          return 'alert';
        case 'handshake':
          if (event.type === serverHelloDone) return 'done';
          break;
        case 'finished':
          return 'done';
        default:
      }
    }
    return undefined;
  }

  /** Finds the secret of TLS 1.3 as soon as the ServerHello is there, and opens what has come behind it. */
  #unlock(bytes: Uint8Array): TlsEvent[] {
    if (this.#agree === undefined) return [];
    this.#stream = joined(this.#stream, bytes);
    const share = readServerShare(this.#stream);
    if (share === undefined) return [];
    const shared = this.#agree(share.group, share.key);
    this.#agree = undefined;
    const hash = share.cipherSuite === aes256Sha384 ? 'sha384' : 'sha256';
    const secret = serverHandshakeSecret(hash, shared, messageOf(this.#hello), share.message);
    const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');
    const random = this.#hello.subarray(randomAt, randomAt + 32);
    this.#keyLog.add(`SERVER_HANDSHAKE_TRAFFIC_SECRET ${hex(random)} ${hex(secret)}`, 'file');
    return this.#conversation.retry();
  }
}

/** Bytes of a socket have no place in a capture. */
const origin = { number: 0, timestampNs: 0n } as const;
