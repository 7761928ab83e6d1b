import type { ReportSection } from '../../record/events.js';
import type { Results } from '../../record/results.js';
import { number, percent, percentile } from '../format.js';
import { pageTheme } from '../svg/chart-theme.js';
import { drawSeries } from '../svg/draw-series.js';
import { figure, notMeasured, section, table, text } from './markup.js';
import { stopSection } from './stop-section.js';

/** Network paths, stop response, TLS concurrency and other plots. */
export function measurementSections(results: Results): string {
  return [
    networkSection(results),
    stopSection(results, plots(results, 'stop-response')),
    tlsSection(results),
    otherSection(results),
  ].join('');
}

function plots(results: Results, wanted: ReportSection): string {
  return results.series
    .filter((series) => series.section === wanted)
    .map((series) => figure(drawSeries(series, pageTheme).svg, series.title))
    .join('\n');
}

const n = (title: string) => ({ title, numeric: true });

function networkSection(results: Results): string {
  const rows = results.paths.map((path) => [
    text(path.path),
    text(path.direction),
    number(path.sent),
    number(path.received),
    number(path.late),
    number(path.duplicated),
    number(path.reordered),
    percent(path.loss),
    path.lossInterval === undefined ? '' : `${percent(path.lossInterval.low)} – ${percent(path.lossInterval.high)}`,
    text(percentile(path.delayMs?.find(({ p }) => p === 50))),
    text(percentile(path.delayMs?.find(({ p }) => p === 95))),
  ]);
  const columns = [
    { title: 'Path' },
    { title: 'Direction' },
    n('Sent'),
    n('Received'),
    n('Late'),
    n('Duplicated'),
    n('Reordered'),
    n('Loss'),
    n('Interval'),
    n('Delay p50, ms'),
    n('Delay p95, ms'),
  ];
  const drawn = plots(results, 'network');
  const content =
    rows.length === 0 && drawn === ''
      ? notMeasured()
      : `${rows.length === 0 ? '' : table('Network paths', columns, rows)}${drawn}`;
  return section('network', 'Network measurements', content);
}

function tlsSection(results: Results): string {
  const drawn = plots(results, 'tls-concurrency');
  if (results.tlsLevels.length === 0) return section('tls', 'TLS concurrency', drawn === '' ? notMeasured() : drawn);
  const rows = results.tlsLevels.map((level) => [
    number(level.concurrency),
    number(level.attempted),
    number(level.completed),
    text(percentile(level.latencyMs.find(({ p }) => p === 50))),
    text(percentile(level.latencyMs.find(({ p }) => p === 95))),
    text(percentile(level.latencyMs.find(({ p }) => p === 99))),
    level.handshakesPerS === undefined ? '–' : number(level.handshakesPerS),
    text(level.bottleneck ?? 'unknown'),
    text((level.failures ?? []).map(({ reason, count }) => `${count} × ${reason}`).join('; ')),
  ]);
  const columns = [
    n('At once'),
    n('Attempted'),
    n('Completed'),
    n('p50, ms'),
    n('p95, ms'),
    n('p99, ms'),
    n('Per second'),
    { title: 'Limited by' },
    { title: 'Failures' },
  ];
  return section('tls', 'TLS concurrency', `${table('TLS load levels', columns, rows)}${drawn}`);
}

function otherSection(results: Results): string {
  const drawn = plots(results, 'other');
  return drawn === '' ? '' : section('plots', 'Other plots', drawn);
}
