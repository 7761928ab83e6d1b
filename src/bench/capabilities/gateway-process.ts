import type { CapabilityFacts } from './capability-facts.js';

/** The gateway under test as a process that the bench can start, stop and kill. */
export interface GatewayProcess extends CapabilityFacts {
  /**
   * Starts it with one of the configurations of the bench file (default the first) and resolves when it says that it is
   * ready. One that runs with this configuration is left alone, one that runs with another is stopped first.
   * @throws PlumblineError BENCH-007, BENCH-008, BENCH-018
   */
  start(configuration?: string): Promise<void>;
  /** `term` asks, `kill` does not. */
  stop(how: 'term' | 'kill'): Promise<void>;
  state(): Promise<GatewayState>;
  close(): Promise<void>;
}

export interface GatewayState {
  readonly running: boolean;
  /** Configuration it was started with. */
  readonly configuration: string | undefined;
  /** Names that `start` takes. */
  readonly configurations: readonly string[];
  readonly pid: number | undefined;
  /** Path of its log, if the bench keeps one. */
  readonly logFile: string | undefined;
  /** How the last run ended, if it was not asked to: `exit code 1`, `SIGSEGV`. */
  readonly crash: string | undefined;
}
