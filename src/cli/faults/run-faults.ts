import { faultIn } from '../../../suites/engine/fault-trials.js';
import { type CaseOutcome, FaultBench, type FaultBenchOptions } from './fault-bench.js';
import type { PlannedFault } from './fault-plan.js';

export interface FaultRun {
  readonly plan: readonly PlannedFault[];
  readonly projects: readonly string[];
  /** Every case of the projects against every fault. */
  readonly allCases: boolean;
  /** Run the cases without a fault first. */
  readonly clean: boolean;
  readonly bench: FaultBenchOptions;
  readonly print: (line: string) => void;
}

/**
 * Seeds one fault after the other on one bench and says which case found it; then `faults N, detected D, false F`, where
 * false are cases that do not pass on a clean bench. Resolves to the exit code: 0 when all are detected and nothing is false.
 */
export async function runFaults(run: FaultRun): Promise<0 | 1> {
  const { plan, print } = run;
  // A fault that no case can find is told, and not tried; one without a row is tried with everything.
  const tried = plan.filter(({ tolerated }) => tolerated === undefined);
  const together = tried.filter((planned) => isTogether(run, planned)).map(({ fault }) => fault.name);
  const bench = new FaultBench({ ...run.bench, together });
  const width = Math.max(...plan.map(({ word }) => word.length));
  let detected = 0;
  let wrong: readonly CaseOutcome[] = [];
  try {
    await bench.open();
    if (run.clean) {
      const outcomes = await runClean(bench, run, tried);
      wrong = outcomes.filter(({ verdict }) => verdict !== 'pass');
      print(`${'clean bench'.padEnd(width)}  ${outcomes.length} cases, ${wrong.length} do not pass`);
      for (const { id, verdict, reason } of wrong) print(`${' '.repeat(width)}  FALSE ${id}: ${verdict}, ${reason}`);
    }
    for await (const { word, outcomes } of tryAll(bench, run, tried)) {
      // Only a fail is a finding: what is inconclusive has not been seen.
      const found = outcomes.filter(({ verdict }) => verdict === 'fail');
      const [first] = found;
      if (first !== undefined) {
        detected++;
        const more = found.length > 1 ? ` and ${found.length - 1} more` : '';
        print(`${word.padEnd(width)}  detected by ${first.id}${more}: ${first.reason}`);
      } else {
        const seen = outcomes.map(
          ({ id, verdict, reason }) => `${id} ${verdict}${verdict === 'pass' ? '' : `, ${reason}`}`,
        );
        print(`${word.padEnd(width)}  MISSED (${seen.join('; ') || 'no case ran'})`);
      }
    }
  } finally {
    await bench.close();
  }
  for (const { word, tolerated } of plan) {
    if (tolerated !== undefined) print(`${word.padEnd(width)}  not tried: ${tolerated}`);
  }
  print(`\nfaults ${tried.length}, detected ${detected}, false ${wrong.length}`);
  return detected === tried.length && wrong.length === 0 ? 0 : 1;
}

/** How many faults one start of the runner tries: what it prints comes at its end. */
const atOnce = 20;

interface Tried {
  readonly word: string;
  readonly outcomes: readonly CaseOutcome[];
}

function isTogether({ allCases }: FaultRun, { together, fault }: PlannedFault): boolean {
  return together === true && !allCases && fault.place === 'gateway';
}

/** Every fault with how its cases ended: one after the other, or many in one start of the runner where that can be. */
async function* tryAll(bench: FaultBench, run: FaultRun, tried: readonly PlannedFault[]): AsyncGenerator<Tried> {
  for (const { fault, word, detectedBy } of tried.filter((planned) => !isTogether(run, planned))) {
    const cases = run.allCases ? [] : detectedBy;
    yield { word, outcomes: applicable(await bench.run([fault], { projects: run.projects, cases })) };
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
      yield { word, outcomes: outcomes.filter(({ project }) => faultIn(project) === fault.name) };
    }
  }
}

/** The same cases without a fault. */
async function runClean(
  bench: FaultBench,
  run: FaultRun,
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
