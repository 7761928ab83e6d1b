import type { CommandResult, HostShell } from '../capabilities.js';
import { runCommand } from '../process/run-command.js';

/** A shell whose commands run behind a prefix: nothing, `ip netns exec NAME`, or `ssh HOST`. */
export class CommandShell implements HostShell {
  readonly driver: string;
  readonly description: string;
  readonly #wrap: (argv: readonly string[]) => readonly string[];

  constructor(driver: string, description: string, wrap: (argv: readonly string[]) => readonly string[]) {
    this.driver = driver;
    this.description = description;
    this.#wrap = wrap;
  }

  run(
    argv: readonly string[],
    options: { readonly timeoutMs?: number; readonly input?: string } = {},
  ): Promise<CommandResult> {
    return runCommand(this.#wrap(argv), options);
  }
}

/** argv as one line for a shell, every word quoted. */
export function shellQuoted(argv: readonly string[]): string {
  return argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}

export interface SshOptions {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  readonly identity?: string;
}

/** argv for a command on another host; every word is quoted because ssh joins them for the shell over there. */
export function sshCommand(options: SshOptions, argv: readonly string[]): readonly string[] {
  return [
    'ssh',
    // Nobody is there to type a password or to accept a key.
    ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10'],
    ...(options.port === undefined ? [] : ['-p', String(options.port)]),
    ...(options.identity === undefined ? [] : ['-i', options.identity]),
    options.user === undefined ? options.host : `${options.user}@${options.host}`,
    '--',
    shellQuoted(argv),
  ];
}
