/** One vehicle's try, with times by the generating process. */
export type Handshake = {
  /** Number of the vehicle within its process, from 0. */
  readonly vehicle: number;
  /** Milliseconds from the start of the round to the moment at which the vehicle should have begun. */
  readonly dueMs: number;
  /** ... and at which it did begin: later only if the generator was. */
  readonly startMs: number;
  /** From the start of the connection to the server's word, or to the failure, ms. */
  readonly totalMs: number;
} & (
  | {
      readonly outcome: 'ok';
      readonly version: string;
      /** The server was heard after the client's last flight. */
      readonly confirmed: boolean;
      readonly resumed: boolean;
    }
  | {
      readonly outcome: 'failed';
      readonly code: string;
      readonly cause: string;
      /** It failed for want of something on the generator's side: ports, descriptors, vehicles. */
      readonly own: boolean;
    }
);

/** What one process did in one round. */
export interface RoundRecord {
  readonly handshakes: readonly Handshake[];
  /** How long events waited for the process, ms: it makes times longer than they were. */
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** CPU seconds that the process used, and how long the round took: near 1, the generator itself was the bottleneck. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Time that it was ready to run and had no core, s; undefined where the kernel does not tell. */
  readonly cpuWaitSeconds?: number;
  /** Most memory that the process has had so far, MiB (maximum resident set size). */
  readonly memoryMiB?: number;
}
