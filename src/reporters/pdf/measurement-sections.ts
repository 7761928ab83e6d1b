import type { ReportSection } from '../../record/events.js';
import { number, percent, percentile } from '../format.js';
import { paperTheme } from '../svg/chart-theme.js';
import { drawSeries } from '../svg/draw-series.js';
import { paper } from './colours.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { drawStop } from './stop-section.js';
import { type Cell, drawTable } from './table.js';

const right = (title: string, share = 1) => ({ title, share, align: 'right' as const });

/** Sections 10 to 12: network, stop response, TLS concurrency; and other plots where there are any. */
export function drawMeasurements(sheet: Sheet, context: ReportContext): void {
  drawNetwork(sheet, context);
  drawStop(sheet, context);
  drawTls(sheet, context);
  if (context.results.series.some(({ section }) => section === 'other')) {
    sheet.section('Other plots');
    drawPlots(sheet, context, 'other');
  }
}

function drawPlots(sheet: Sheet, { results }: ReportContext, wanted: ReportSection): number {
  const found = results.series.filter(({ section }) => section === wanted);
  for (const series of found) {
    const evidence = series.evidence === undefined ? '' : ` Data: ${series.evidence}`;
    sheet.figure(drawSeries(series, paperTheme), `${series.title}.${evidence}`);
  }
  return found.length;
}

function drawNetwork(sheet: Sheet, context: ReportContext): void {
  const { paths } = context.results;
  sheet.section('Network measurements');
  if (paths.length > 0) {
    const rows = paths.map((path): Cell[] => [
      `${path.path}\n${path.direction}`,
      number(path.sent),
      number(path.received),
      number(path.late),
      number(path.duplicated),
      number(path.reordered),
      percent(path.loss),
      path.lossInterval === undefined ? '–' : `${percent(path.lossInterval.low)} – ${percent(path.lossInterval.high)}`,
      path.bursts === undefined ? '–' : String(Math.max(0, ...path.bursts.map(({ length }) => length))),
    ]);
    drawTable(
      sheet,
      [
        { title: 'Path and direction', share: 2.6 },
        right('Sent', 0.8),
        right('Received', 1),
        right('Late', 0.7),
        right('Dupl.', 0.7),
        right('Reord.', 0.8),
        right('Loss', 0.9),
        right('Interval', 1.5),
        right('Longest burst', 1),
      ],
      rows,
    );
    drawDelays(sheet, context);
  }
  const plots = drawPlots(sheet, context, 'network');
  if (paths.length === 0 && plots === 0) sheet.nothing();
}

function drawDelays(sheet: Sheet, { results }: ReportContext): void {
  const withDelay = results.paths.filter(({ delayMs }) => (delayMs?.length ?? 0) > 0);
  if (withDelay.length > 0) {
    const rows = withDelay.map((path): Cell[] => [
      `${path.path}, ${path.direction}`,
      ...[50, 95, 99, 99.9].map((p) => percentile(path.delayMs?.find((one) => one.p === p))),
    ]);
    drawTable(
      sheet,
      [
        { title: 'Delay in ms', share: 2.4 },
        right('p50', 1.5),
        right('p95', 1.5),
        right('p99', 1.5),
        right('p99.9', 1.3),
      ],
      rows,
    );
  }
  const notes = results.paths.flatMap(
    ({ path, direction, autocorrelation, effectiveSamples, lossThresholdMs, lossInterval }) => [
      `${path}, ${direction}: a probe later than ${number(lossThresholdMs)} ms counts as lost${lossInterval === undefined ? '' : `; interval ${percent(lossInterval.level)} ${lossInterval.method}`}${autocorrelation === undefined ? '' : `; lag-1 autocorrelation ${number(autocorrelation)}`}${effectiveSamples === undefined ? '' : `, ${number(effectiveSamples)} effective samples`}.`,
    ],
  );
  for (const note of notes) sheet.paragraph(note, { size: 7.5, colour: paper.muted });
}

function drawTls(sheet: Sheet, context: ReportContext): void {
  const { tlsLevels } = context.results;
  sheet.section('TLS concurrency');
  if (tlsLevels.length > 0) {
    const rows = tlsLevels.map((level): Cell[] => [
      number(level.concurrency),
      `${number(level.completed)} of ${number(level.attempted)}`,
      ...[50, 95, 99].map((p) => percentile(level.latencyMs.find((one) => one.p === p))),
      level.handshakesPerS === undefined ? '–' : number(level.handshakesPerS),
      level.bottleneck ?? 'unknown',
      number((level.failures ?? []).reduce((sum, { count }) => sum + count, 0)),
    ]);
    drawTable(
      sheet,
      [
        right('At once', 0.7),
        right('Completed', 1.1),
        right('p50, ms', 1.4),
        right('p95, ms', 1.5),
        right('p99, ms', 1.4),
        right('Per second', 0.9),
        { title: 'Limited by', share: 1.1 },
        right('Failures', 0.9),
      ],
      rows,
    );
    const failures = tlsLevels.flatMap(({ concurrency, failures: found = [] }) =>
      found.map(({ reason, count }) => `${number(concurrency)} at once: ${number(count)} × ${reason}`),
    );
    if (failures.length > 0) sheet.paragraph(failures.join('\n'), { size: 7.5, colour: paper.muted });
  }
  if (drawPlots(sheet, context, 'tls-concurrency') === 0 && tlsLevels.length === 0) sheet.nothing();
}
