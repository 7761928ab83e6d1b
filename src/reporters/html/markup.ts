import { type ShownVerdict, verdictStyles } from '../verdict-style.js';
import { escapeXml } from '../xml-escape.js';

/** Escapes text for HTML. Everything that comes from the record goes through here. */
export const text = escapeXml;

/** Icon and word of a verdict on its own ground. */
export function badge(verdict: ShownVerdict): string {
  const { icon, word } = verdictStyles[verdict];
  return `<span class="badge v-${verdict}"><span aria-hidden="true">${icon}</span> ${word}</span>`;
}

export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
}

/** A table from cells that are HTML already. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cls = (column: Column | undefined): string => (column?.numeric === true ? ' class="n"' : '');
  const head = columns.map((column) => `<th scope="col"${cls(column)}>${text(column.title)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell, i) => `<td${cls(columns[i])}>${cell}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll"><table aria-label="${text(caption)}"><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

/** A list of names and values; pairs without a value are left out. Values are text. */
export function facts(pairs: readonly (readonly [name: string, value: string | undefined])[]): string {
  const rows = pairs
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value ?? '')}</dd>`);
  return rows.length === 0 ? '' : `<dl>${rows.join('')}</dl>`;
}

export function section(id: string, title: string, content: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${text(title)}</h2>\n${content}\n</section>\n`;
}

export function notMeasured(): string {
  return '<p class="muted">Not measured in this run.</p>';
}

export function figure(svg: string, caption: string): string {
  return `<figure>${svg}<figcaption>${text(caption)}</figcaption></figure>`;
}
