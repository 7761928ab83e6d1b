/** Colours of a drawing. The PDF draws with fixed ones, the HTML page with its own variables, so that both modes fit. */
export interface ChartTheme {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly ground: string;
  readonly limit: string;
  readonly bad: string;
  readonly badGround: string;
  /** Lines of a plot, told apart by dash pattern too. */
  readonly series: readonly string[];
  readonly font: string;
  readonly monoFont: string;
}

export const paperTheme: ChartTheme = {
  ink: '#1c2733',
  muted: '#55606b',
  grid: '#dde3e8',
  ground: '#ffffff',
  limit: '#a61b1b',
  bad: '#a61b1b',
  badGround: '#fbe6e4',
  series: ['#1f5fa8', '#b3590b', '#4b7a1d', '#7a3fa0'],
  font: 'DejaVu Sans',
  monoFont: 'DejaVu Sans Mono',
};

export const pageTheme: ChartTheme = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  grid: 'var(--line)',
  ground: 'var(--paper)',
  limit: 'var(--fail)',
  bad: 'var(--fail)',
  badGround: 'var(--fail-ground)',
  series: ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)'],
  font: 'system-ui, sans-serif',
  monoFont: 'ui-monospace, monospace',
};
