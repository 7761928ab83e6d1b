import { WaitingLooks } from '../../../suites/engine/waiting-looks.js';
import type { SignOfLife, Wire, WireSegment } from '../../../suites/engine/wire-watch.js';

/** Wall time with the resolution of the process's clock, ns since 1970. */
export function wallNowNs(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
}

/** What a capture between vehicle and SECC would show, as the relay between them tells it. */
export class RelayWire implements Wire {
  /** A blind capture shows nothing. */
  blind = false;
  readonly #byPort = new Map<number, WireSegment[]>();
  readonly #waiters = new WaitingLooks();
  #heard: SignOfLife | undefined;
  newestSecc: string | undefined;
  /** There is no discovery through the relay. */
  readonly newestDiscoveryNs = undefined;
  #sent = 0;
  #received = 0;

  open(port: number): void {
    this.#byPort.delete(port);
    this.#byPort.set(port, []);
  }

  put(
    port: number,
    direction: WireSegment['direction'],
    payloadBytes: number,
    end: 'fin' | 'rst' | 'none' = 'none',
  ): void {
    if (this.blind) return;
    const ns = wallNowNs();
    this.#byPort.get(port)?.push({ ns, direction, payloadBytes, fin: end === 'fin', rst: end === 'rst' });
    if (direction === 'received') this.hear();
    else {
      this.#sent += 1;
      this.#waiters.wake();
    }
  }

  /** A sign of life of the SECC's host. */
  hear(): void {
    if (this.blind) return;
    this.#heard = { ns: wallNowNs(), what: 'a sign of life' };
    this.#received += 1;
    this.#waiters.wake();
  }

  segments(localPort: number): readonly WireSegment[] {
    return this.#byPort.get(localPort) ?? [];
  }

  get newestPort(): number | undefined {
    return [...this.#byPort.keys()].at(-1);
  }

  macOf(): string | undefined {
    return undefined;
  }

  heard(): SignOfLife | undefined {
    return this.#heard;
  }

  get count(): Wire['count'] {
    return { sent: this.#sent, received: this.#received };
  }

  /** A relay has no lag: what it does not show soon it never shows. */
  until<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
    return this.#waiters.until(found, Math.min(timeoutMs, 100));
  }

  async stop(): Promise<void> {}
}
