import type { LinePlot } from '../../record/events.js';
import type { ChartTheme } from './chart-theme.js';
import { type Box, frame } from './plot-frame.js';
import { extent, linearScale, logScale, type Scale } from './scale.js';
import { coordinate, type Drawing, drawing, element, fit, text, textWidth } from './svg-text.js';

const dashes = [undefined, '5 2.5', '1.5 2', '7 2 1.5 2'];
const labelSize = 7;

/** A plot of one or more lines with its limits and marks. `width` and `height` are in points. */
export function drawLinePlot(plot: LinePlot, title: string, theme: ChartTheme, width = 480, height = 190): Drawing {
  const points = plot.lines.flatMap((line) => line.points);
  const marks = plot.marks ?? [];
  const limits = plot.limits ?? [];
  const markRows = stackMarks(plot, width);
  const top = 12 + (marks.length > 0 ? (Math.max(0, ...markRows) + 1) * 9 : 0);
  const legend = plot.lines.length > 1;
  const box: Box = { left: 46, top: legend ? top + 10 : top, right: width - 14, bottom: height - 28 };
  if (points.length === 0) return drawing(width, height, title, [empty(width, height, theme)]);
  const xs = [...points.map(([x]) => x), ...marks.map((mark) => mark.x)];
  const ys = [...points.map(([, y]) => y), ...limits.map((limit) => limit.y)];
  const x = scaleOf(plot.x.scale, xs, box.left, box.right, 8, false);
  const y = scaleOf(plot.y.scale, ys, box.bottom, box.top, 4, true);
  const parts = frame(box, x, y, plot, theme);
  for (const [i, line] of plot.lines.entries()) {
    const colour = theme.series[i % theme.series.length] ?? theme.ink;
    parts.push(...drawLine(line.points, line.style ?? 'line', x, y, colour, dashes[i % dashes.length]));
    if (legend) parts.push(...legendEntry(plot, i, box, colour, theme));
  }
  for (const limit of limits) {
    const at = y.at(limit.y);
    parts.push(
      element('line', { x1: box.left, x2: box.right, y1: at, y2: at, stroke: theme.limit, 'stroke-dasharray': '6 3' }),
      text(box.right - 2, at - 3, limit.label, label(theme, theme.limit, 'end')),
    );
  }
  for (const [i, mark] of marks.entries()) {
    const at = x.at(mark.x);
    const labelY = 10 + (markRows[i] ?? 0) * 9;
    const right = at + textWidth(mark.label, labelSize) + 4 > width;
    parts.push(
      element('line', {
        x1: at,
        x2: at,
        y1: labelY - 6,
        y2: box.bottom,
        stroke: theme.ink,
        'stroke-width': 0.7,
        'stroke-dasharray': '2 2',
      }),
      text(right ? at - 3 : at + 3, labelY, mark.label, label(theme, theme.ink, right ? 'end' : 'start')),
    );
  }
  return drawing(width, height, title, parts);
}

function label(theme: ChartTheme, fill: string, anchor: 'start' | 'middle' | 'end') {
  return { size: labelSize, fill, family: theme.font, anchor } as const;
}

/** Marks close to each other get their labels in rows, so that none is written over another. */
function stackMarks(plot: LinePlot, width: number): number[] {
  const xs = plot.lines.flatMap((line) => line.points.map(([x]) => x)).concat((plot.marks ?? []).map(({ x }) => x));
  const [low, high] = extent(xs);
  const span = high - low || 1;
  const ends: number[] = [];
  return (plot.marks ?? []).map(({ x, label: words }) => {
    const start = 46 + ((x - low) / span) * (width - 60);
    let row = ends.findIndex((end) => end < start - 4);
    if (row === -1) row = ends.length;
    ends[row] = start + textWidth(words, labelSize) + 6;
    return row;
  });
}

function legendEntry(plot: LinePlot, index: number, box: Box, colour: string, theme: ChartTheme): string[] {
  const room = (box.right - box.left) / plot.lines.length;
  const left = box.left + index * room;
  const y = box.top - 9;
  return [
    element('line', {
      x1: left,
      x2: left + 18,
      y1: y,
      y2: y,
      stroke: colour,
      'stroke-width': 1.6,
      'stroke-dasharray': dashes[index % dashes.length],
    }),
    text(
      left + 22,
      y + 2.5,
      fit(plot.lines[index]?.name ?? '', room - 26, labelSize),
      label(theme, theme.ink, 'start'),
    ),
  ];
}

function scaleOf(
  kind: 'linear' | 'log' | undefined,
  values: readonly number[],
  from: number,
  to: number,
  wanted: number,
  zero: boolean,
): Scale {
  const [low, high] = extent(values);
  if (kind === 'log') return logScale(extent(values.filter((value) => value > 0))[0], high, from, to);
  // Amounts start at zero, so that a small change does not look like a large one.
  return linearScale(zero && low > 0 ? 0 : low, high, from, to, wanted);
}

function drawLine(
  points: readonly (readonly [number, number])[],
  style: 'line' | 'step' | 'points',
  x: Scale,
  y: Scale,
  colour: string,
  dash: string | undefined,
): string[] {
  if (style === 'points') {
    return points.map(([px, py]) => element('circle', { cx: x.at(px), cy: y.at(py), r: 1.6, fill: colour }));
  }
  const path = points.map(([px, py], i) => {
    const at = `${coordinate(x.at(px))} ${coordinate(y.at(py))}`;
    if (i === 0) return `M${at}`;
    return style === 'step' ? `H${coordinate(x.at(px))}V${coordinate(y.at(py))}` : `L${at}`;
  });
  return [
    element('path', {
      d: path.join(''),
      fill: 'none',
      stroke: colour,
      'stroke-width': 1.3,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dash,
    }),
  ];
}

export function empty(width: number, height: number, theme: ChartTheme): string {
  return text(width / 2, height / 2, 'no data', { size: 9, fill: theme.muted, family: theme.font, anchor: 'middle' });
}
