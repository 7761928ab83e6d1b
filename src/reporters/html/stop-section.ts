import type { Results } from '../../record/results.js';
import { number } from '../format.js';
import { claimWords, pairWords, type StopPathResult, seconds, stopClocks } from '../stop-clocks.js';
import { badge, notMeasured, section, table, text } from './markup.js';

const n = (title: string) => ({ title, numeric: true });
const ms = (value: number | undefined): string => (value === undefined ? '–' : number(Number(value.toFixed(2))));

/** Stop response: each path with its yardsticks and clocks, and every trial. `drawn` are the plots. */
export function stopSection(results: Results, drawn: string): string {
  const { stopPaths = [], stopTrials } = results;
  if (stopTrials.length === 0 && stopPaths.length === 0)
    return section('stop', 'Stop response', drawn === '' ? notMeasured() : drawn);
  const paths = stopPaths.map(pathPart).join('');
  const note = '<p class="muted">Times of a trial count from the moment the stop was issued.</p>';
  return section('stop', 'Stop response', `${paths}${drawn}${trialTable(stopTrials)}${note}`);
}

function pathPart(path: StopPathResult): string {
  const { title, shown, trials, thresholdW, holdMs, meter, sampling, faults } = path;
  const read =
    sampling === undefined
      ? ''
      : ` ${meter}, a new value every ${number(sampling.refreshMs)} ms, read every ${number(sampling.readingEveryMs)} ms.`;
  const words = `${shown} of ${trials} stops show whether it worked. Effect: at most ${number(thresholdW)} W for ${number(holdMs / 1000)} s and longer.${read}`;
  const bad = faults
    .map(
      ({ kind, trials: count, example }) =>
        `<p>✘ ${text(kind.replaceAll('-', ' '))} in ${count} of ${shown} stops, such as ${text(example)}</p>`,
    )
    .join('');
  return `<h3>${text(title)}</h3><p>${text(words)}</p>${bad}${yardstickTable(path)}${pairTable(path)}`;
}

function yardstickTable({ path, title, yardsticks }: StopPathResult): string {
  if (yardsticks.length === 0) return '';
  const rows = yardsticks.map((one) => {
    const marks = [...(one.borrowed ? ['borrowed'] : []), ...(one.fromMemory ? ['check against the standard'] : [])];
    const breach =
      one.breach === undefined ? '–' : `${number(one.breach.seconds)} s, ${number(one.breach.energyWh)} Wh`;
    return [
      `${text(one.standard)}${marks.length === 0 ? '' : ` <span class="muted">(${text(marks.join('; '))})</span>`}`,
      text(pairWords(one.pair, path)),
      text(one.limit.replace('<=', '≤')),
      badge(one.verdict),
      text(claimWords(one.claims)),
      text(breach),
    ];
  });
  const columns = [
    { title: 'Yardstick' },
    { title: 'Clocks' },
    n('Limit'),
    { title: 'All trials' },
    { title: 'Claims at 95 % confidence' },
    n('Longest breach'),
  ];
  return table(`Yardsticks: ${title}`, columns, rows);
}

function pairTable({ path, title, pairs }: StopPathResult): string {
  if (pairs.length === 0) return '';
  const rows = pairs.map((pair) => [
    text(pairWords(pair.pair, path)),
    pair.censored === 0 ? String(pair.n) : `${pair.n - pair.censored} of ${pair.n}`,
    seconds(pair.least),
    seconds(pair.median),
    seconds(pair.most),
    pair.U === undefined ? '–' : `± ${seconds(pair.U)}`,
    ...pair.percentiles.map(({ high, needsAtLeast }) =>
      high === undefined ? `needs ${needsAtLeast ?? '?'}` : `≤ ${seconds(high)}`,
    ),
  ]);
  const columns = [
    { title: 'From, to (s)' },
    n('n'),
    n('Least'),
    n('Median'),
    n('Most'),
    n('U (k = 2)'),
    n('p95 bound'),
    n('p99 bound'),
  ];
  return table(`Clocks: ${title}`, columns, rows);
}

function trialTable(trials: Results['stopTrials']): string {
  const rows = trials.map((trial) => {
    const clocks = stopClocks(trial);
    return [
      text(trial.path ?? ''),
      String(trial.trial),
      ms(clocks.deliverMs),
      ms(clocks.acknowledgeMs),
      ms(clocks.effectMs),
      trial.U_ms === undefined ? '–' : `± ${number(trial.U_ms)}`,
      ms(clocks.releaseMs),
      text(trial.faults?.join('; ') ?? trial.note ?? ''),
    ];
  });
  const columns = [
    { title: 'Path' },
    n('Trial'),
    n('Delivered, ms'),
    n('Acknowledged, ms'),
    n('Effect, ms'),
    n('U (k = 2)'),
    n('Back, ms'),
    { title: 'What the meter showed' },
  ];
  return table('Stop trials', columns, rows);
}
