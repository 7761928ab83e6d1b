import { isoTimeNs } from '../../record/iso-time.js';
import type { ExchangeResult } from '../../record/results.js';
import { number } from '../format.js';
import type { ChartTheme } from './chart-theme.js';
import { type Drawing, drawing, element, fit, text } from './svg-text.js';

/** Rows drawn at most; of a longer session the beginning is left out, for the end is where it went wrong. */
const mostRows = 16;
const rowHeight = 21;
const size = 7.5;

/**
 * A sequence chart of a session's last messages: a life line for each party, an arrow for each message, milliseconds
 * since the first one on the left, what offends marked by colour and a cross. `width` is in points.
 */
export function drawSequenceChart(
  exchanges: readonly ExchangeResult[],
  title: string,
  theme: ChartTheme,
  options: { readonly width?: number; readonly offending?: ReadonlySet<string>; readonly rows?: number } = {},
): Drawing {
  const width = options.width ?? 480;
  const shown = exchanges.slice(-(options.rows ?? mostRows));
  const left = exchanges.length - shown.length;
  const parties = [...new Set(shown.flatMap(({ from, to }) => [from, to]))];
  const room = width - 96;
  const column = (name: string): number =>
    parties.length === 1 ? 48 + room / 2 : 60 + ((room - 24) * parties.indexOf(name)) / (parties.length - 1);
  const head = 24;
  const bottom = head + 12 + (shown.length + (left > 0 ? 1 : 0)) * rowHeight + 6;
  const parts: string[] = [];
  for (const party of parties) parts.push(...lifeLine(party, column(party), head, bottom, theme));
  let y = head + 16;
  if (left > 0) {
    const words = `${left} earlier messages not drawn`;
    parts.push(
      text(60 + (room - 24) / 2, y + 3, words, { size, fill: theme.muted, family: theme.font, anchor: 'middle' }),
    );
    y += rowHeight;
  }
  const start = timeOf(shown[0]);
  for (const exchange of shown) {
    const bad =
      (exchange.violations?.length ?? 0) > 0 ||
      (exchange.exchangeId !== undefined && options.offending?.has(exchange.exchangeId) === true);
    parts.push(...arrow(exchange, column(exchange.from), column(exchange.to), y, bad, theme));
    const ms = Number(timeOf(exchange) - start) / 1e6;
    parts.push(
      text(2, y + 3, `${number(Number(ms.toFixed(1)))} ms`, { size: 6.5, fill: theme.muted, family: theme.monoFont }),
    );
    y += rowHeight;
  }
  return drawing(width, bottom + 4, title, parts);
}

/** Capture time where there is one; else the harness's own. */
function timeOf(exchange: ExchangeResult | undefined): bigint {
  if (exchange?.captureNs !== undefined) return BigInt(exchange.captureNs);
  return exchange === undefined ? 0n : (isoTimeNs(exchange.at) ?? 0n);
}

function lifeLine(name: string, x: number, top: number, bottom: number, theme: ChartTheme): string[] {
  const wide = 84;
  return [
    element('line', { x1: x, x2: x, y1: top, y2: bottom, stroke: theme.grid, 'stroke-width': 1.2 }),
    element('rect', {
      x: x - wide / 2,
      y: 4,
      width: wide,
      height: 18,
      rx: 3,
      fill: theme.ground,
      stroke: theme.muted,
      'stroke-width': 0.8,
    }),
    text(x, 16, fit(name, wide - 6, 8), {
      size: 8,
      fill: theme.ink,
      family: theme.font,
      anchor: 'middle',
      weight: 'bold',
    }),
  ];
}

function arrow(
  exchange: ExchangeResult,
  from: number,
  to: number,
  y: number,
  bad: boolean,
  theme: ChartTheme,
): string[] {
  const colour = bad ? theme.bad : theme.ink;
  const parts: string[] = [];
  const words = exchange.note === undefined ? exchange.message : `${exchange.message} · ${exchange.note}`;
  const middle = (from + to) / 2;
  const label = fit(words, Math.max(90, Math.abs(to - from) - 12), size);
  if (from === to) {
    parts.push(text(from + 8, y + 3, label, { size, fill: colour, family: theme.font }));
    return parts;
  }
  if (bad) {
    const wide = Math.abs(to - from);
    parts.push(element('rect', { x: Math.min(from, to), y: y - 12, width: wide, height: 16, fill: theme.badGround }));
  }
  const direction = Math.sign(to - from);
  const tip = to - direction;
  parts.push(
    element('line', {
      x1: from,
      x2: tip - direction * 4,
      y1: y,
      y2: y,
      stroke: colour,
      'stroke-width': bad ? 1.4 : 0.9,
    }),
    element('path', {
      d: `M${tip} ${y}L${tip - direction * 6} ${y - 3}L${tip - direction * 6} ${y + 3}Z`,
      fill: colour,
    }),
    text(middle, y - 3, label, {
      size,
      fill: colour,
      family: theme.font,
      anchor: 'middle',
      ...(bad ? { weight: 'bold' as const } : {}),
    }),
  );
  if (bad)
    parts.push(
      text(to + direction * 9, y + 3.5, '✘', { size: 10, fill: theme.bad, family: theme.font, anchor: 'middle' }),
    );
  return parts;
}
