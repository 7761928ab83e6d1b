import type { LinePlot } from '../../record/events.js';
import type { ChartTheme } from './chart-theme.js';
import { empty } from './line-plot.js';
import { type Box, frame } from './plot-frame.js';
import { extent, linearScale, type Scale } from './scale.js';
import { coordinate, type Drawing, drawing, element, text, textWidth } from './svg-text.js';

type Mark = NonNullable<LinePlot['marks']>[number];

const nameSize = 7;
const timeSize = 6.5;
const flagHeight = 20;
const leaderHeight = 16;
const gap = 6;
/** Power a little below zero is noise; an axis that went there would squeeze what matters. */
const negligiblePart = 0.05;

/** Whether a plot shows the clocks of a stop. */
export function isStopPlot(plot: LinePlot): boolean {
  return plot.marks?.some(({ clock }) => clock !== undefined) === true;
}

/**
 * Power around a stop with its clocks: a flag for each above the plot, with its time, led to its moment; the time from
 * delivery to effect shaded, and the uncertainty of the effect around it. `width` and `height` are in points.
 */
export function drawStopPlot(plot: LinePlot, title: string, theme: ChartTheme, width = 480, height = 240): Drawing {
  const marks = [...(plot.marks ?? [])].sort((a, b) => a.x - b.x);
  const points = plot.lines.flatMap((line) => line.points);
  if (points.length === 0) return drawing(width, height, title, [empty(width, height, theme)]);
  const box: Box = { left: 46, top: 12 + flagHeight + leaderHeight, right: width - 14, bottom: height - 28 };
  const x = tightScale([...points.map(([px]) => px), ...marks.map((mark) => mark.x)], box);
  const y = powerScale(
    points.map(([, py]) => py),
    plot,
    box,
  );
  const parts = [...bands(marks, x, box, theme), ...frame(box, x, y, plot, theme)];
  for (const limit of plot.limits ?? []) {
    const at = y.at(limit.y);
    parts.push(
      element('line', {
        x1: box.left,
        x2: box.right,
        y1: at,
        y2: at,
        stroke: theme.limit,
        'stroke-dasharray': '6 3',
        'stroke-width': 0.8,
      }),
      // On the left power still flows, far above: there the words stand free.
      text(box.left + 3, at - 4, limit.label, { size: nameSize, fill: theme.limit, family: theme.font }),
    );
  }
  for (const line of plot.lines) parts.push(steps(line.points, x, y, theme));
  parts.push(...flags(marks, x, box, theme));
  return drawing(width, height, title, parts);
}

/** From end to end of the data: no empty margins, round ticks inside. */
function tightScale(values: readonly number[], box: Box): Scale {
  const [low, high] = extent(values);
  const span = high - low || 1;
  const { ticks } = linearScale(low, high, 0, 1, 8);
  const at = (value: number) => box.left + ((value - low) / span) * (box.right - box.left);
  return { at, ticks: ticks.filter((tick) => tick >= low - 1e-9 && tick <= high + 1e-9) };
}

function powerScale(values: readonly number[], plot: LinePlot, box: Box): Scale {
  const [low, high] = extent([0, ...values, ...(plot.limits ?? []).map((limit) => limit.y)]);
  const size = Math.max(Math.abs(low), Math.abs(high));
  const from = low > -negligiblePart * size ? 0 : low;
  const to = high < negligiblePart * size ? 0 : high;
  return linearScale(from, to, box.bottom, box.top, 4);
}

function colourOf(clock: string | undefined, theme: ChartTheme): string {
  const [first = theme.ink, second = theme.ink, third = theme.ink, fourth = theme.ink] = theme.series;
  const colours: Readonly<Record<string, string>> = {
    issue: theme.muted,
    deliver: first,
    acknowledge: second,
    'first-effect': theme.muted,
    effect: third,
    lifted: theme.muted,
    release: fourth,
  };
  return colours[clock ?? ''] ?? theme.ink;
}

function bands(marks: readonly Mark[], x: Scale, box: Box, theme: ChartTheme): string[] {
  const find = (clock: string) => marks.find((mark) => mark.clock === clock);
  const from = find('deliver') ?? find('issue');
  const effect = find('effect');
  if (from === undefined || effect === undefined) return [];
  const band = (low: number, high: number, fill: string, opacity: number) =>
    element('rect', {
      x: x.at(low),
      y: box.top,
      width: Math.max(0.5, x.at(high) - x.at(low)),
      height: box.bottom - box.top,
      fill,
      'fill-opacity': opacity,
    });
  const parts = [band(from.x, effect.x, colourOf('deliver', theme), 0.08)];
  if (effect.U !== undefined)
    parts.push(band(effect.x - effect.U, effect.x + effect.U, colourOf('effect', theme), 0.18));
  return parts;
}

function steps(points: readonly (readonly [number, number])[], x: Scale, y: Scale, theme: ChartTheme): string {
  const path = points.map(([px, py], i) => {
    if (i === 0) return `M${coordinate(x.at(px))} ${coordinate(y.at(py))}`;
    return `H${coordinate(x.at(px))}V${coordinate(y.at(py))}`;
  });
  const stroke = { fill: 'none', stroke: theme.ink, 'stroke-width': 1.2, 'stroke-linejoin': 'round' };
  return element('path', { d: path.join(''), ...stroke });
}

interface Flag {
  readonly mark: Mark;
  readonly name: string;
  readonly time: string;
  readonly wide: number;
  left: number;
}

/** Flags side by side in the order of time, each as near to its moment as the others let it. */
function flags(marks: readonly Mark[], x: Scale, box: Box, theme: ChartTheme): string[] {
  const placed = marks.map((mark, i): Flag => {
    const name = `${i + 1} ${mark.label}`;
    const time = timeText(mark);
    const wide = Math.max(textWidth(name, nameSize), textWidth(time, timeSize)) + gap;
    return { mark, name, time, wide, left: x.at(mark.x) - wide / 2 };
  });
  spread(placed, box.left - 40, box.right + 12);
  return placed.flatMap(({ mark, name, time, wide, left }) => {
    const colour = colourOf(mark.clock, theme);
    const at = x.at(mark.x);
    const middle = left + wide / 2;
    const foot = 4 + flagHeight;
    const minor = mark.clock === 'first-effect' || mark.clock === 'lifted';
    const line = { stroke: colour, 'stroke-width': minor ? 0.6 : 1, 'stroke-dasharray': minor ? '1.5 2' : '4 2' };
    return [
      element('path', {
        d: `M${coordinate(middle)} ${foot}L${coordinate(at)} ${coordinate(box.top)}`,
        fill: 'none',
        stroke: colour,
        'stroke-width': 0.6,
      }),
      element('line', { x1: at, x2: at, y1: box.top, y2: box.bottom, ...line }),
      text(middle, 11, name, { size: nameSize, fill: colour, family: theme.font, anchor: 'middle', weight: 'bold' }),
      text(middle, 20, time, { size: timeSize, fill: theme.ink, family: theme.font, anchor: 'middle' }),
    ];
  });
}

/** Pushes flags apart, to the right first and back from the edge then. */
function spread(placed: readonly Flag[], left: number, right: number): void {
  let free = left;
  for (const flag of placed) {
    flag.left = Math.max(flag.left, free);
    free = flag.left + flag.wide;
  }
  let end = right;
  for (const flag of placed.toReversed()) {
    flag.left = Math.min(flag.left, end - flag.wide);
    end = flag.left;
  }
}

function timeText({ x, U }: Mark): string {
  const digits = Math.abs(x) < 10 ? 3 : 2;
  // Below half a millisecond it would read as none.
  if (U === undefined || U < 0.0005) return `${x.toFixed(digits)} s`;
  return `${x.toFixed(digits)} s ± ${U.toFixed(3)}`;
}
