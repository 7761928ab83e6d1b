import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { buildResults, resultsText } from '../../src/record/build-results.js';
import { checkResults } from '../../src/record/check-results.js';
import { parseJournal } from '../../src/record/read-journal.js';
import type { Results } from '../../src/record/results.js';
import { htmlReport } from '../../src/reporters/html/html-report.js';
import { pdfReport } from '../../src/reporters/pdf/pdf-report.js';
import { findProgram, missing } from '../support/find-program.js';
import { journalBytes, writeSampleRun } from '../support/sample-run.js';
import { sampleTimeline } from '../support/sample-timeline.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const second = { ...sampleTimeline, title: 'the same station once more' };

async function sample(t: TestContext): Promise<Results> {
  const results = buildResults(parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t), {}))).events);
  return { ...results, timelines: [sampleTimeline, second] };
}

/** What every view of a session must say. */
const said = [
  'ISO 15118-20 DC_BPT, scheduled, Plug & Charge',
  'CN=SECC-LAB-1',
  'CN=CPO Sub-CA 2',
  'a'.repeat(32),
  'leads to CN=V2G Root CA',
  'expired on 2026-01-01',
  'AuthorizationReq',
  'from the EVCC',
  'PnC_AReqAuthorizationMode #id1 (SHA-512)',
  'DEABCC123456789',
  'ECDSA P-521, SHA-512',
  'SignedInfo by the grammar of XMLDSig',
  'ScheduleExchangeRes',
  'AbsolutePriceSchedule #price1 (SHAKE256, does not fit)',
  'whose certificate was not on the wire',
  'SignedInfo fits neither encoding',
  'does not hold',
];

test('results with a session follow the published schema', async (t) => {
  const results = await sample(t);
  assert.deepEqual(checkResults(JSON.parse(resultsText(results))), []);
  const [signature] = sampleTimeline.signatures ?? [];
  const broken = { ...results, timelines: [{ ...sampleTimeline, signatures: [{ ...signature, from: 'nobody' }] }] };
  assert.match(checkResults(JSON.parse(JSON.stringify(broken))).join('\n'), /timelines\/0\/signatures\/0\/from/);
});

test('the page shows chains and signatures of a session', async (t) => {
  const html = htmlReport(await sample(t));
  for (const words of said) assert.ok(html.includes(words.replaceAll('&', '&amp;')), words);
  assert.equal(html.match(/ScheduleExchangeRes × 2/g)?.length, 2);
});

test('the PDF shows chains and signatures of a session', { skip: missing('pdftotext') }, async (t) => {
  const results = await sample(t);
  const file = join(temporaryFolder(t), 'report.pdf');
  writeFileSync(file, await pdfReport({ results, resultsJson: Buffer.from(resultsText(results)) }));
  // Reading order, so that a cell's lines follow each other; lines may break anywhere.
  const text = execFileSync(findProgram('pdftotext') ?? '', [file, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
  for (const words of said) assert.ok(text.includes(words), words);
  assert.match(text, /2001\.00 ✘/);
  // The same chains are drawn once.
  assert.equal(text.split('Certificate chains, leaf first').length - 1, 1);
  assert.match(
    text,
    /Certificate chains \(SECC, contract\): the same, certificate by certificate, as in the session "ISO 15118-20/,
  );
});
