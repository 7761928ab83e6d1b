import type { NetworkLink, NetworkNode } from '../../record/events.js';
import type { ChartTheme } from './chart-theme.js';
import { type Drawing, drawing, element, fit, text } from './svg-text.js';

const boxWidth = 112;
const boxHeight = 36;

/**
 * The network as a drawing: the item under test in the middle with a heavy border, the others around it, links with
 * their names and numbered measuring points. `width` is in points.
 */
export function drawTopology(
  nodes: readonly NetworkNode[],
  links: readonly NetworkLink[],
  title: string,
  theme: ChartTheme,
  width = 480,
): Drawing {
  const centre = nodes.find(({ underTest }) => underTest === true) ?? nodes[0];
  const others = nodes.filter((node) => node !== centre);
  // Left and right of the item, in the order given: links never run through another box.
  const left = others.filter((_, i) => i % 2 === 0);
  const right = others.filter((_, i) => i % 2 === 1);
  const height = Math.max(90, 64 * Math.max(left.length, right.length) + 20);
  const places = new Map<string, readonly [number, number]>();
  if (centre !== undefined) places.set(centre.id, [width / 2, height / 2]);
  for (const [side, x] of [
    [left, boxWidth / 2 + 6],
    [right, width - boxWidth / 2 - 6],
  ] as const) {
    for (const [i, node] of side.entries()) places.set(node.id, [x, (height * (i + 0.5)) / side.length]);
  }
  const parts: string[] = [];
  for (const link of links) parts.push(...drawLink(link, places, theme));
  for (const node of nodes) parts.push(...drawNode(node, places.get(node.id) ?? [0, 0], theme));
  return drawing(width, height, title, parts);
}

function drawLink(
  link: NetworkLink,
  places: ReadonlyMap<string, readonly [number, number]>,
  theme: ChartTheme,
): string[] {
  const from = places.get(link.from);
  const to = places.get(link.to);
  if (from === undefined || to === undefined) return [];
  const dash = { mesh: '5 3', plc: '1.5 2.5', ethernet: undefined, modbus: '8 2 2 2', other: '3 3' }[link.kind];
  const x = (from[0] + to[0]) / 2;
  const y = (from[1] + to[1]) / 2;
  const parts = [
    element('line', {
      x1: from[0],
      y1: from[1],
      x2: to[0],
      y2: to[1],
      stroke: theme.muted,
      'stroke-width': 1.2,
      'stroke-dasharray': dash,
    }),
  ];
  const wide = link.label.length * 4.6 + 8;
  parts.push(
    element('rect', { x: x - wide / 2, y: y - 7, width: wide, height: 13, fill: theme.ground }),
    text(x, y + 2.5, link.label, { size: 7.5, fill: theme.muted, family: theme.font, anchor: 'middle' }),
  );
  if (link.measuringPoint !== undefined) {
    parts.push(
      element('circle', { cx: x, cy: y - 14, r: 6.5, fill: theme.series[0] }),
      text(x, y - 11.3, String(link.measuringPoint), {
        size: 7.5,
        fill: theme.ground,
        family: theme.font,
        anchor: 'middle',
        weight: 'bold',
      }),
    );
  }
  return parts;
}

function drawNode(node: NetworkNode, [x, y]: readonly [number, number], theme: ChartTheme): string[] {
  const heavy = node.underTest === true;
  return [
    element('rect', {
      x: x - boxWidth / 2,
      y: y - boxHeight / 2,
      width: boxWidth,
      height: boxHeight,
      rx: 4,
      fill: theme.ground,
      stroke: theme.ink,
      'stroke-width': heavy ? 2.4 : 0.9,
    }),
    text(x, y - 2, fit(node.label, boxWidth - 4, 7.8), {
      size: 7.8,
      fill: theme.ink,
      family: theme.font,
      anchor: 'middle',
      weight: 'bold',
    }),
    text(x, y + 10, fit(node.role, boxWidth - 8, 7), {
      size: 7,
      fill: theme.muted,
      family: theme.font,
      anchor: 'middle',
    }),
  ];
}
