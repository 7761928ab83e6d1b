import type { TestContext } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import { decodeSep2, type Sep2Decoded } from '../../../src/messages/sep2/codec.js';
import { chainPem, privateKeyPem } from '../../../src/pki/identity.js';
import { listenSep2 } from '../../../src/transport/sep2/sep2-listener.js';
import { device, root } from './lab.js';

export interface Notified {
  readonly path: string;
  readonly contentType: string;
  readonly decoded: Sep2Decoded;
  readonly lfdi: string | undefined;
}

/** A gateway's listener for notifications. */
export class NotificationSink {
  readonly uri: string;
  readonly #seen: Notified[];
  readonly #wake: Set<() => void>;
  /** Status of the answers. */
  status = 201;

  private constructor(uri: string, seen: Notified[], wake: Set<() => void>) {
    this.uri = uri;
    this.#seen = seen;
    this.#wake = wake;
  }

  static async open(t: TestContext): Promise<NotificationSink> {
    const seen: Notified[] = [];
    const wake = new Set<() => void>();
    const listener = await listenSep2({
      host: '::1',
      port: 0,
      profiles: ['sep2-tls12-ccm8', 'sep2-tls13'],
      chain: chainPem(device),
      key: privateKeyPem(device),
      clientRoots: [root],
      headersTimeoutMs: 30_000,
      requestTimeoutMs: 30_000,
      idleTimeoutMs: 60_000,
      clock: systemClock,
      onRefusedHandshake: () => undefined,
      onBadRequest: () => undefined,
      onRequest: (request, response, client) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const contentType = request.headers['content-type'] ?? '';
          const decoded = decodeSep2(new Uint8Array(Buffer.concat(chunks)), contentType);
          seen.push({ path: request.url ?? '', contentType, decoded, lfdi: client.lfdi });
          response.statusCode = sink.status;
          response.end();
          for (const each of wake) each();
        });
      },
    });
    t.after(() => listener.close());
    const sink = new NotificationSink(`https://[::1]:${listener.port}/note`, seen, wake);
    return sink;
  }

  /** The notification with this number, from 0. */
  async nth(index: number): Promise<Notified> {
    for (;;) {
      const found = this.#seen[index];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const woken = () => {
          this.#wake.delete(woken);
          resolve();
        };
        this.#wake.add(woken);
      });
    }
  }

  get count(): number {
    return this.#seen.length;
  }
}
