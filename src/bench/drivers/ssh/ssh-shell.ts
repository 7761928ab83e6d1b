import type { Clock } from '../../../base/clock.js';
import type { PlumblineError } from '../../../base/errors.js';
import type { CommandResult, HostShell } from '../../capabilities/host-shell.js';
import { runCommand } from '../../process/run-command.js';
import { remoteCommand } from './remote-command.js';
import { type Place, SshConnection } from './ssh-connection.js';
import { lostConnection } from './ssh-failure.js';
import { type SshOptions, sharedCommand, sshPlace } from './ssh-options.js';

/** For so long a node that could not be reached is not tried again, s: an inspection asks dozens of things. */
const retryAfterS = 10;
/** More than any tool of an inspection prints; a file that never ends stops here. */
const mostBytes = 16 * 1024 * 1024;
/** Exit code of ssh itself when it fails, and of any command that likes it. */
const sshFailed = 255;

/**
 * Driver `ssh`: commands on a node over one shared connection of the system's ssh. A connection that is lost ends the
 * command that ran with BENCH-029, and the next command connects again: the run goes on.
 */
export class SshShell implements HostShell {
  readonly driver = 'ssh';
  readonly description: string;
  readonly #options: SshOptions;
  readonly #place: Place;
  readonly #clock: Pick<Clock, 'monotonicNs'>;
  #connecting: Promise<SshConnection> | undefined;
  #failed: { readonly error: unknown; readonly at: bigint } | undefined;
  #closed = false;

  constructor(options: SshOptions, place: Place, clock: Pick<Clock, 'monotonicNs'>) {
    this.#options = options;
    this.#place = place;
    this.#clock = clock;
    this.description = `ssh ${sshPlace(options)}`;
  }

  /**
   * Runs argv on the node, word for word. 124: it took longer than `timeoutMs` (default `timeout_s` of the bench file) and
   * was ended; 125: it printed more than 16 MiB and was ended.
   * @throws PlumblineError BENCH-002 no ssh here, BENCH-025 to BENCH-029
   */
  async run(
    argv: readonly string[],
    options: { readonly timeoutMs?: number; readonly input?: string } = {},
  ): Promise<CommandResult> {
    const connection = await this.#connection();
    const timeoutMs = options.timeoutMs ?? this.#options.timeoutS * 1000;
    const line = remoteCommand(argv, {
      sudo: this.#options.sudo,
      // A second later than here, so that this side's reason is the one that is told.
      endAfterS: connection.hasTimeout ? Math.ceil(timeoutMs / 1000) + 1 : undefined,
    });
    const result = await runCommand(this.#place(sharedCommand(this.#options, connection.socket, line)), {
      ...options,
      timeoutMs,
      maxBytes: mostBytes,
    });
    if (result.code === sshFailed && !(await this.#isThere(connection))) {
      throw lostConnection(this.#options, lossOf(connection, result, argv));
    }
    return result;
  }

  /** Process id of the shared connection while there is one. */
  async masterPid(): Promise<number | undefined> {
    const connection = await this.#connecting?.catch(() => undefined);
    return connection?.alive === true ? connection.pid : undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connecting?.catch(() => undefined);
    this.#connecting = undefined;
    await connection?.close();
  }

  /** The connection, made on first use and anew once it is gone. */
  async #connection(): Promise<SshConnection> {
    const current = await this.#connecting;
    if (current?.alive === true) return current;
    if (current !== undefined) {
      this.#connecting = undefined;
      await current.close();
    }
    if (this.#closed) throw lostConnection(this.#options, 'the bench has been closed');
    const failed = this.#failed;
    if (failed !== undefined && this.#clock.monotonicNs() - failed.at < BigInt(retryAfterS) * 1_000_000_000n) {
      throw failed.error;
    }
    // Several commands may wait for the same connection.
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  async #connect(): Promise<SshConnection> {
    try {
      const connection = await SshConnection.open(this.#options, this.#place);
      this.#failed = undefined;
      return connection;
    } catch (error) {
      this.#connecting = undefined;
      this.#failed = { error: error as PlumblineError, at: this.#clock.monotonicNs() };
      throw error;
    }
  }

  /** Asks the shared connection whether it lives: exit code 255 alone may be the command's own. */
  async #isThere(connection: SshConnection): Promise<boolean> {
    if (!connection.alive) return false;
    const [program, ...rest] = sharedCommand(this.#options, connection.socket, '');
    const check = this.#place([program!, '-O', 'check', ...rest.slice(0, -1)]);
    const { code } = await runCommand(check, { timeoutMs: 5000 });
    return code === 0 && connection.alive;
  }
}

function lossOf(connection: SshConnection, { stderr }: CommandResult, argv: readonly string[]): string {
  const said = connection.words || stderr.trim().split('\n').at(-1) || 'no reason given';
  return `${said}; it is not known how far "${argv.join(' ').slice(0, 80)}" came`;
}
