import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWithExpected, type ExpectedCase } from '../../src/judge/expected-results.js';
import type { Verdict } from '../../src/judge/verdict.js';

const entry = (caseId: string, verdict: ExpectedCase['verdict'], reason?: string): ExpectedCase => ({
  caseId,
  verdict,
  issue: `about ${caseId}`,
  ...(reason === undefined ? {} : { reason }),
});
const ran = (caseId: string, verdict: Verdict, reason = 'r', applicable = true) => ({
  caseId,
  verdict,
  applicable,
  reason,
});

const table: readonly (readonly [
  string,
  readonly ExpectedCase[],
  ReturnType<typeof ran>,
  'fresh' | 'known' | 'gone' | 'notRun' | 'nothing',
])[] = [
  ['a pass that nobody mentions', [], ran('A', 'pass'), 'nothing'],
  ['a fail that nobody mentions', [], ran('A', 'fail'), 'fresh'],
  ['a fail as written', [entry('A', 'fail')], ran('A', 'fail'), 'known'],
  ['another verdict than written', [entry('A', 'inconc')], ran('A', 'fail'), 'fresh'],
  ['the reason that is written', [entry('A', 'fail', 'too late')], ran('A', 'fail', 'answered too late: 3 s'), 'known'],
  ['another reason', [entry('A', 'fail', 'too late')], ran('A', 'fail', 'crashed'), 'fresh'],
  ['a pass where a fail is written', [entry('A', 'fail')], ran('A', 'pass'), 'gone'],
  ['a case that does not apply', [entry('A', 'fail')], ran('A', 'none', 'r', false), 'notRun'],
  ['a case that proved nothing', [], ran('A', 'none'), 'fresh'],
];

for (const [what, expected, one, where] of table) {
  test(`${what}: ${where}`, () => {
    const { fresh, known, gone, notRun } = compareWithExpected(expected, [one]);
    const sizes = { fresh: fresh.length, known: known.length, gone: gone.length, notRun: notRun.length };
    assert.deepEqual(sizes, { fresh: 0, known: 0, gone: 0, notRun: 0, ...(where === 'nothing' ? {} : { [where]: 1 }) });
  });
}
