import type { CaseResult, ExchangeResult } from '../record/results.js';

export interface ExcerptLine {
  readonly text: string;
  /** The field that offends. */
  readonly offending: boolean;
}

/** What a reader needs of a message that offends: its fields around the offending one, its bytes, and the rule. */
export interface MessageExcerpt {
  readonly message: string;
  readonly field: string | undefined;
  readonly lines: readonly ExcerptLine[];
  /** Bytes in hex, cut in three where the field's place is known; `offending` is empty otherwise. */
  readonly bytes: { readonly before: string; readonly offending: string; readonly after: string } | undefined;
  readonly violations: NonNullable<ExchangeResult['violations']>;
}

const mostLines = 14;
const mostBytes = 160;

/** The excerpt for a case that did not pass: from the exchange that an observation names, else the last with a violation. */
export function caseExcerpt(one: CaseResult): MessageExcerpt | undefined {
  const named = one.observations.find(({ verdict, exchangeId }) => verdict !== 'pass' && exchangeId !== undefined);
  const exchange =
    one.exchanges.find(({ exchangeId }) => exchangeId !== undefined && exchangeId === named?.exchangeId) ??
    one.exchanges.findLast(({ violations }) => (violations?.length ?? 0) > 0);
  if (exchange === undefined) return undefined;
  const field = named?.field ?? exchange.violations?.[0]?.path;
  return {
    message: exchange.message,
    field,
    lines: exchange.json === undefined ? [] : excerptLines(exchange.json, field),
    bytes: exchange.hex === undefined ? undefined : excerptBytes(exchange, field),
    violations: exchange.violations ?? [],
  };
}

/** Ids of the exchanges that a case's bad observations point at. */
export function offendingExchanges(one: CaseResult): ReadonlySet<string> {
  return new Set(
    one.observations
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'none')
      .map(({ exchangeId }) => exchangeId)
      .filter((id) => id !== undefined),
  );
}

/** The value as indented lines, cut to a window around the offending field. */
export function excerptLines(json: unknown, field: string | undefined): readonly ExcerptLine[] {
  const lines: ExcerptLine[] = [];
  walk(json, '', 0, normal(field), lines);
  if (lines.length <= mostLines) return lines;
  const at = Math.max(
    0,
    lines.findIndex(({ offending }) => offending),
  );
  const start = Math.min(Math.max(0, at - Math.floor(mostLines / 2)), lines.length - mostLines);
  const shown = lines.slice(start, start + mostLines);
  const before = start > 0 ? [{ text: `… ${start} lines before`, offending: false }] : [];
  const rest = lines.length - start - mostLines;
  return [...before, ...shown, ...(rest > 0 ? [{ text: `… ${rest} lines after`, offending: false }] : [])];
}

function walk(value: unknown, path: string, depth: number, field: string | undefined, lines: ExcerptLine[]): void {
  const name = path.split('/').at(-1) ?? '';
  const indent = '  '.repeat(Math.max(0, depth - 1));
  const offending = field !== undefined && path !== '' && (path === field || path.endsWith(field));
  if (typeof value === 'object' && value !== null) {
    if (path !== '') lines.push({ text: `${indent}${name}`, offending });
    for (const [key, child] of Object.entries(value)) walk(child, `${path}/${key}`, depth + 1, field, lines);
  } else {
    lines.push({ text: `${indent}${name}: ${String(value)}`, offending });
  }
}

/** `/A/B[0]/C`, `A.B.0.C` and `/A/B/0/C` name the same field. */
function normal(field: string | undefined): string | undefined {
  if (field === undefined || field === '') return undefined;
  const parts = field.replaceAll(/\[(\d+)\]/g, '/$1').split(/[/.]/);
  return `/${parts.filter((part) => part !== '').join('/')}`;
}

function excerptBytes(exchange: ExchangeResult, field: string | undefined): NonNullable<MessageExcerpt['bytes']> {
  const hex = (exchange.hex ?? '').toLowerCase();
  const wanted = normal(field);
  const range = exchange.ranges?.find(({ path }) => wanted !== undefined && normal(path) === wanted);
  const bitOffset = exchange.violations?.find(({ path }) => normal(path) === wanted)?.bitOffset;
  const start = range?.startBit ?? bitOffset;
  if (start === undefined)
    return { before: spaced(hex.slice(0, 2 * mostBytes)), offending: '', after: rest(hex, mostBytes) };
  const first = Math.floor(start / 8);
  const last = Math.max(first + 1, Math.ceil((range?.endBit ?? start + 1) / 8));
  const from = Math.max(0, first - mostBytes / 2);
  const to = Math.min(hex.length / 2, last + mostBytes / 2);
  return {
    before: `${from > 0 ? '… ' : ''}${spaced(hex.slice(2 * from, 2 * first))}`,
    offending: spaced(hex.slice(2 * first, 2 * last)),
    after: `${spaced(hex.slice(2 * last, 2 * to))}${rest(hex, to)}`,
  };
}

function spaced(hex: string): string {
  return (hex.match(/../g) ?? []).join(' ');
}

function rest(hex: string, from: number): string {
  const left = hex.length / 2 - from;
  return left > 0 ? ` … ${left} bytes more` : '';
}
