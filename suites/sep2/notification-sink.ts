import { systemClock } from '../../src/base/clock.js';
import { decodeSep2 } from '../../src/messages/sep2/codec.js';
import { chainPem, type Identity, privateKeyPem } from '../../src/pki/identity.js';
import { listenSep2, type Sep2Listener } from '../../src/transport/sep2/sep2-listener.js';

export interface ReceivedNotification {
  readonly path: string;
  /** Monotonic ns. */
  readonly at: bigint;
  readonly value: unknown;
  readonly violations: readonly string[];
}

/** Receives notifications over HTTPS, as a subscribed client would; can be told to refuse them. */
export class NotificationSink {
  readonly received: ReceivedNotification[] = [];
  #listener: Sep2Listener | undefined;
  #status = 201;
  readonly #waiters = new Set<() => void>();

  private constructor(private readonly host: string) {}

  static async start(host: string, identity: Identity, root: string): Promise<NotificationSink> {
    const sink = new NotificationSink(host);
    sink.#listener = await listenSep2({
      host,
      port: 0,
      profiles: ['sep2-tls12-ccm8'],
      chain: chainPem(identity),
      key: privateKeyPem(identity),
      clientRoots: [root],
      headersTimeoutMs: 5000,
      requestTimeoutMs: 5000,
      idleTimeoutMs: 60_000,
      clock: systemClock,
      onRequest: (request, response) => {
        const at = systemClock.monotonicNs();
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const type = request.headers['content-type'] ?? '';
          const { value, violations } = decodeSep2(new Uint8Array(Buffer.concat(chunks)), type);
          const told = violations.map(({ path, rule, detail }) => `${path}: ${rule}, ${detail}`);
          if (sink.#status < 300) sink.received.push({ path: request.url ?? '', at, value, violations: told });
          response.writeHead(sink.#status).end();
          for (const waiter of [...sink.#waiters]) waiter();
        });
      },
      onRefusedHandshake: () => undefined,
      onBadRequest: () => undefined,
    });
    return sink;
  }

  /** URI for a Subscription; what comes there is told apart by `name`. */
  uri(name: string): string {
    return `https://[${this.host}]:${this.#listener?.port}/notify/${name}`;
  }

  /** Status of the next answers; one of 4xx or 5xx drops what comes. */
  answerWith(status: number): void {
    this.#status = status;
  }

  /** The first notification for `name` that fits; undefined when none comes within `timeoutMs`. */
  async until(
    name: string,
    fits: (notification: ReceivedNotification) => boolean,
    timeoutMs: number,
  ): Promise<ReceivedNotification | undefined> {
    const find = () => this.received.find((one) => one.path === `/notify/${name}` && fits(one));
    const now = find();
    if (now !== undefined) return now;
    return new Promise((resolve) => {
      const end = (found: ReceivedNotification | undefined) => {
        cancel();
        this.#waiters.delete(look);
        resolve(found);
      };
      const look = () => {
        const found = find();
        if (found !== undefined) end(found);
      };
      const cancel = systemClock.after(timeoutMs, () => end(undefined));
      this.#waiters.add(look);
    });
  }

  async close(): Promise<void> {
    await this.#listener?.close();
  }
}
