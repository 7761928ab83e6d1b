import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlumblineError } from '../../src/base/errors.js';
import { buildResults, resultsText } from '../../src/record/build-results.js';
import { checkResults } from '../../src/record/check-results.js';
import type { CaseEnded, NewEvent } from '../../src/record/events.js';
import { type Journal, openJournal } from '../../src/record/journal.js';
import { parseJournal, readJournal } from '../../src/record/read-journal.js';
import { journalBytes, SteppedClock, sampleEvents, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const [first] = sampleEvents();
// The sample plans more cases than the runs below have.
const started = { ...(first?.event as NewEvent), plannedCases: undefined } as unknown as NewEvent;

async function resultsOf(folder: string, events: readonly NewEvent[]) {
  const journal: Journal = openJournal(join(folder, 'events.jsonl'), { clock: new SteppedClock() });
  for (const event of events) journal.append(event);
  await journal.close();
  return buildResults(readJournal(journal.file).events);
}

function caseOf(caseId: string, end: Partial<CaseEnded>, inner: readonly NewEvent[] = []): NewEvent[] {
  return [
    { type: 'case-started', caseId, title: caseId, purpose: '', area: 'a', requirements: [`R-${caseId}`] },
    ...inner,
    {
      type: 'case-ended',
      caseId,
      verdict: 'pass',
      ending: 'finished',
      applicable: true,
      reason: 'r',
      durationMs: 1,
      ...end,
    },
  ];
}

const ended: NewEvent = { type: 'run-ended', ending: 'finished' };

test('results match the published schema and are the same bytes each time', async (t) => {
  const events = parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t)))).events;
  const text = resultsText(buildResults(events));
  assert.deepEqual(checkResults(JSON.parse(text)), []);
  assert.equal(resultsText(buildResults(events)), text);
  const again = parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t)))).events;
  assert.equal(resultsText(buildResults(again)), text);
});

test('the schema refuses what is not a result', () => {
  assert.ok(checkResults({}).length > 10);
  assert.ok(checkResults(null).length > 0);
});

test('the sample run is counted as it was made', async (t) => {
  const results = buildResults(parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t)))).events);
  assert.equal(results.verdict, 'fail');
  assert.equal(results.exitCode, 1);
  assert.equal(results.run.complete, true);
  assert.deepEqual(results.counts, { pass: 22, inconc: 2, fail: 3, error: 0, notApplicable: 2, total: 29 });
  const failed = results.cases.find(({ verdict, area }) => verdict === 'fail' && area.startsWith('ISO'));
  assert.ok(failed !== undefined && failed.exchanges.length > 0);
  assert.ok(
    failed.exchanges.some(({ hex }) => hex !== undefined),
    'the offending message keeps its bytes',
  );
  assert.ok(
    failed.exchanges.some(({ hex }) => hex === undefined),
    'the others do not',
  );
  assert.ok(results.cases.every(({ verdict, exchanges }) => verdict !== 'pass' || exchanges.length === 0));
  assert.equal(results.spec.find(({ row }) => row.id === 'packet-loss')?.verdict, 'pass');
  assert.equal(results.spec.find(({ row }) => row.id === 'snr')?.verdict, 'none');
});

const outcomes: readonly [title: string, events: readonly NewEvent[], verdict: string, exit: number, reason: RegExp][] =
  [
    ['all pass', [...caseOf('a', {}), ...caseOf('b', {}), ended], 'pass', 0, /2 of 2/],
    ['one inconclusive', [...caseOf('a', {}), ...caseOf('b', { verdict: 'inconc' }), ended], 'inconc', 2, /inconc/],
    [
      'one fail',
      [...caseOf('a', { verdict: 'inconc' }), ...caseOf('b', { verdict: 'fail' }), ended],
      'fail',
      1,
      /fail/,
    ],
    ['an applicable case at none is an error', [...caseOf('a', { verdict: 'none' }), ended], 'error', 3, /error/],
    ['a case without an end is an error', [...caseOf('a', {}).slice(0, 1), ended], 'error', 3, /error/],
    [
      'nothing applicable is not a pass',
      [...caseOf('a', { applicable: false, verdict: 'none' }), ended],
      'inconc',
      2,
      /applicable/,
    ],
    ['nothing run is an error', [ended], 'error', 3, /no case was run/i],
    ['a killed run is not a pass', [...caseOf('a', {})], 'inconc', 2, /^INCOMPLETE/],
    [
      'a stopped run is not a pass',
      [...caseOf('a', {}), { type: 'run-ended', ending: 'stopped' }],
      'inconc',
      2,
      /stopped/,
    ],
    [
      'an aborted run is an error',
      [...caseOf('a', {}), { type: 'run-ended', ending: 'aborted' }],
      'error',
      3,
      /aborted/,
    ],
    [
      'an observation worsens what the case said',
      [...caseOf('a', {}, [{ type: 'observation', caseId: 'a', text: 'x', verdict: 'fail' }]), ended],
      'fail',
      1,
      /fail/,
    ],
  ];
for (const [title, events, verdict, exit, reason] of outcomes) {
  test(`overall verdict: ${title}`, async (t) => {
    const results = await resultsOf(temporaryFolder(t), [started, ...events]);
    assert.equal(results.verdict, verdict, results.verdictReason);
    assert.equal(results.exitCode, exit);
    assert.match(results.verdictReason, reason);
    assert.deepEqual(checkResults(JSON.parse(resultsText(results))), []);
  });
}

for (const [title, events, verdict, reason] of [
  ['killed', caseOf('a', {}), 'inconc', /^INCOMPLETE: .*1 of 5 planned cases ran/],
  ['stopped', [...caseOf('a', {}), { type: 'run-ended', ending: 'stopped' }], 'inconc', /1 of 5 planned cases ran/],
  ['finished, and cases are missing', [...caseOf('a', {}), ended], 'inconc', /1 of 5 planned cases ran/],
  ['a fail stays a fail', [...caseOf('a', { verdict: 'fail' }), ended], 'fail', /1 of 5 planned cases ran/],
  ['whole', ['a', 'b', 'c', 'd', 'e'].flatMap((id) => caseOf(id, {})).concat(ended), 'pass', /^(?!.*planned)/],
] as readonly [string, readonly NewEvent[], string, RegExp][]) {
  test(`of five planned cases: ${title}`, async (t) => {
    const planned = { ...started, plannedCases: 5 } as NewEvent;
    const results = await resultsOf(temporaryFolder(t), [planned, ...events]);
    assert.equal(results.verdict, verdict, results.verdictReason);
    assert.match(results.verdictReason, reason);
    assert.equal(results.run.plannedCases, 5);
  });
}

test('a record killed anywhere still gives results that say INCOMPLETE', async (t) => {
  for (const killedAfter of [1, 5, 20, 60, 200]) {
    const results = buildResults(
      parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t), { killedAfter }))).events,
    );
    assert.equal(results.run.complete, false);
    assert.match(results.verdictReason, /^INCOMPLETE/);
    assert.notEqual(results.verdict, 'pass');
    assert.deepEqual(checkResults(JSON.parse(resultsText(results))), []);
  }
});

test('a record without a run is RECORD-007', () => {
  assert.throws(
    () => buildResults([]),
    (error: PlumblineError) => error.code === 'RECORD-007',
  );
});

test('an experimental case shows its verdict, and moves neither the counts nor the verdict of the run', async (t) => {
  const scope: NewEvent = {
    type: 'scope',
    decisionRule: 'r',
    pics: { name: 'p', sha256: '0'.repeat(64), values: {} },
  };
  const [begin, end] = caseOf('B', { verdict: 'fail' });
  const experimental = { ...begin, maturity: 'experimental' } as NewEvent;
  const results = await resultsOf(temporaryFolder(t), [started, scope, ...caseOf('A', {}), experimental, end!, ended]);
  assert.equal(results.verdict, 'pass');
  assert.deepEqual(results.counts, {
    pass: 1,
    inconc: 0,
    fail: 0,
    error: 0,
    notApplicable: 0,
    total: 2,
    experimental: 1,
  });
  assert.equal(results.cases[1]?.verdict, 'fail');
  assert.deepEqual(checkResults(JSON.parse(JSON.stringify(results))), []);
  const alone = await resultsOf(temporaryFolder(t), [started, scope, experimental, end!, ended]);
  assert.notEqual(alone.verdict, 'pass');
});
