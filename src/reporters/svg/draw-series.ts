import type { Results } from '../../record/results.js';
import type { ChartTheme } from './chart-theme.js';
import { drawHistogram } from './histogram.js';
import { drawLinePlot } from './line-plot.js';
import { drawStopPlot, isStopPlot } from './stop-plot.js';
import type { Drawing } from './svg-text.js';

/** Draws one recorded series as a plot. */
export function drawSeries(series: Results['series'][number], theme: ChartTheme): Drawing {
  const { plot, title } = series;
  if (plot.kind === 'histogram') return drawHistogram(plot, title, theme);
  return isStopPlot(plot) ? drawStopPlot(plot, title, theme) : drawLinePlot(plot, title, theme);
}
