import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { XmlDocument } from 'libxml2-wasm';
import { buildResults, resultsText } from '../../src/record/build-results.js';
import { checkResults } from '../../src/record/check-results.js';
import type { LinePlot } from '../../src/record/events.js';
import { parseJournal } from '../../src/record/read-journal.js';
import type { Results } from '../../src/record/results.js';
import { measurementSections } from '../../src/reporters/html/measurement-sections.js';
import { pdfReport } from '../../src/reporters/pdf/pdf-report.js';
import { claimWords, type StopPathResult, stopClocks } from '../../src/reporters/stop-clocks.js';
import { paperTheme } from '../../src/reporters/svg/chart-theme.js';
import { drawSeries } from '../../src/reporters/svg/draw-series.js';
import { drawStopPlot } from '../../src/reporters/svg/stop-plot.js';
import { findProgram, missing } from '../support/find-program.js';
import { journalBytes, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const points = Array.from({ length: 200 }, (_, i): [number, number] => [
  (i - 40) * 0.1,
  i < 155 ? 9990 + (i % 7) : i % 5,
]);
const plot: LinePlot = {
  kind: 'line',
  x: { name: 'time from delivery', unit: 's' },
  y: { name: 'power', unit: 'W' },
  lines: [{ name: 'independent meter', style: 'step', points }],
  marks: [
    { x: 11.5, label: 'effect', clock: 'effect', U: 0.4 },
    { x: -0.02, label: 'issued', clock: 'issue' },
    { x: 0, label: 'delivered', clock: 'deliver' },
    { x: 0.37, label: 'acknowledged', clock: 'acknowledge', U: 0.0001 },
  ],
  limits: [{ y: 100, label: 'threshold 100 W' }],
};
const path: StopPathResult = {
  caseId: 'stop-response',
  path: 'sep2-energize-poll',
  title: 'opModEnergize false, by poll',
  trials: 30,
  shown: 30,
  thresholdW: 100,
  holdMs: 1000,
  meter: 'simulated meter SIM-0002',
  sampling: { readingEveryMs: 6, refreshMs: 50, longestGapMs: 12 },
  pairs: [
    {
      pair: 'deliver-effect',
      n: 30,
      censored: 1,
      least: 11.2,
      median: 11.4,
      most: 11.9,
      U: 0.033,
      percentiles: [
        { p: 95, needsAtLeast: 59 },
        { p: 99, needsAtLeast: 299 },
      ],
    },
  ],
  yardsticks: [
    {
      row: 'stop-ieee-1547-cease',
      profile: 'ieee-1547',
      standard: 'IEEE 1547-2018',
      fromMemory: true,
      borrowed: true,
      pair: 'deliver-effect',
      limit: '<= 2 s',
      limitS: 2,
      verdict: 'fail',
      reason: '1 of 30 readings never arrived',
      claims: [
        { p: 95, verdict: 'fail', reason: 'p95 of 30: lower bound 11.3 s breaks <= 2 s' },
        { p: 99, verdict: 'inconc', reason: 'p99 is not claimable from 30 samples, needs at least 299' },
      ],
      breach: { seconds: 9.9, energyWh: 27.5, trials: 30, open: false },
    },
  ],
  faults: [{ kind: 'never-released', trials: 2, example: 'trial 4: no power came back within 60 s' }],
};

async function resultsWithPath(t: TestContext): Promise<Results> {
  const sample = buildResults(parseJournal(journalBytes(await writeSampleRun(temporaryFolder(t), {}))).events);
  const series = { seriesId: `${path.path} 1`, title: 'power around stop 1', section: 'stop-response' as const, plot };
  const trial = {
    trial: 1,
    path: path.path,
    caseId: 'stop-response',
    issueNs: '1000000000',
    deliverNs: '1020000000',
    acknowledgeNs: '1390000000',
    effectNs: '12520000000',
    liftedNs: '20000000000',
    releaseNs: '20500000000',
    U_ms: 33,
    outcome: 'stopped',
    faults: ['no power came back within 60 s'],
  };
  return {
    ...sample,
    stopPaths: [path],
    series: [...sample.series, series],
    stopTrials: [...sample.stopTrials, trial],
  };
}

test('the plot of a stop: well formed, a flag for each clock in the order of time, none over another', () => {
  const drawing = drawStopPlot(plot, 'stop 1', paperTheme);
  XmlDocument.fromString(drawing.svg).dispose();
  assert.doesNotMatch(drawing.svg, /NaN|Infinity|undefined/);
  const flags = [...drawing.svg.matchAll(/<text x="([\d.]+)" y="11"[^>]*>(\d [a-z ]+)<\/text>/g)].map(
    ([, x, name]) => ({
      x: Number(x),
      name: name!,
    }),
  );
  assert.deepEqual(
    flags.map(({ name }) => name),
    ['1 issued', '2 delivered', '3 acknowledged', '4 effect'],
  );
  for (const [i, { x, name }] of flags.entries()) {
    const before = flags[i - 1];
    if (before === undefined) continue;
    const room = ((name.length + before.name.length) / 2) * 7 * 0.6;
    assert.ok(x - before.x >= room, `${before.name} and ${name}`);
  }
  assert.ok(flags.every(({ x }) => x > 0 && x < drawing.width));
  assert.match(drawing.svg, /11\.50 s ± 0\.400/);
  // Below half a millisecond nothing is said of uncertainty.
  assert.match(drawing.svg, />0\.370 s</);
});

test('six clocks at the same moment still have room beside one another', () => {
  const marks = ['issue', 'deliver', 'acknowledge', 'first-effect', 'effect', 'release'].map((clock, i) => ({
    x: i / 1000,
    label: clock,
    clock,
  }));
  const { svg } = drawStopPlot({ ...plot, marks }, 'stop', paperTheme);
  const xs = [...svg.matchAll(/<text x="([\d.]+)" y="11"/g)].map(([, x]) => Number(x));
  assert.deepEqual(
    xs,
    [...xs].sort((a, b) => a - b),
  );
  assert.equal(new Set(xs).size, marks.length);
});

test('a plot without clocks is drawn as before', () => {
  const plain = { ...plot, marks: [{ x: 0, label: 'issued' }] };
  const { svg } = drawSeries({ seriesId: 'a', title: 'a', section: 'other', plot: plain }, paperTheme);
  assert.doesNotMatch(svg, /1 issued/);
});

test('clocks of a trial: from issue, the return of power from its lifting', async (t) => {
  const { stopTrials } = await resultsWithPath(t);
  const { deliverMs, acknowledgeMs, effectMs, releaseMs } = stopClocks(stopTrials.at(-1)!);
  assert.deepEqual([deliverMs, acknowledgeMs, effectMs, releaseMs], [20, 390, 11_520, 500]);
  assert.equal(claimWords(path.yardsticks[0]!.claims), 'p95 breaks it; p99 not claimable, needs 299');
});

test('results with stop paths keep to the published schema', async (t) => {
  const results = await resultsWithPath(t);
  assert.deepEqual(checkResults(JSON.parse(resultsText(results))), []);
});

test('page and PDF say what was claimed, what was borrowed, the breach and the fault', async (t) => {
  const results = await resultsWithPath(t);
  const words = [
    /borrowed/,
    /check against the standard/,
    /p95 breaks it/,
    /needs 299/,
    /9\.9 s/,
    /never released in 2 of 30/,
  ];
  const html = measurementSections(results);
  for (const word of words) assert.match(html, word);
  const program = findProgram('pdftotext');
  if (program === undefined) {
    t.skip(missing('pdftotext') || '');
    return;
  }
  const file = join(temporaryFolder(t), 'report.pdf');
  writeFileSync(file, await pdfReport({ results, resultsJson: Buffer.from(resultsText(results)) }));
  const text = execFileSync(program, ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
  for (const word of words) assert.match(text, word);
  assert.match(text, / opModEnergize false, by poll/);
});
