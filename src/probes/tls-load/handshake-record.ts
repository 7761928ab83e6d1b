/** One vehicle's try, with times by the generating process. */
export type Handshake = {
  /** Milliseconds from the start of the round to the start of this connection: how "at once" it was. */
  readonly startMs: number;
  /** From the start of the connection to the server's word, or to the failure, ms. */
  readonly totalMs: number;
} & (
  | { readonly outcome: 'ok'; readonly version: string; readonly confirmed: boolean }
  | { readonly outcome: 'failed'; readonly code: string; readonly cause: string }
);

/** What one process did in one round. */
export interface RoundRecord {
  readonly handshakes: readonly Handshake[];
  /** Delay of the process's event loop beyond its timer, ms: it makes times longer than they were. */
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** CPU seconds that the process used, and how long the round took: near 1, the generator itself was the bottleneck. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}
