import type { Results } from '../../record/results.js';
import { number } from '../format.js';
import { claimWords, pairWords, type StopPathResult, seconds, stopClocks } from '../stop-clocks.js';
import { paperTheme } from '../svg/chart-theme.js';
import { drawSeries } from '../svg/draw-series.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

const right = (title: string, share = 1) => ({ title, share, align: 'right' as const });
const small = { size: 7.5, colour: paper.muted } as const;
/** Height that a heading keeps free for the first table or plot under it, points. */
const keep = 120;

/** Section 11: every stop path with its yardsticks, the distribution of its clocks, a plot of power and all trials. */
export function drawStop(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Stop response');
  const { stopPaths = [], stopTrials } = results;
  const plots = results.series.filter(({ section }) => section === 'stop-response');
  const drawn = new Set<string>();
  if (stopPaths.length > 0)
    sheet.paragraph(
      'Four clocks for every stop: issued, delivered, acknowledged, effect (power below the threshold and staying there, at a meter that the gateway neither controls nor sees). Each yardstick is judged on its own pair of clocks; a yardstick marked "borrowed" comes from a standard that does not speak of this path. In the plots the time from delivery to effect is shaded, and around the effect its uncertainty (k = 2).',
      small,
    );
  for (const path of stopPaths) {
    sheet.heading(capital(path.title), keep);
    drawPath(sheet, path);
    for (const series of plots.filter(({ seriesId }) => seriesId.startsWith(`${path.path} `))) {
      drawn.add(series.seriesId);
      drawPlot(sheet, series);
    }
    drawTrials(
      sheet,
      stopTrials.filter((trial) => trial.path === path.path && trial.caseId === path.caseId),
    );
  }
  for (const series of plots.filter(({ seriesId }) => !drawn.has(seriesId))) drawPlot(sheet, series);
  // Trials of records that knew no paths.
  const known = new Set(stopPaths.map(({ path }) => path));
  drawTrials(
    sheet,
    stopTrials.filter(({ path }) => path === undefined || !known.has(path)),
  );
  if (stopTrials.length === 0 && plots.length === 0) sheet.nothing();
}

/** Upper case at the start, but for a name of the standard: `opModEnergize` stays as it is. */
function capital(title: string): string {
  return /^[a-z]+[A-Z]/.test(title) ? title : `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

function drawPlot(sheet: Sheet, series: Results['series'][number]): void {
  const evidence = series.evidence === undefined ? '' : ` Data: ${series.evidence}`;
  sheet.figure(drawSeries(series, paperTheme), `${series.title}.${evidence}`);
}

function drawPath(sheet: Sheet, path: StopPathResult): void {
  const { shown, trials, thresholdW, holdMs, meter, sampling } = path;
  const read =
    sampling === undefined
      ? ''
      : ` ${meter}, a new value every ${number(sampling.refreshMs)} ms, read every ${number(sampling.readingEveryMs)} ms, longest gap ${number(sampling.longestGapMs)} ms.`;
  sheet.paragraph(
    `${shown} of ${trials} stops show whether it worked. Effect: at most ${number(thresholdW)} W for ${number(holdMs / 1000)} s and longer.${read}`,
  );
  for (const { kind, trials: count, example } of path.faults)
    sheet.paragraph(`✘ ${kind.replaceAll('-', ' ')} in ${count} of ${shown} stops, such as ${example}`, {
      colour: '#a61b1b',
    });
  drawYardsticks(sheet, path);
  drawPairs(sheet, path);
}

function drawYardsticks(sheet: Sheet, { path, yardsticks }: StopPathResult): void {
  if (yardsticks.length === 0) return;
  const rows = yardsticks.map((one): Cell[] => [
    {
      text: one.standard,
      note: [...(one.borrowed ? ['borrowed'] : []), ...(one.fromMemory ? ['check against the standard'] : [])].join(
        '; ',
      ),
    },
    pairWords(one.pair, path),
    one.limit.replace('<=', '≤'),
    { verdict: one.verdict },
    { text: claimWords(one.claims), size: 6.8 },
    one.breach === undefined
      ? '–'
      : {
          text: `${number(one.breach.seconds)} s`,
          note: `${number(one.breach.energyWh)} Wh, ${one.breach.trials} stops${one.breach.open ? ', went on' : ''}`,
          colour: '#a61b1b',
        },
  ]);
  drawTable(
    sheet,
    [
      { title: 'Yardstick', share: 1.9 },
      { title: 'Clocks', share: 1.7 },
      right('Limit', 0.8),
      { title: 'All trials', share: 0.9 },
      { title: 'Claims at 95 % confidence', share: 2.5 },
      right('Longest breach', 1),
    ],
    rows,
  );
}

function drawPairs(sheet: Sheet, { path, pairs }: StopPathResult): void {
  if (pairs.length === 0) return;
  const rows = pairs.map((pair): Cell[] => [
    pairWords(pair.pair, path),
    pair.censored === 0 ? String(pair.n) : `${pair.n - pair.censored} of ${pair.n}`,
    seconds(pair.least),
    seconds(pair.median),
    seconds(pair.most),
    uncertainty(pair.U),
    ...pair.percentiles.map(({ high, needsAtLeast }) =>
      high === undefined ? { text: `needs ${needsAtLeast ?? '?'}`, colour: paper.muted } : `≤ ${seconds(high)}`,
    ),
  ]);
  drawTable(
    sheet,
    [
      { title: 'From, to (s)', share: 2.2 },
      right('n', 0.7),
      right('Least'),
      right('Median'),
      right('Most'),
      right('U (k = 2)'),
      right('p95 bound', 1.1),
      right('p99 bound', 1.1),
    ],
    rows,
  );
}

function uncertainty(U: number | undefined): string {
  if (U === undefined) return '–';
  return U < 0.0005 ? '< 0.001' : `± ${seconds(U)}`;
}

function drawTrials(sheet: Sheet, trials: Results['stopTrials']): void {
  if (trials.length === 0) return;
  const ms = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(1));
  const rows = trials.map((trial): Cell[] => {
    const { deliverMs, acknowledgeMs, effectMs, releaseMs } = stopClocks(trial);
    const over = trial.limitMs !== undefined && effectMs !== undefined && effectMs > trial.limitMs;
    return [
      String(trial.trial),
      ms(deliverMs),
      ms(acknowledgeMs),
      over ? { text: `${ms(effectMs)} ✘`, colour: '#a61b1b' } : ms(effectMs),
      trial.U_ms === undefined ? '–' : `± ${number(trial.U_ms)}`,
      ms(releaseMs),
      trial.faults === undefined ? (trial.note ?? '') : { text: trial.faults.join('; '), colour: '#a61b1b' },
    ];
  });
  drawTable(
    sheet,
    [
      right('Stop', 0.5),
      right('Delivered, ms', 1.1),
      right('Acknowl., ms', 1.1),
      right('Effect, ms', 1),
      right('U (k = 2)', 0.9),
      right('Back, ms', 0.8),
      { title: 'What the meter showed', share: 2.4 },
    ],
    rows,
  );
  sheet.paragraph('Times count from the issue of the stop; "back" from its lifting to power again.', small);
}
