import { escapeXml } from '../xml-escape.js';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A coordinate with at most two decimals: small files, the same on every machine. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** One SVG element; numbers are rounded, undefined attributes left out, text must be escaped by `text`. */
export function element(name: string, attributes: Attributes, children: readonly string[] | string = ''): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeXml(value ?? '')}"`)
    .join('');
  const inner = typeof children === 'string' ? children : children.join('');
  return inner === '' ? `<${name}${list}/>` : `<${name}${list}>${inner}</${name}>`;
}

export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly family: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: 'bold';
  /** Degrees around its own point. */
  readonly turn?: number;
}

export function text(x: number, y: number, content: string, style: TextStyle): string {
  return element(
    'text',
    {
      x,
      y,
      'font-size': style.size,
      fill: style.fill,
      'font-family': style.family,
      'text-anchor': style.anchor,
      'font-weight': style.weight,
      transform: style.turn === undefined ? undefined : `rotate(${style.turn} ${coordinate(x)} ${coordinate(y)})`,
    },
    escapeXml(content),
  );
}

/** Rough width of text in DejaVu Sans, a wide face: on the safe side for layout. */
export function textWidth(content: string, size: number): number {
  return content.length * size * 0.6;
}

/** Cuts text so that it fits the width. */
export function fit(content: string, width: number, size: number): string {
  const room = Math.floor(width / (size * 0.6));
  return content.length <= room ? content : `${content.slice(0, Math.max(1, room - 1))}…`;
}

/** A finished drawing: its markup and size in points. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Says in words what can be seen, for those who cannot. */
  readonly title: string;
}

export function drawing(width: number, height: number, title: string, children: readonly string[]): Drawing {
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${coordinate(width)} ${coordinate(height)}`,
      role: 'img',
      'aria-label': title,
    },
    children,
  );
  return { svg, width, height, title };
}
