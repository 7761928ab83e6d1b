import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { PlumblineError } from '../../src/base/errors.js';
import { loadExpected, writeExpected } from '../../src/cli/run/expected-file.js';
import { exitCodeBesideExpected, expectedLines } from '../../src/cli/run/expected-outcome.js';
import { buildResults } from '../../src/record/build-results.js';
import { checkResults } from '../../src/record/check-results.js';
import type { NewEvent } from '../../src/record/events.js';
import { openJournal } from '../../src/record/journal.js';
import { readJournal } from '../../src/record/read-journal.js';
import type { Results } from '../../src/record/results.js';
import { htmlReport } from '../../src/reporters/html/html-report.js';
import { SteppedClock, sampleEvents } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const started = { ...(sampleEvents()[0]?.event as NewEvent), plannedCases: undefined } as unknown as NewEvent;
const verdicts = { A: 'pass', B: 'fail', C: 'inconc' } as const;

/** A run of the cases A (pass), B (fail) and C (inconc), held against a file. */
async function runBeside(folder: string, file: string | undefined, ending = 'finished'): Promise<Results> {
  const journal = openJournal(join(folder, `${Math.random()}.jsonl`), { clock: new SteppedClock() });
  journal.append(started);
  journal.append({ type: 'scope', decisionRule: 'r', pics: { name: 'p', sha256: '0'.repeat(64), values: {} } });
  if (file !== undefined) journal.append({ type: 'results-expected', ...loadExpected(file) });
  for (const [caseId, verdict] of Object.entries(verdicts)) {
    journal.append({ type: 'case-started', caseId, title: caseId, purpose: '', area: 'a', requirements: [] });
    const reason = `because of ${caseId}`;
    journal.append({
      type: 'case-ended',
      caseId,
      verdict,
      ending: 'finished',
      applicable: true,
      reason,
      durationMs: 1,
    });
  }
  journal.append({ type: 'run-ended', ending: ending as 'finished' });
  await journal.close();
  return buildResults(readJournal(journal.file).events);
}

const files: readonly (readonly [string, string, 0 | 1 | 2 | 3])[] = [
  ['all is known', 'B: {verdict: fail, issue: i}\nC: {verdict: inconc, issue: i}', 0],
  ['the fail is new', 'C: {verdict: inconc, issue: i}', 1],
  ['only the inconclusive one is new', 'B: {verdict: fail, issue: i}', 2],
  ['the fail has another reason', 'B: {verdict: fail, issue: i, reason: Z}\nC: {verdict: inconc, issue: i}', 1],
  [
    'what was expected is over',
    'A: {verdict: fail, issue: i}\nB: {verdict: fail, issue: i}\nC: {verdict: inconc, issue: i}',
    0,
  ],
];

for (const [what, text, code] of files) {
  test(`${what}: exit ${code}, and the run keeps its verdict`, async (t) => {
    const folder = temporaryFolder(t);
    const file = join(folder, 'known.yaml');
    writeFileSync(file, text);
    const results = await runBeside(folder, file);
    assert.equal(results.verdict, 'fail');
    assert.equal(exitCodeBesideExpected(results, results.exitCode), code);
    assert.deepEqual(checkResults(JSON.parse(JSON.stringify(results))), []);
    assert.match(htmlReport(results), /Known results/);
  });
}

test('a run that was stopped, or whose report failed, keeps its exit code', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'known.yaml');
  writeFileSync(file, 'B: {verdict: fail, issue: i}\nC: {verdict: inconc, issue: i}');
  const stopped = await runBeside(folder, file, 'stopped');
  assert.equal(exitCodeBesideExpected(stopped, stopped.exitCode), stopped.exitCode);
  const whole = await runBeside(folder, file);
  assert.equal(exitCodeBesideExpected(whole, 3), 3);
});

test('a file that is written from a run makes the same run bring nothing new, and keeps words that stand', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'known.yaml');
  writeFileSync(file, 'B: {verdict: fail, issue: ticket 7}\nZ: {verdict: fail, issue: not run today}');
  assert.equal(writeExpected(file, await runBeside(folder, undefined), loadExpected(file).cases), 3);
  assert.match(readFileSync(file, 'utf8'), /ticket 7/);
  const again = await runBeside(folder, file);
  assert.equal(exitCodeBesideExpected(again, again.exitCode), 0);
  const lines = expectedLines(again).map(stripVTControlCharacters);
  assert.match(lines[0] ?? '', /0 new, 2 as expected, 0 over, 1 not run/);
});

const refused: readonly (readonly [string, RegExp])[] = [
  ['- A', /not a map of case ids/],
  ['A: fail', /A: a map with verdict and issue expected/],
  ['A: {verdict: pass, issue: i}', /A: verdict is "pass"/],
  ['A: {verdict: fail}', /A: issue is missing/],
  ['A: {verdict: fail, issue: i, until: 2027}', /"until" is none of/],
  ['A: [', /./],
];

for (const [text, detail] of refused) {
  test(`${JSON.stringify(text)} is refused as a file of expected results`, (t) => {
    const file = join(temporaryFolder(t), 'known.yaml');
    writeFileSync(file, text);
    assert.throws(
      () => loadExpected(file),
      (error: PlumblineError) => error.code === 'SUITES-004' && detail.test(error.message),
    );
  });
}
