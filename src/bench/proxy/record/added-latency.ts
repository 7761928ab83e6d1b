/** Added latency in ms; undefined without a message. */
export interface LatencyFigures {
  readonly n: number;
  readonly medianMs?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly maxMs?: number;
}

const room = 1 << 20;

/**
 * Times between a message's last byte in and its last byte out, by the process's own clock: waits in the kernel before
 * the one and after the other are not in it (a capture at both interfaces has them). Keeps the first 2^20 values.
 */
export class AddedLatency {
  readonly #values: number[] = [];

  /** @param ms not negative */
  add(ms: number): void {
    if (this.#values.length < room) this.#values.push(ms);
  }

  /** Percentiles by the nearest rank. */
  figures(): LatencyFigures {
    const sorted = Float64Array.from(this.#values).sort();
    const n = sorted.length;
    if (n === 0) return { n };
    const at = (fraction: number) => sorted[Math.min(n - 1, Math.ceil(fraction * n) - 1)] ?? Number.NaN;
    return { n, medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
  }
}
