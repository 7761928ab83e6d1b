import { PlumblineError } from '../../base/errors.js';
import type { GatewayProcess, GatewayState } from '../capabilities/gateway-process.js';
import type { HostShell } from '../capabilities/host-shell.js';

export interface GatewayCommandsOptions {
  readonly start: readonly string[];
  readonly stop: readonly string[];
  readonly kill: readonly string[] | undefined;
  /** Exit code 0: it runs. */
  readonly status: readonly string[];
  readonly timeoutMs: number;
}

/** Driver `shell-commands`: a gateway that the station's own service manager runs. It has one configuration: its own. */
export class GatewayCommands implements GatewayProcess {
  readonly driver = 'shell-commands';
  readonly description: string;
  readonly #shell: HostShell;
  readonly #options: GatewayCommandsOptions;

  constructor(shell: HostShell, options: GatewayCommandsOptions) {
    this.#shell = shell;
    this.#options = options;
    this.description = `${options.start.join(' ')}, by ${shell.description}`;
  }

  async start(): Promise<void> {
    if ((await this.state()).running) return;
    await this.#must(this.#options.start);
  }

  async stop(how: 'term' | 'kill'): Promise<void> {
    await this.#must(how === 'kill' && this.#options.kill !== undefined ? this.#options.kill : this.#options.stop);
  }

  async state(): Promise<GatewayState> {
    const { code } = await this.#shell.run(this.#options.status, { timeoutMs: this.#options.timeoutMs });
    const unknown = { configuration: undefined, configurations: [], pid: undefined, logFile: undefined };
    return { running: code === 0, crash: undefined, ...unknown };
  }

  /** The gateway was there before the run and stays; what reaches it goes. */
  async close(): Promise<void> {
    await this.#shell.close();
  }

  async #must(argv: readonly string[]): Promise<void> {
    const result = await this.#shell.run(argv, { timeoutMs: this.#options.timeoutMs });
    if (result.code === 0) return;
    const detail = `exit code ${result.code}: ${result.stderr.trim() || result.stdout.trim()}`;
    throw new PlumblineError('BENCH-018', { place: argv.join(' '), detail });
  }
}
