import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import type { GatewayProcess, GatewayState } from '../capabilities/gateway-process.js';
import type { BenchProcess, ProcessEnd } from '../process/bench-process.js';
import { spawnProcess } from '../process/spawn-process.js';

export interface GatewayProgramOptions {
  /** Puts its command where the gateway runs; absent on a bench without namespaces. */
  readonly place: ((argv: readonly string[]) => readonly string[]) | undefined;
  /** `plumbline` stands for this program, `{config}` for the path of the configuration, `{folder}` for the bench folder. */
  readonly command: readonly string[];
  /** Name -> path, relative to the bench file. */
  readonly configurations: Readonly<Record<string, string>>;
  readonly ready: string | undefined;
  readonly readyTimeoutMs: number;
  readonly stopTimeoutMs: number;
  /** Its process id is one of this machine; default true. */
  readonly pidsHere?: boolean;
  readonly benchFile: string;
  readonly folder: string;
}

/** In a configuration file this word stands for the folder of the bench, where a run puts certificates it has made. */
const folderWord = '@BENCH_FOLDER@';

/** Driver `process`: the gateway as a child of the bench owner. */
export class GatewayProgram implements GatewayProcess {
  readonly driver = 'process';
  readonly description: string;
  readonly #options: GatewayProgramOptions;
  #process: BenchProcess | undefined;
  #configuration: string | undefined;
  #crash: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: GatewayProgramOptions) {
    this.#options = options;
    this.description = options.command.join(' ');
  }

  start(configuration?: string): Promise<void> {
    return this.#inTurn(async () => {
      const name = configuration ?? Object.keys(this.#options.configurations)[0];
      if (this.#process?.running === true && this.#configuration === name) return;
      await this.#stopNow('term');
      this.#crash = undefined;
      this.#configuration = name;
      const started = await this.#spawn(name);
      this.#process = started;
      void started.ended.then((end) => {
        // Still the current one: nobody asked it to end.
        if (this.#process === started) this.#crash = describeEnd(end);
      });
    });
  }

  stop(how: 'term' | 'kill'): Promise<void> {
    return this.#inTurn(() => this.#stopNow(how));
  }

  async state(): Promise<GatewayState> {
    return {
      running: this.#process?.running ?? false,
      configuration: this.#configuration,
      configurations: Object.keys(this.#options.configurations),
      pid: this.#options.pidsHere === false ? undefined : this.#process?.pid,
      logFile: this.#logFile(this.#configuration),
      crash: this.#crash,
    };
  }

  async close(): Promise<void> {
    await this.stop('term');
  }

  async #stopNow(how: 'term' | 'kill'): Promise<void> {
    const current = this.#process;
    this.#process = undefined;
    if (current !== undefined) await (how === 'term' ? current.stop() : current.kill());
  }

  #spawn(name: string | undefined): Promise<BenchProcess> {
    const { place, command, ready, folder } = this.#options;
    const config = name === undefined ? '' : this.#configFile(name);
    const words = command.map((word) => word.replaceAll('{config}', config).replaceAll('{folder}', folder));
    const argv = words[0] === 'plumbline' ? [...plumbline(), ...words.slice(1)] : words;
    return spawnProcess(place?.(argv) ?? argv, {
      name: 'gateway',
      log: this.#logFile(name),
      cwd: dirname(this.#options.benchFile),
      ...(ready === undefined ? {} : { ready: new RegExp(ready) }),
      readyTimeoutMs: this.#options.readyTimeoutMs,
      stopTimeoutMs: this.#options.stopTimeoutMs,
    });
  }

  #logFile(name: string | undefined): string {
    return join(this.#options.folder, 'logs', name === undefined ? 'gateway.log' : `gateway-${name}.log`);
  }

  /** The configuration as it is used: with the folder of the bench filled in. */
  #configFile(name: string): string {
    const path = this.#options.configurations[name];
    if (path === undefined) {
      const known = Object.keys(this.#options.configurations).join(', ') || 'none';
      throw new PlumblineError('BENCH-010', { place: `gateway configuration ${name}`, detail: `there are ${known}` });
    }
    const source = resolve(dirname(this.#options.benchFile), path);
    if (!existsSync(source)) throw new PlumblineError('BENCH-003', { place: source, detail: 'no such file' });
    const text = readFileSync(source, 'utf8');
    if (!text.includes(folderWord)) return source;
    const filled = join(this.#options.folder, 'gateway', `${name}-${basename(source)}`);
    mkdirSync(dirname(filled), { recursive: true });
    writeFileSync(filled, text.replaceAll(folderWord, this.#options.folder));
    return filled;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** Starts the compiled command line without looking for changed sources first, as the launcher would. */
const runMain = 'const { main } = await import(process.argv[1]); await main(process.argv.slice(2));';

/** This program, as a command. */
export function plumbline(): readonly string[] {
  const main = join(projectRoot(), 'dist', 'src', 'cli', 'main.js');
  return [process.execPath, '--input-type=module', '--eval', runMain, main];
}

function describeEnd(end: ProcessEnd): string {
  return end.signal ?? `exit code ${end.code}`;
}
