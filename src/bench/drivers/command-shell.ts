import type { CommandResult, HostShell } from '../capabilities/host-shell.js';
import { runCommand } from '../process/run-command.js';

/** More than any tool of an inspection prints; a file that never ends stops here. */
const mostBytes = 16 * 1024 * 1024;

/** A shell whose commands run on this machine behind a prefix: nothing, or `ip netns exec NAME`. */
export class CommandShell implements HostShell {
  readonly driver: string;
  readonly description: string;
  readonly #wrap: (argv: readonly string[]) => readonly string[];

  constructor(driver: string, description: string, wrap: (argv: readonly string[]) => readonly string[]) {
    this.driver = driver;
    this.description = description;
    this.#wrap = wrap;
  }

  /** 124: it took longer than `timeoutMs` and was ended; 125: it printed more than 16 MiB and was ended. */
  run(
    argv: readonly string[],
    options: { readonly timeoutMs?: number; readonly input?: string } = {},
  ): Promise<CommandResult> {
    return runCommand(this.#wrap(argv), { ...options, maxBytes: mostBytes });
  }

  async close(): Promise<void> {}
}
