import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { BenchProcess } from '../../bench/process/bench-process.js';
import type { Measured } from '../measured.js';
import { probeArgv, type SpawnHere } from '../probe-process.js';
import { analyseLevel, kneeOf, type LevelResult } from './analyse-tls-load.js';
import type { RoundRecord } from './handshake-record.js';
import { tlsLoadMeasurements } from './tls-load-measurement.js';
import { type TlsLoadPlanInput, tlsLoadPlan } from './tls-load-plan.js';

export interface TlsLoadProbe {
  readonly plan: TlsLoadPlanInput;
  /** Runs a program where vehicles are: `(argv, options) => bench.spawn('vehicle', argv, options)`. */
  readonly near: SpawnHere;
  readonly clock: Clock;
  /** Folder for the record of all handshakes, which is the evidence; it exists. */
  readonly folder: string;
  readonly evidenceName?: (file: string) => string;
  readonly onProgress?: (done: number, of: number, level: number) => void;
}

export interface TlsLoadMeasured {
  readonly levels: readonly LevelResult[];
  /** Level from which on more vehicles bring no more handshakes a second. */
  readonly knee: number | undefined;
  /** Of the highest level, for the judge. */
  readonly measurements: readonly Measured[];
  readonly files: readonly string[];
}

/** How long before a round its start is told to the processes, ns. */
const leadNs = 20_000_000n;

/**
 * Lets vehicles connect at once, level by level, from processes of their own.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-052 when a process ends early, BENCH-* when one does not start
 */
export async function measureTlsLoad(probe: TlsLoadProbe): Promise<TlsLoadMeasured> {
  const plan = tlsLoadPlan(probe.plan);
  const takenAt = new Date(Number(probe.clock.wallNs() / 1_000_000n)).toISOString();
  const argv = probeArgv('./tls-load-main.js', import.meta.url, { plan: JSON.stringify(plan) });
  const generators: Generator[] = [];
  const all: { level: number; rounds: (readonly RoundRecord[])[] }[] = [];
  try {
    for (let i = 0; i < plan.processes; i++)
      generators.push(await Generator.start(probe.near, argv, `tls-load-${i + 1}`));
    for (const level of plan.levels) {
      const rounds: (readonly RoundRecord[])[] = [];
      for (let done = 0; done < plan.handshakes; done += level) {
        const startAt = probe.clock.monotonicNs() + leadNs;
        const shares = split(level, generators.length);
        const used = generators.slice(0, shares.length);
        rounds.push(await Promise.all(used.map((generator, i) => generator.round(shares[i]!, startAt))));
        await Promise.all(used.map((generator) => generator.release()));
        probe.onProgress?.(Math.min(plan.handshakes, done + level), plan.handshakes, level);
      }
      all.push({ level, rounds });
    }
  } finally {
    await Promise.all(generators.map((generator) => generator.stop()));
  }
  const file = join(probe.folder, 'tls-load.json');
  writeFileSync(file, `${JSON.stringify({ kind: 'tls-load', takenAt, plan, levels: all })}\n`);
  const levels = all.map(({ level, rounds }) => analyseLevel(level, rounds));
  const evidence = [probe.evidenceName?.(file) ?? file];
  return {
    levels,
    knee: kneeOf(levels),
    files: [file],
    measurements: tlsLoadMeasurements(levels.at(-1)!, plan, evidence, takenAt),
  };
}

/** Vehicles for each process, as even as can be; processes without a vehicle are left out. */
function split(vehicles: number, processes: number): readonly number[] {
  const used = Math.min(vehicles, processes);
  return Array.from({ length: used }, (_, i) => Math.floor((vehicles + i) / used));
}

/** One process that plays vehicles. */
class Generator {
  readonly #child: BenchProcess;
  readonly #answers: Answers;

  private constructor(child: BenchProcess, answers: Answers) {
    this.#child = child;
    this.#answers = answers;
  }

  static async start(near: SpawnHere, argv: readonly string[], name: string): Promise<Generator> {
    const answers: Answers = { next: undefined };
    const onLine = (line: string) => {
      if (line.startsWith('round ') || line === 'released') answers.next?.(line.replace(/^round /, ''));
    };
    return new Generator(await near(argv, { name, stdin: 'pipe', ready: /^ready$/, onLine }), answers);
  }

  async round(vehicles: number, startAt: bigint): Promise<RoundRecord> {
    return JSON.parse(await this.#ask(`go ${vehicles} ${startAt}`)) as RoundRecord;
  }

  /** Closes the connections of the round. */
  async release(): Promise<void> {
    await this.#ask('release');
  }

  async #ask(line: string): Promise<string> {
    const child = this.#child;
    const answered = new Promise<string>((resolve) => {
      this.#answers.next = resolve;
    });
    child.write(`${line}\n`);
    const answer = await Promise.race([answered, child.ended.then(() => undefined)]);
    if (answer !== undefined) return answer;
    const detail = child.logFile === undefined ? {} : { detail: `log ${child.logFile}` };
    throw new PlumblineError('PROBES-052', { place: child.name, ...detail });
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}

/** Who waits for the next answer of a process. */
interface Answers {
  next: ((line: string) => void) | undefined;
}
