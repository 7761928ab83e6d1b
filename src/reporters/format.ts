import type { Interval, Measurement } from '../judge/measurement.js';
import type { SpecLimit, SpecRow } from '../judge/spec-row.js';
import type { Percentile, ReportLevel } from '../record/events.js';
import type { Counts, Results, SpecResult } from '../record/results.js';
import { verdictStyles } from './verdict-style.js';

/** A number for a reader: at most four significant digits, thin and plain. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  if (size >= 1e7 || (size > 0 && size < 1e-4)) return value.toExponential(2);
  return Number(value.toPrecision(4)).toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

/** A value with its unit; units that mean "none" are not printed. */
export function withUnit(value: string, unit: string): string {
  return unit === '' || unit === '1' || unit === 'text' || unit === 'bool' || unit === 'version'
    ? value
    : `${value} ${unit}`;
}

/** A share 0..1 in per cent. */
export function percent(share: number): string {
  return `${number(Number((share * 100).toPrecision(3)))} %`;
}

/** Milliseconds as a duration a person reads: `6.2 ms`, `48 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${number(Number(ms.toPrecision(3)))} ms`;
  if (ms < 60_000) return `${number(Number((ms / 1000).toPrecision(3)))} s`;
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** Bytes with binary prefixes. */
export function bytes(size: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = size;
  let index = 0;
  while (value >= 1024 && index < units.length - 1) {
    value /= 1024;
    index += 1;
  }
  return `${number(Number(value.toPrecision(3)))} ${units[index]}`;
}

/** The kernel's name with its release, whether or not the release says it already. */
export function kernelText(kernel: string): string {
  return /^[A-Za-z]/.test(kernel) ? kernel : `Linux ${kernel}`;
}

/** `V2G2-179 180 183, SITE-1` from ids: a prefix is said once. */
export function compactIds(ids: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const [, prefix = '', rest = id] = /^(.*-)(\d[^-]*)$/.exec(id) ?? [];
    groups.set(prefix, [...(groups.get(prefix) ?? []), rest]);
  }
  return [...groups].map(([prefix, rests]) => `${prefix}${rests.join(' ')}`).join(', ');
}

/** `2025-03-01 09:30:00 UTC` from an ISO time. */
export function dateTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export const levelWords: Readonly<Record<ReportLevel, string>> = {
  'type-test': 'Type test',
  commissioning: 'Commissioning',
  periodic: 'Periodic verification',
  nightly: 'Nightly run',
};

const comparisons: Readonly<Record<SpecRow['comparison'], string>> = {
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '=': '=',
  in: 'in',
  is: 'is',
};

function limitValue(value: SpecLimit): string {
  switch (typeof value) {
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'yes' : 'no';
    case 'string':
      return value;
    default:
      return value.map((one) => (typeof one === 'number' ? number(one) : one)).join(isRange(value) ? ' – ' : ', ');
  }
}

function isRange(value: readonly (number | string)[]): boolean {
  return value.length === 2 && value.every((one) => typeof one === 'number');
}

/** `≤ 200 ms` from a row of the spec table. */
export function limit(row: SpecRow): string {
  return withUnit(`${comparisons[row.comparison]} ${limitValue(row.limit)}`, row.unit);
}

/** The decision rule in a word or two. */
export const ruleWords: Readonly<Record<SpecRow['decisionRule'], string>> = {
  guarded: 'guarded (k = 2)',
  simple: 'simple acceptance',
  'exact-binomial': 'exact binomial',
  'order-statistic': 'order statistic',
  presence: 'presence',
};

/** What was measured, as the spec table prints it, in the row's unit where the judge converted it. */
export function measured(judgement: SpecResult['judgements'][number], row: SpecRow): string {
  const { measurement } = judgement;
  if (judgement.value !== undefined) return withUnit(number(judgement.value), row.unit);
  return plainValue(measurement);
}

function plainValue({ value, unit }: Measurement): string {
  if (value === undefined) return 'not taken';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return withUnit(typeof value === 'number' ? number(value) : value, unit);
}

/** The stated uncertainty or interval of a judgement, in words. */
export function uncertainty(judgement: SpecResult['judgements'][number], row: SpecRow): string {
  const { measurement, decided, shown } = judgement;
  if (measurement.U !== undefined) return `± ${withUnit(number(measurement.U), measurement.unit)}`;
  const interval = shown ?? decided;
  // A value held against the limit by itself has an interval of no width, which says nothing.
  return interval === undefined || interval.low === interval.high ? '–' : intervalText(interval, row.unit);
}

export function intervalText({ low, high }: Pick<Interval, 'low' | 'high'>, unit: string): string {
  const short = (value: number): string => number(Number(value.toPrecision(3)));
  return withUnit(`${short(low)} – ${short(high)}`, unit);
}

/** `12.1 (11.8 – 12.6)`; `not claimable` when there are too few samples. */
export function percentile(found: Percentile | undefined): string {
  if (found?.value === undefined) return 'not claimable';
  if (found.low === undefined || found.high === undefined) return number(found.value);
  return `${number(found.value)} (${number(found.low)} – ${number(found.high)})`;
}

/** `22 pass, 2 inconclusive, 3 fail, 2 not applicable`; kinds that did not occur are left out but for passes. */
export function countsText(counts: Counts): string {
  const parts = [`${counts.pass} pass`];
  if (counts.inconc > 0) parts.push(`${counts.inconc} inconclusive`);
  if (counts.fail > 0) parts.push(`${counts.fail} fail`);
  if (counts.error > 0) parts.push(`${counts.error} error`);
  if (counts.notApplicable > 0) parts.push(`${counts.notApplicable} not applicable`);
  if (counts.experimental !== undefined) parts.push(`${counts.experimental} experimental, which do not weigh`);
  return parts.join(', ');
}

/** The overall verdict in words: also says when the record is incomplete. */
export function verdictWords(results: Results): string {
  const { word } = verdictStyles[results.verdict];
  return results.run.complete ? word : `INCOMPLETE – ${word}`;
}

/** Why a row has no judgement in this run, with the bench or project that shows it where its note says so. */
export function whyOpen({ status, note }: Pick<SpecRow, 'status' | 'note'>): string {
  if (status !== 'measured') return note ?? 'plumbline cannot measure it yet';
  return note === undefined ? 'not part of this run' : `not part of this run; ${note}`;
}
