import { connect as tcpConnect } from 'node:net';
import type { Clock } from '../base/clock.js';
import { TlsConversation } from '../wire/tls/conversation.js';
import { HoldBudget } from '../wire/tls/hold-budget.js';
import { KeyLog } from '../wire/tls/key-log.js';
import { checkedHost, established } from './connect-steps.js';
import { endpointOf, formatEndpoint } from './endpoint.js';

export interface FlightOptions {
  readonly host: string;
  readonly scope?: string;
  readonly port: number;
  /** The record that is sent: a ClientHello of TLS 1.2 or older. */
  readonly hello: Uint8Array;
  /** For TCP, and again for the answer, ms. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** What a TLS 1.2 server says to a ClientHello, all of it in clear. */
export interface ServerFlight {
  /** How it ended: with ServerHelloDone, an alert, the end of the connection, or nothing further in time. */
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

/**
 * Sends a ClientHello, reads the server's first flight, and hangs up: the one way to see what a server answers to
 * extensions and suites that no TLS library offers. No key is exchanged.
 * @throws TRANSPORT-001, -002 no TCP connection, TRANSPORT-009 link-local address without interface
 */
export async function readServerFlight(options: FlightOptions): Promise<ServerFlight> {
  const { clock, timeoutMs, hello } = options;
  const host = checkedHost(options.host, options.scope);
  const tcp = tcpConnect({ host, port: options.port, noDelay: true });
  await established(tcp, formatEndpoint(endpointOf(host, options.port)), clock, timeoutMs);
  const seen = new FlightReader(hello);
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
  readonly #conversation = new TlsConversation(new KeyLog(), new HoldBudget());
  #offset = 0;
  flight: Omit<ServerFlight, 'end'> = { certificates: [] };

  constructor(hello: Uint8Array) {
    this.#conversation.push('client', { kind: 'data', offset: 0, bytes: hello, origin });
  }

  /** How the flight ended, if it did with these bytes. */
  push(bytes: Uint8Array): 'done' | 'alert' | undefined {
    const events = this.#conversation.push('server', { kind: 'data', offset: this.#offset, bytes, origin });
    this.#offset += bytes.length;
    for (const event of events) {
      switch (event.kind) {
        case 'server-hello':
          this.flight = { ...this.flight, version: event.hello.version, cipherSuite: event.hello.cipherSuite };
          break;
        case 'certificates':
          this.flight = { ...this.flight, certificates: event.certificates };
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
        default:
      }
    }
    return undefined;
  }
}

/** Bytes of a socket have no place in a capture. */
const origin = { number: 0, timestampNs: 0n } as const;
