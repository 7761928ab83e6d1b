import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildResults } from '../../src/record/build-results.js';
import { checkResults } from '../../src/record/check-results.js';
import type { NewEvent } from '../../src/record/events.js';
import { openJournal } from '../../src/record/journal.js';
import { readJournal } from '../../src/record/read-journal.js';
import { htmlReport } from '../../src/reporters/html/html-report.js';
import { SteppedClock, sampleEvents } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const started = { ...(sampleEvents()[0]?.event as NewEvent), plannedCases: undefined } as unknown as NewEvent;
const known: NewEvent = {
  type: 'requirements-known',
  standard: 'ISO 15118-2',
  list: { name: 'suites/requirements/iso15118-2.yaml', sha256: '0'.repeat(64) },
  requirements: [
    { id: 'V2G2-1', topic: 'a' },
    { id: 'V2G2-2', topic: 'a' },
    { id: 'V2G2-3', topic: 'b', untested: 'a duty of the vehicle' },
    { id: 'V2G2-4', topic: 'b' },
    { id: 'V2G2-5', topic: 'b' },
  ],
};

type Verdict = 'pass' | 'fail' | 'inconc' | 'none';

function caseOf(caseId: string, verdict: Verdict, requirements: readonly string[], applicable = true): NewEvent[] {
  return [
    { type: 'case-started', caseId, title: caseId, purpose: '', area: 'a', requirements },
    { type: 'case-ended', caseId, verdict, ending: 'finished', applicable, reason: 'r', durationMs: 1 },
  ];
}

async function resultsOf(folder: string, events: readonly NewEvent[]) {
  const journal = openJournal(join(folder, 'events.jsonl'), { clock: new SteppedClock() });
  for (const event of events) journal.append(event);
  await journal.close();
  return buildResults(readJournal(journal.file).events);
}

test('a requirement has the worst verdict of its cases; one that no applicable case names is not covered', async (t) => {
  const results = await resultsOf(temporaryFolder(t), [
    started,
    known,
    ...caseOf('A', 'pass', ['V2G2-1', 'V2G2-2', 'V2G2-1']),
    ...caseOf('B', 'fail', ['V2G2-2']),
    ...caseOf('C', 'none', ['V2G2-4'], false),
    ...caseOf('D', 'inconc', ['V2G2-5']),
    { type: 'run-ended', ending: 'finished' },
  ]);
  assert.deepEqual(checkResults(JSON.parse(JSON.stringify(results))), []);
  const [coverage] = results.coverage ?? [];
  assert.deepEqual(
    coverage?.requirements.map(({ id, verdict, cases }) => [id, verdict, cases.map((one) => one.caseId).join(' ')]),
    [
      ['V2G2-1', 'pass', 'A'],
      ['V2G2-2', 'fail', 'A B'],
      ['V2G2-3', 'none', ''],
      ['V2G2-4', 'none', ''],
      ['V2G2-5', 'inconc', 'D'],
    ],
  );
  // An inconclusive case has looked, and found nothing out.
  assert.deepEqual([coverage?.known, coverage?.covered], [5, 2]);
  const html = htmlReport(results);
  assert.match(html, /Not looked at \(a duty of the vehicle\): V2G2-3\./);
  assert.match(html, /Not looked at \(cases exist, but none that applies was part of this run\): V2G2-4\./);
  assert.match(html, /B: fail, A/);
});

test('a run whose cases name no listed requirement has no matrix', async (t) => {
  const results = await resultsOf(temporaryFolder(t), [started, ...caseOf('A', 'pass', ['X-1'])]);
  assert.equal(results.coverage, undefined);
  assert.doesNotMatch(htmlReport(results), /Requirement coverage/);
});
