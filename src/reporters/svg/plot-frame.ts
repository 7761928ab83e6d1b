import type { Axis } from '../../record/events.js';
import { number } from '../format.js';
import type { ChartTheme } from './chart-theme.js';
import type { Scale } from './scale.js';
import { element, text, textWidth } from './svg-text.js';

/** The inner rectangle of a plot, in points. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const size = 7.5;

/** Grid lines, tick labels and axis names around the box. */
export function frame(box: Box, x: Scale, y: Scale, names: { x: Axis; y: Axis }, theme: ChartTheme): string[] {
  const label = { size, fill: theme.muted, family: theme.font } as const;
  const parts: string[] = [];
  for (const tick of y.ticks) {
    const at = y.at(tick);
    parts.push(
      element('line', { x1: box.left, x2: box.right, y1: at, y2: at, stroke: theme.grid, 'stroke-width': 0.6 }),
      text(box.left - 4, at + 2.6, number(tick), { ...label, anchor: 'end' }),
    );
  }
  let taken = Number.NEGATIVE_INFINITY;
  for (const tick of x.ticks) {
    const at = x.at(tick);
    const half = textWidth(number(tick), size) / 2;
    parts.push(
      element('line', { x1: at, x2: at, y1: box.bottom, y2: box.bottom + 3, stroke: theme.muted, 'stroke-width': 0.6 }),
    );
    if (at - half < taken + 3) continue;
    taken = at + half;
    parts.push(text(at, box.bottom + 11, number(tick), { ...label, anchor: 'middle' }));
  }
  parts.push(
    element('line', {
      x1: box.left,
      x2: box.right,
      y1: box.bottom,
      y2: box.bottom,
      stroke: theme.muted,
      'stroke-width': 0.8,
    }),
    text((box.left + box.right) / 2, box.bottom + 22, axisName(names.x), { ...label, anchor: 'middle' }),
    text(box.left - 32, (box.top + box.bottom) / 2, axisName(names.y), { ...label, anchor: 'middle', turn: -90 }),
  );
  return parts;
}

export function axisName({ name, unit }: Axis): string {
  return unit === '' || unit === '1' ? name : `${name} in ${unit}`;
}
