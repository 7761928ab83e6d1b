import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { buildResults } from '../../src/record/build-results.js';
import { parseJournal } from '../../src/record/read-journal.js';
import type { Results } from '../../src/record/results.js';
import { htmlReport } from '../../src/reporters/html/html-report.js';
import { journalBytes, type SampleOptions, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function sample(t: TestContext, options: SampleOptions = {}): Promise<Results> {
  return buildResults(parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t), options))).events);
}

test('nothing in the page points outside of it', async (t) => {
  const html = htmlReport(await sample(t));
  // Namespaces of SVG are names, not addresses.
  const addresses = html.replaceAll('http://www.w3.org/2000/svg', '').match(/(https?:)?\/\/[a-z0-9]/gi);
  assert.equal(addresses, null);
  assert.doesNotMatch(html, /<(img|link|iframe|object|embed)\b|@import|url\(/i);
  assert.match(html, /default-src 'none'/);
});

test('what a gateway sends is text, never markup', async (t) => {
  const results = await sample(t);
  const evil = `</div><script>alert(1)</script><img src=x onerror="a">'`;
  const observations = [{ text: evil, verdict: 'fail' as const, expected: evil, observed: evil }];
  const cases = results.cases.map((one) => ({
    ...one,
    title: evil,
    reason: evil,
    area: evil,
    observations,
    requirements: [evil],
  }));
  const warnings = [{ at: results.run.startedAt, text: evil }];
  const html = htmlReport({ ...results, cases, warnings, verdictReason: evil, run: { ...results.run, title: evil } });
  assert.equal(html.match(/<script>/g)?.length, 1);
  assert.doesNotMatch(html, /<img/);
  assert.ok(html.includes('&lt;script&gt;alert(1)'));
});

test('a failing case is open with its expectation, its message and its chart; a passing one is closed', async (t) => {
  const html = htmlReport(await sample(t));
  const details = html.split('<details class="case"').slice(1);
  assert.equal(details.length, 29);
  for (const one of details) {
    const failed = one.includes('data-verdict="fail"');
    assert.equal(/^[^>]* open>/.test(one), failed);
    if (failed && one.includes('TC_SECC')) {
      assert.match(one, /<mark>\s*ResponseCode: OK<\/mark>/);
      assert.match(one, /<mark>11 e0<\/mark>/);
      assert.match(one, /<svg[\s\S]*SessionSetupRe/);
    }
  }
});

test('an incomplete run says so in title and heading', async (t) => {
  const html = htmlReport(await sample(t, { killedAfter: 30 }));
  assert.match(html, /<title>INCOMPLETE/);
  assert.match(html, /<strong>INCOMPLETE/);
});
