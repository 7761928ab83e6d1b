import type { HistogramPlot } from '../../record/events.js';
import { number } from '../format.js';
import type { ChartTheme } from './chart-theme.js';
import { empty } from './line-plot.js';
import { type Box, frame } from './plot-frame.js';
import { extent, linearScale } from './scale.js';
import { type Drawing, drawing, element, text } from './svg-text.js';

/** A histogram with its limits. `width` and `height` are in points. */
export function drawHistogram(
  plot: HistogramPlot,
  title: string,
  theme: ChartTheme,
  width = 480,
  height = 170,
): Drawing {
  const box: Box = { left: 46, top: 18, right: width - 14, bottom: height - 28 };
  const limits = plot.limits ?? [];
  const edges = [...plot.bins.flatMap(({ from, to }) => [from, to]), ...limits.map(({ x }) => x)];
  if (plot.bins.length === 0) return drawing(width, height, title, [empty(width, height, theme)]);
  const [low, high] = extent(edges);
  const x = linearScale(low, high, box.left, box.right, 8);
  const most = Math.max(1, extent(plot.bins.map(({ count }) => count))[1]);
  const y = linearScale(0, most, box.bottom, box.top, Math.min(4, most));
  const parts = frame(box, x, y, { x: plot.x, y: { name: 'count', unit: '' } }, theme);
  for (const { from, to, count } of plot.bins) {
    if (count === 0) continue;
    const left = x.at(from) + 0.5;
    const wide = Math.max(0.5, x.at(to) - x.at(from) - 1);
    parts.push(
      element('rect', {
        x: left,
        y: y.at(count),
        width: wide,
        height: box.bottom - y.at(count),
        fill: theme.series[0],
      }),
    );
    if (wide > 12) {
      const style = { size: 6.5, fill: theme.muted, family: theme.font, anchor: 'middle' } as const;
      parts.push(text(left + wide / 2, y.at(count) - 2, number(count), style));
    }
  }
  for (const limit of limits) {
    const at = x.at(limit.x);
    const right = at > (box.left + box.right) / 2;
    parts.push(
      element('line', { x1: at, x2: at, y1: 8, y2: box.bottom, stroke: theme.limit, 'stroke-dasharray': '6 3' }),
      text(right ? at - 4 : at + 4, 12, limit.label, {
        size: 7,
        fill: theme.limit,
        family: theme.font,
        anchor: right ? 'end' : 'start',
      }),
    );
  }
  return drawing(width, height, title, parts);
}
