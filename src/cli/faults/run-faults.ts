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
  const bench = new FaultBench(run.bench);
  const width = Math.max(...plan.map(({ word }) => word.length));
  let detected = 0;
  let wrong: readonly CaseOutcome[] = [];
  try {
    await bench.open();
    if (run.clean) {
      const cases = run.allCases ? [] : [...new Set(tried.flatMap(({ detectedBy }) => detectedBy))];
      const outcomes = applicable(await bench.run([], { projects: run.projects, cases }));
      wrong = outcomes.filter(({ verdict }) => verdict !== 'pass');
      print(`${'clean bench'.padEnd(width)}  ${outcomes.length} cases, ${wrong.length} do not pass`);
      for (const { id, verdict, reason } of wrong) print(`${' '.repeat(width)}  FALSE ${id}: ${verdict}, ${reason}`);
    }
    for (const { fault, word, detectedBy } of tried) {
      const cases = run.allCases ? [] : detectedBy;
      const outcomes = applicable(await bench.run([fault], { projects: run.projects, cases }));
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

function applicable(outcomes: readonly CaseOutcome[]): readonly CaseOutcome[] {
  return outcomes.filter((outcome) => outcome.applicable);
}
