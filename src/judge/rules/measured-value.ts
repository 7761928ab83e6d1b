import { type AdmissibleRange, admissibleRange, marginOf, type Placement, place } from '../admissible-range.js';
import { type Finding, unjudgeable, withUnit } from '../finding.js';
import type { Measurement } from '../measurement.js';
import type { SpecRow } from '../spec-row.js';
import { convert, convertDifference } from '../units.js';
import { limitText } from './limit-text.js';

interface Readings {
  readonly values: readonly number[];
  readonly censored: number;
  readonly range: AdmissibleRange;
}

function readingsOf(row: SpecRow, m: Measurement): Readings | string {
  const range = admissibleRange(row.comparison, row.limit);
  if (range === undefined) return `row ${row.id}: the limit ${limitText(row)} does not order numbers`;
  const raw = m.samples !== undefined && m.samples.length > 0 ? m.samples : m.value === undefined ? [] : [m.value];
  const censored = m.censored ?? 0;
  if (raw.length + censored === 0) return 'declared but never taken';
  const values: number[] = [];
  for (const reading of raw) {
    if (typeof reading !== 'number') return `a ${typeof reading} cannot be held against ${limitText(row)}`;
    const value = convert(reading, m.unit, row.unit);
    if (value === undefined) return `unit "${m.unit}" does not convert to "${row.unit}"`;
    if (!Number.isFinite(value)) return 'the value is not a finite number';
    values.push(value);
  }
  return { values, censored, range };
}

const severity: Record<Placement, number> = { inside: 0, straddling: 1, outside: 2 };

/**
 * Decides a measured quantity. `guarded`: every reading +- U (k = 2) must lie inside (at most 2.3 % false acceptance at
 * the limit); `simple`: the reading alone decides and the report says so. With several readings the worst decides; a
 * reading that never arrived counts as beyond an upper limit.
 */
export function measuredValue(row: SpecRow, m: Measurement, rule: 'guarded' | 'simple'): Finding {
  const readings = readingsOf(row, m);
  if (typeof readings === 'string') return unjudgeable(readings);
  const { values, censored, range } = readings;
  const stated = m.U === undefined ? undefined : convertDifference(m.U, m.unit, row.unit);
  if (rule === 'guarded' && stated === undefined)
    return unjudgeable('guarded acceptance needs a stated uncertainty, and there is none');
  const U = rule === 'guarded' ? (stated ?? Number.NaN) : 0;
  if (!(U >= 0)) return unjudgeable('the stated uncertainty is not a number of 0 or more');

  const limit = limitText(row);
  if (censored > 0) {
    if (!Number.isFinite(range.high))
      return unjudgeable('a reading that never arrived cannot be held against a lower limit');
    const of = values.length + censored;
    return { verdict: 'fail', reason: `${censored} of ${of} readings never arrived, which is beyond ${limit}` };
  }
  let deciding = { placement: 'inside' as Placement, value: values[0]!, margin: Number.POSITIVE_INFINITY };
  for (const value of values) {
    const placement = place(value - U, value + U, range);
    const margin = marginOf({ low: value - U, high: value + U }, range);
    const worse = severity[placement] - severity[deciding.placement];
    if (worse > 0 || (worse === 0 && margin < deciding.margin)) deciding = { placement, value, margin };
  }
  const { value } = deciding;
  const reading =
    rule === 'guarded' ? `${withUnit(value, row.unit)} +- ${withUnit(U, row.unit)}` : withUnit(value, row.unit);
  const which = values.length > 1 ? `the worst of ${values.length}, ` : '';
  const how = rule === 'guarded' ? 'guarded acceptance, k = 2' : 'simple acceptance';
  const decided = { low: value - U, high: value + U, level: rule === 'guarded' ? 0.95 : 0.5, method: how };
  const base = { value, margin: deciding.margin, decided };
  switch (deciding.placement) {
    case 'inside':
      return {
        ...base,
        verdict: 'pass',
        reason: `${which}${reading} keeps ${limit} (${how})${shareInside(row, values.length)}`,
      };
    case 'outside':
      return { ...base, verdict: 'fail', reason: `${which}${reading} breaks ${limit} (${how})` };
    case 'straddling':
      return {
        ...base,
        verdict: 'inconc',
        reason: `${which}${reading} straddles ${limit} (${how}); an uncertainty below ${withUnit(distanceToLimit(value, range), row.unit)} would settle it`,
      };
  }
}

/** What n readings out of n inside show about the next one: a share of at least (1 - confidence)^(1/n). */
function shareInside(row: SpecRow, n: number): string {
  if (n < 2) return '';
  const share = 100 * (1 - row.confidence) ** (1 / n);
  return `; ${n} of ${n} inside shows, at ${Number((100 * row.confidence).toPrecision(4))} % confidence, that at least ${share.toFixed(1)} % are`;
}

function distanceToLimit(value: number, range: AdmissibleRange): number {
  return Math.min(Math.abs(value - range.low), Math.abs(range.high - value));
}
