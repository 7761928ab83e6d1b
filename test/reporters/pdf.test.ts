import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, type TestContext, test } from 'node:test';
import { buildResults, resultsText } from '../../src/record/build-results.js';
import { parseJournal } from '../../src/record/read-journal.js';
import type { Results } from '../../src/record/results.js';
import { pdfReport } from '../../src/reporters/pdf/pdf-report.js';
import { printable } from '../../src/reporters/pdf/sheet.js';
import { PdfFile } from '../../src/reporters/pdf-file/pdf-file.js';
import { embeddedResults, pdfaProblems } from '../../src/reporters/verify/pdfa-essentials.js';
import { wrapText } from '../../src/reporters/wrap-text.js';
import { findProgram, missing } from '../support/find-program.js';
import { journalBytes, type SampleOptions, sampleRunId, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let results: Results;
let json: Buffer;
let pdf: Buffer;

async function sample(t: TestContext, options: SampleOptions): Promise<Results> {
  return buildResults(parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t), options))).events);
}

before(async (t) => {
  results = await sample(t as TestContext, {});
  json = Buffer.from(resultsText(results));
  pdf = await pdfReport({ results, resultsJson: json });
});

/** Text of each page. */
function pages(bytes: Buffer, t: TestContext): string[] {
  const file = join(temporaryFolder(t), 'report.pdf');
  writeFileSync(file, bytes);
  const text = execFileSync(findProgram('pdftotext') ?? '', ['-layout', file, '-'], { encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

test('the report has the essentials of PDF/A-3b and holds results.json byte for byte', () => {
  const file = new PdfFile(pdf);
  assert.deepEqual(pdfaProblems(file), []);
  assert.ok(embeddedResults(file)?.equals(json));
});

test('the same results give the same bytes', async () => {
  assert.ok((await pdfReport({ results, resultsJson: json })).equals(pdf));
});

test('qpdf finds no fault', { skip: missing('qpdf') }, (t) => {
  const file = join(temporaryFolder(t), 'report.pdf');
  writeFileSync(file, pdf);
  execFileSync(findProgram('qpdf') ?? '', ['--check', file], { stdio: 'pipe' });
});

test('every page has its footer, every section is there, the end is said', { skip: missing('pdftotext') }, (t) => {
  const all = pages(pdf, t);
  assert.ok(all.length >= 8 && all.length <= 20, `${all.length} pages`);
  for (const [i, page] of all.entries()) {
    assert.match(
      page,
      new RegExp(`Report ${sampleRunId} +page ${i + 1} of ${all.length} +results\\.json [0-9a-f]{16}`),
    );
    assert.match(page, /DEMO: not a certificate/);
    const lines = page.split('\n').filter((line) => line.trim() !== '');
    assert.ok(lines.length > 6, `page ${i + 1} is nearly empty`);
  }
  const text = all.join('\n');
  for (const title of [
    'Parties',
    'Item under test',
    'Site and network',
    'Set-up and instruments',
    'Method and scope',
    'Summary by area',
    'Spec table',
    'Conformance cases',
    'Network measurements',
    'Stop response',
    'TLS concurrency',
    'Manual checks and prompts',
    'Anomalies, warnings and opinions',
    'Statement of conformity',
    'Evidence manifest',
    'Annex',
  ]) {
    assert.match(text, new RegExp(`^ *\\d+ +${title}$`, 'm'));
  }
  assert.match(text, /ResponseCode: OK/);
  assert.match(text, /Timers +V2G_EVCC_Msg_Timeout 2 s \(table 109\)/);
  assert.match(text, /Likely causes/);
  assert.match(text, /End of report/);
  assert.match(all[0] ?? '', /FAIL/);
});

test('an incomplete run says so on every page and makes no statement of conformity', {
  skip: missing('pdftotext'),
}, async (t) => {
  const killed = await sample(t, { killedAfter: 40 });
  const all = pages(await pdfReport({ results: killed, resultsJson: Buffer.from(resultsText(killed)) }), t);
  for (const page of all) assert.match(page, /INCOMPLETE: the run did not reach its end/);
  const text = all.join('\n');
  assert.match(text, /No statement of conformity is made/);
  assert.equal(text.match(/Not measured in this run\./g)?.length, 3);
});

test('text without limits is broken over pages and neither cut nor lost', { skip: missing('pdftotext') }, async (t) => {
  const words = Array.from({ length: 900 }, (_, i) => `w${i}`);
  const long = words.join(' ');
  const cases = results.cases.map((one) => ({ ...one, title: `${one.title} \u0007 ${'x'.repeat(400)}` }));
  const hostile: Results = { ...results, cases, verdictReason: long };
  const all = pages(await pdfReport({ results: hostile, resultsJson: json }), t);
  const text = all.join('\n');
  for (const word of words) assert.ok(text.includes(word), `${word} is lost`);
});

test('a character that no face has is drawn as an empty square, never as .notdef', {
  skip: missing('pdftotext'),
}, async (t) => {
  const cases = results.cases.map((one) => ({
    ...one,
    title: 'charge \u{1f50c} \u5145\u7535 ✔ Ω',
    reason: '\u5145',
    catalogueId: 'id-\u5145',
  }));
  const text = pages(await pdfReport({ results: { ...results, cases }, resultsJson: json }), t).join('\n');
  assert.match(text, /charge □ □□ ✔ Ω/);
});

const fixed = (text: string): number => text.length;
const wraps: readonly [string, number, string[]][] = [
  ['one two three', 7, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a/bcdefghi/jk', 6, ['a/bcde', 'fghi/', 'jk']],
  ['a\nb', 9, ['a', 'b']],
  ['', 5, ['']],
  ['  in', 9, ['  in']],
];
for (const [text, width, lines] of wraps) {
  test(`wrapping ${JSON.stringify(text)} at ${width}`, () => assert.deepEqual(wrapText(text, width, fixed), lines));
}

test('control characters become a dot', () => {
  assert.equal(printable('a\u0000b\u001b[2J\nc'), 'a·b·[2J\nc');
});
