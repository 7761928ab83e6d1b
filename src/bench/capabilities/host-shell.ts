import type { CapabilityFacts } from './capability-facts.js';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A shell on the station, to inspect kernel, certificates, modes of keys. */
export interface HostShell extends CapabilityFacts {
  run(
    argv: readonly string[],
    options?: { readonly timeoutMs?: number; readonly input?: string },
  ): Promise<CommandResult>;
  /** Ends a connection to another machine, where the driver has one. */
  close(): Promise<void>;
}
