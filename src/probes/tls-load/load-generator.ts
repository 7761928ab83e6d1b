import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../../base/errors.js';
import type { BenchProcess } from '../../bench/process/bench-process.js';
import { errorTold, type SpawnHere } from '../probe-process.js';
import { generatorOptions } from './generator-options.js';
import type { RoundRecord } from './handshake-record.js';
import { commandLine, type LoadCommand, readRound } from './load-command.js';
import type { NativeHelper } from './native-helper.js';
import type { GeneratorKind, TlsLoadPlan } from './tls-load-plan.js';

/** Who plays the vehicles, and why it is not the native helper where that was wanted. */
export interface ChosenGenerator {
  readonly kind: GeneratorKind;
  /** `OpenSSL 3.0.22`, `Node 20.20.0 with OpenSSL 3.0.19`. */
  readonly library: string;
  /** Program and first words. */
  readonly argv: readonly string[];
  readonly fallback?: string;
}

/** @throws PlumblineError PROBES-050 when the plan insists on a helper that is not there */
export function chooseGenerator(plan: TlsLoadPlan, helper: NativeHelper): ChosenGenerator {
  if (plan.generator !== 'node' && helper.kind === 'there')
    return { kind: 'native', library: helper.library, argv: [helper.file] };
  if (plan.generator === 'native' && helper.kind === 'missing')
    throw new PlumblineError('PROBES-050', { place: 'TLS load, generator', detail: helper.reason });
  const main = fileURLToPath(new URL('./tls-load-main.js', import.meta.url));
  return {
    kind: 'node',
    library: `Node ${process.versions.node} with OpenSSL ${process.versions.openssl}`,
    argv: [process.execPath, main],
    ...(plan.generator === 'auto' && helper.kind === 'missing' ? { fallback: helper.reason } : {}),
  };
}

/** Who waits for the next answer of a process, and why it ended if it told. */
interface Answers {
  next: ((line: string) => void) | undefined;
  error: PlumblineError | undefined;
}

/** One process that plays vehicles. */
export class LoadGenerator {
  private constructor(
    private readonly child: BenchProcess,
    private readonly answers: Answers,
  ) {}

  /** @throws PlumblineError what the process told, BENCH-* when it does not start */
  static async start(
    near: SpawnHere,
    chosen: ChosenGenerator,
    plan: TlsLoadPlan,
    vehicles: string | undefined,
    share: number,
  ): Promise<LoadGenerator> {
    const answers: Answers = { next: undefined, error: undefined };
    const argv = [...chosen.argv, ...generatorOptions(plan, vehicles, share)];
    const name = `tls-load-${share + 1}`;
    const onLine = (line: string) => {
      answers.error ??= errorTold(line);
      if (line.startsWith('round ') || line === 'released') answers.next?.(line);
    };
    // A thousand chains and keys take their time to read.
    const options = { name, stdin: 'pipe', ready: /^(ready|failed .*)$/, readyTimeoutMs: 60_000, onLine } as const;
    const generator = new LoadGenerator(await near(argv, options), answers);
    if (answers.error !== undefined) {
      await generator.stop();
      throw answers.error;
    }
    return generator;
  }

  async round(command: LoadCommand): Promise<RoundRecord> {
    return readRound((await this.#ask(commandLine(command))).slice('round '.length));
  }

  /** Closes the connections that `at-once` holds. */
  async release(): Promise<void> {
    await this.#ask('release');
  }

  async stop(): Promise<void> {
    await this.child.stop();
  }

  /** @throws PlumblineError what the process told, else PROBES-052 */
  async #ask(line: string): Promise<string> {
    const { child, answers } = this;
    const answered = new Promise<string>((resolve) => {
      answers.next = resolve;
    });
    child.write(`${line}\n`);
    const answer = await Promise.race([answered, child.ended.then(() => undefined)]);
    if (answer !== undefined) return answer;
    if (answers.error !== undefined) throw answers.error;
    const detail = child.logFile === undefined ? {} : { detail: `log ${child.logFile}` };
    throw new PlumblineError('PROBES-052', { place: child.name, ...detail });
  }
}
