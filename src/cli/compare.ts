import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { compareRuns, type RunComparison } from '../judge/compare-runs.js';
import { checkResults } from '../record/check-results.js';
import type { Results } from '../record/results.js';
import { runFiles } from '../record/run-folder.js';

interface CompareArguments {
  readonly folders: readonly string[];
  readonly json: boolean;
}

/**
 * `plumbline compare`: the verdicts of several runs side by side. Exit 0 all the same, 1 some differ, 2 nothing was shown: a run
 * did not come to its end, holds no case, or stood beside nothing but itself.
 */
export const compareCommand: CommandModule<object, CompareArguments> = {
  command: 'compare <folders..>',
  describe: 'set the verdicts of several runs side by side',
  builder: (yargs) =>
    yargs
      .positional('folders', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'run folders, two or more',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
      .check(({ folders }) => folders.length > 1 || 'give two run folders or more')
      .example('$0 compare reports/20261101T* reports/latest', 'did a night say something else?'),
  handler: ({ folders, json }) => {
    const runs = distinct(folders.map(readResults));
    const comparison = compareRuns(runs.map(({ cases }) => cases));
    const doubts = doubtsOf(runs);
    if (json) console.log(JSON.stringify({ runs: runs.map(({ run }) => run.id), ...comparison, doubts }, null, 2));
    else for (const line of [...comparisonLines(runs, comparison), ...doubts]) console.log(line);
    process.exitCode = comparison.differing.length > 0 ? 1 : doubts.length > 0 ? 2 : 0;
  },
};

/** `reports/latest` is one of the runs beside it: a run that is named twice is no second run. */
function distinct(runs: readonly Results[]): readonly Results[] {
  const texts = runs.map((one) => JSON.stringify(one));
  return runs.filter((_, index) => texts.indexOf(texts[index]!) === index);
}

/** Why runs that do not differ show nothing all the same; empty: they do. */
export function doubtsOf(runs: readonly Pick<Results, 'run' | 'cases'>[]): readonly string[] {
  return [
    ...(runs.length < 2 ? ['nothing is compared: all folders hold the same run'] : []),
    ...runs.filter((one) => !isWhole(one)).map(({ run }) => `${run.id} did not come to its end`),
    ...runs
      .filter(({ cases }) => !cases.some(({ applicable }) => applicable))
      .map(({ run }) => `${run.id} holds no case that applied`),
  ];
}

function isWhole({ run }: Pick<Results, 'run'>): boolean {
  return run.complete && run.ending === 'finished';
}

/** The comparison for the terminal: a line a run, then a line for each case that differs. */
export function comparisonLines(
  runs: readonly Pick<Results, 'run' | 'counts'>[],
  { cases, same, passed, differing }: RunComparison,
): readonly string[] {
  const heads = runs.map(({ run, counts }, index) => {
    const minutes = (run.durationMs / 60_000).toFixed(1);
    const whole = isWhole({ run }) ? '' : ', INCOMPLETE';
    const { pass, fail, inconc, error, notApplicable } = counts;
    return `${index + 1}  ${run.id}  ${minutes} min  ${pass} pass, ${fail} fail, ${inconc} inconc, ${error} error, ${notApplicable} not applicable${whole}`;
  });
  return [
    ...heads,
    '',
    ...differing.map(({ caseId, outcomes }) => `  ${outcomes.join(' | ')}  ${caseId}`),
    `${cases} cases: ${same} the same in all ${runs.length} runs (${passed} passed in all), ${differing.length} differ`,
  ];
}

function readResults(folder: string): Results {
  const file = join(folder, runFiles.results);
  let results: unknown;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new PlumblineError('RECORD-002', { place: file, detail: (cause as Error).message, cause });
  }
  const [problem] = checkResults(results);
  if (problem !== undefined) throw new PlumblineError('RECORD-010', { place: file, detail: problem });
  return results as Results;
}
