import { join } from 'node:path';
import { faultIn } from '../../../suites/engine/fault-trials.js';
import { type CaseOutcome, FaultBench, type FaultBenchOptions } from './fault-bench.js';
import type { FaultStage, PlannedFault } from './fault-plan.js';
import { faultId, type SeededFault } from './seeded-fault.js';

export interface FaultRun {
  readonly stages: readonly FaultStage[];
  /** Every case of the projects against every fault. */
  readonly allCases: boolean;
  /** Run the cases without a fault first. */
  readonly clean: boolean;
  /** What happened in the only stage is kept in its folder; with several, each has one of its own in it. */
  readonly bench: Omit<FaultBenchOptions, 'together'>;
  readonly print: (line: string) => void;
}

/** A stage as it is run. */
interface StageRun extends Omit<FaultRun, 'stages'>, FaultStage {}

/** What a stage found. */
export interface Tally {
  /** Ids of the faults that were tried. */
  readonly tried: readonly string[];
  readonly missed: readonly string[];
  /** Cases that do not pass without a fault; undefined: none of them ran without one, so nobody knows. */
  readonly wrong: number | undefined;
}

/**
 * Seeds one fault after the other, each stage on a bench of its own, and says which case found it; then `faults N, detected D,
 * false F`: a fault that several maps have counts once, and as detected where each of them found it; false are cases that do
 * not pass on a clean bench, `not looked at` where none of them ran there. Resolves to the exit code: 0 when all are detected and
 * nothing is false; without the clean run, where that was asked for, when all are detected.
 */
export async function runFaults({ stages, ...run }: FaultRun): Promise<0 | 1> {
  const tallies: Tally[] = [];
  for (const stage of stages) {
    const title = stage.projects.join(' ');
    if (stages.length > 1) run.print(`${tallies.length === 0 ? '' : '\n'}== ${title}`);
    const folder = stages.length === 1 ? run.bench.folder : join(run.bench.folder, title.replaceAll(' ', '+'));
    const tally = await runStage({ ...run, ...stage, bench: { ...run.bench, folder } });
    tallies.push(tally);
    if (stages.length > 1) run.print(sumOf([tally]));
  }
  run.print(`\n${sumOf(tallies)}`);
  // Where the clean run was asked for, and brought nothing, nobody knows what is false.
  return tallies.every(({ missed, wrong }) => missed.length === 0 && (wrong === 0 || !run.clean)) ? 0 : 1;
}

/** `faults N, detected D, false F` of one or more stages. A clean bench on which nothing ran shows no false finding, and no lack of one. */
export function sumOf(tallies: readonly Tally[]): string {
  const tried = new Set(tallies.flatMap((tally) => tally.tried));
  const missed = new Set(tallies.flatMap((tally) => tally.missed));
  const looked = tallies.flatMap(({ wrong }) => (wrong === undefined ? [] : [wrong]));
  const wrong = looked.length === 0 ? 'not looked at' : String(looked.reduce((sum, one) => sum + one, 0));
  const part =
    looked.length === 0 || looked.length === tallies.length ? '' : ` in ${looked.length} of ${tallies.length}`;
  return `faults ${tried.size}, detected ${tried.size - missed.size}, false ${wrong}${part}`;
}

async function runStage(run: StageRun): Promise<Tally> {
  const { plan, print } = run;
  // A fault that no case can find is told, and not tried; one without a row is tried with everything.
  const tried = plan.filter(({ tolerated }) => tolerated === undefined);
  const together = tried.filter((planned) => isTogether(run, planned)).map(({ fault }) => fault.name);
  const bench = new FaultBench({ ...run.bench, together });
  const width = Math.max(...plan.map(({ word }) => word.length));
  const missed: string[] = [];
  let wrong: readonly CaseOutcome[] | undefined;
  try {
    await bench.open();
    if (run.clean) {
      const outcomes = await runClean(bench, run, tried);
      const failing = outcomes.filter(({ verdict }) => verdict !== 'pass');
      if (outcomes.length > 0 || tried.length === 0) wrong = failing;
      print(`${'clean bench'.padEnd(width)}  ${outcomes.length} cases, ${failing.length} do not pass`);
      for (const { id, verdict, reason } of failing) print(`${' '.repeat(width)}  FALSE ${id}: ${verdict}, ${reason}`);
    }
    for await (const { fault, word, outcomes } of tryAll(bench, run, tried)) {
      // Only a fail is a finding: what is inconclusive has not been seen.
      const found = outcomes.filter(({ verdict }) => verdict === 'fail');
      const [first] = found;
      if (first !== undefined) {
        const more = found.length > 1 ? ` and ${found.length - 1} more` : '';
        print(`${word.padEnd(width)}  detected by ${first.id}${more}: ${first.reason}`);
      } else {
        const seen = outcomes.map(
          ({ id, verdict, reason }) => `${id} ${verdict}${verdict === 'pass' ? '' : `, ${reason}`}`,
        );
        missed.push(faultId(fault));
        print(`${word.padEnd(width)}  MISSED (${seen.join('; ') || 'no case ran'})`);
      }
    }
  } finally {
    await bench.close();
  }
  for (const { word, tolerated } of plan) {
    if (tolerated !== undefined) print(`${word.padEnd(width)}  not tried: ${tolerated}`);
  }
  return { tried: tried.map(({ fault }) => faultId(fault)), missed, wrong: wrong?.length };
}

/** How many faults one start of the runner tries: what it prints comes at its end. */
const atOnce = 20;

interface Tried {
  readonly fault: SeededFault;
  readonly word: string;
  readonly outcomes: readonly CaseOutcome[];
}

function isTogether({ allCases }: StageRun, { together, fault }: PlannedFault): boolean {
  return together === true && !allCases && fault.place === 'gateway';
}

/** Every fault with how its cases ended: one after the other, or many in one start of the runner where that can be. */
async function* tryAll(bench: FaultBench, run: StageRun, tried: readonly PlannedFault[]): AsyncGenerator<Tried> {
  for (const { fault, word, detectedBy } of tried.filter((planned) => !isTogether(run, planned))) {
    const cases = run.allCases ? [] : detectedBy;
    yield { fault, word, outcomes: applicable(await bench.run([fault], { projects: run.projects, cases })) };
  }
  const rest = tried.filter((planned) => isTogether(run, planned));
  for (let from = 0; from < rest.length; from += atOnce) {
    const chunk = rest.slice(from, from + atOnce);
    const outcomes = applicable(
      await bench.runTogether(
        chunk.map(({ fault, projects = run.projects, detectedBy }) => ({
          fault: fault.name,
          projects,
          cases: detectedBy,
        })),
      ),
    );
    for (const { fault, word } of chunk) {
      yield { fault, word, outcomes: outcomes.filter(({ project }) => faultIn(project) === fault.name) };
    }
  }
}

/** The same cases without a fault. */
async function runClean(
  bench: FaultBench,
  run: StageRun,
  tried: readonly PlannedFault[],
): Promise<readonly CaseOutcome[]> {
  const alone = tried.filter((planned) => !isTogether(run, planned));
  const cases = run.allCases ? [] : [...new Set(alone.flatMap(({ detectedBy }) => detectedBy))];
  const outcomes = alone.length === 0 ? [] : applicable(await bench.run([], { projects: run.projects, cases }));
  const byProject = new Map<string, Set<string>>();
  for (const { projects = run.projects, detectedBy } of tried.filter((planned) => isTogether(run, planned))) {
    for (const project of projects) {
      byProject.set(project, new Set([...(byProject.get(project) ?? []), ...detectedBy]));
    }
  }
  if (byProject.size === 0) return outcomes;
  const trials = [...byProject].map(([project, ids]) => ({ fault: '', projects: [project], cases: [...ids] }));
  return [...outcomes, ...applicable(await bench.runTogether(trials))];
}

function applicable(outcomes: readonly CaseOutcome[]): readonly CaseOutcome[] {
  return outcomes.filter((outcome) => outcome.applicable);
}
