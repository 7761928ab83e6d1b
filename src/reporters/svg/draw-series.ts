import type { Results } from '../../record/results.js';
import type { ChartTheme } from './chart-theme.js';
import { drawHistogram } from './histogram.js';
import { drawLinePlot } from './line-plot.js';
import type { Drawing } from './svg-text.js';

/** Draws one recorded series as a plot. */
export function drawSeries(series: Results['series'][number], theme: ChartTheme): Drawing {
  const { plot, title } = series;
  return plot.kind === 'line' ? drawLinePlot(plot, title, theme) : drawHistogram(plot, title, theme);
}
