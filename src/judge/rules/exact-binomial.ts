import { admissibleRange, marginOf, place } from '../admissible-range.js';
import { effectiveSampleSize, lag1Autocorrelation } from '../dependence.js';
import { type Finding, show, unjudgeable, withUnit } from '../finding.js';
import type { Interval, Measurement } from '../measurement.js';
import { furtherSamples, lowerBound, upperBound, wilson } from '../proportion.js';
import type { SpecRow } from '../spec-row.js';
import { convert } from '../units.js';
import { limitText } from './limit-text.js';

interface Counts {
  readonly k: number;
  readonly n: number;
}

function countsOf(m: Measurement): Counts | string {
  const fromSamples = m.samples === undefined ? undefined : m.samples.filter((x) => x !== 0).length;
  const censored = m.censored ?? 0;
  const n = m.n ?? (m.samples === undefined ? undefined : m.samples.length + censored);
  const k = m.k ?? (fromSamples === undefined ? undefined : fromSamples + censored);
  if (n === undefined || k === undefined) return 'declared but never taken: a proportion needs k and n';
  if (!Number.isInteger(n) || !Number.isInteger(k) || k < 0 || k > n) return `k = ${k} of n = ${n} is not a proportion`;
  if (n === 0) return 'declared but never taken: no samples (n = 0)';
  if (m.samples?.some((x) => x !== 0 && x !== 1)) return 'the samples of a proportion must be 0 or 1';
  if (m.samples !== undefined && (m.samples.length + censored !== n || (fromSamples ?? 0) + censored !== k))
    return `k = ${k} of n = ${n} does not agree with its ${m.samples.length} samples`;
  if (typeof m.value === 'number') {
    const stated = convert(m.value, m.unit, '1');
    if (stated === undefined) return `unit "${m.unit}" is not a ratio`;
    // 1 % of the value: room for a rounded figure, none for a wrong one.
    if (!(Math.abs(stated - k / n) <= 0.01 * (k / n) + 1e-9))
      return `value ${show(m.value)} ${m.unit} is not ${k}/${n}`;
  }
  return { k, n };
}

/**
 * Decides a proportion by its exact one-sided Clopper-Pearson bounds: pass when the upper bound keeps the limit, fail
 * when the lower bound breaks it. Given the single 0/1 samples, dependence between neighbours is taken off n first.
 */
export function exactBinomial(row: SpecRow, m: Measurement): Finding {
  const counts = countsOf(m);
  if (typeof counts === 'string') return unjudgeable(counts);
  const { k, n } = counts;
  const range = admissibleRange(row.comparison, row.limit);
  const toRow = (ratio: number) => convert(ratio, '1', row.unit);
  const value = toRow(k / n);
  if (range === undefined || value === undefined || row.comparison === '=')
    return unjudgeable(`row ${row.id}: exact-binomial needs an ordered limit in a ratio unit`);

  const r = m.samples === undefined ? undefined : lag1Autocorrelation(m.samples);
  const effective = effectiveSampleSize(n, r);
  const kEffective = (k * effective) / n;
  const level = row.confidence;
  const decided: Interval = {
    low: toRow(lowerBound(kEffective, effective, level)) ?? 0,
    high: toRow(upperBound(kEffective, effective, level)) ?? 0,
    level,
    method: `Clopper-Pearson, one-sided ${show(level * 100)} %`,
  };
  const readable = wilson(kEffective, effective);
  const shown: Interval = { ...readable, low: toRow(readable.low) ?? 0, high: toRow(readable.high) ?? 0 };
  const placement = place(decided.low, decided.high, range);
  const upwards = row.comparison === '>' || row.comparison === '>=';
  const deciding = upwards ? decided.low : decided.high;
  const caveats =
    effective < n
      ? [
          `samples depend on each other: lag-1 autocorrelation ${show(r ?? 0)}, n_eff = ${show(Math.floor(effective))} of ${n}`,
        ]
      : [];
  const seen = `${k} of ${n} (${withUnit(value, row.unit)})`;
  const bound = `exact one-sided ${show(level * 100)} % bound`;
  const base = {
    margin: marginOf(upwards ? { low: decided.low, high: range.high } : { low: range.low, high: decided.high }, range),
    decided,
    shown,
    value,
    caveats,
    ...(r === undefined ? {} : { dependence: { lag1: r, effectiveN: effective } }),
  };
  if (placement === 'inside')
    return {
      ...base,
      verdict: 'pass',
      reason: `${seen}: ${bound} ${withUnit(deciding, row.unit)} keeps ${limitText(row)}`,
    };
  if (placement === 'outside') {
    const breaking = upwards ? decided.high : decided.low;
    return {
      ...base,
      verdict: 'fail',
      reason: `${seen}: ${bound} ${withUnit(breaking, row.unit)} breaks ${limitText(row)}`,
    };
  }
  const limit = convert(upwards ? range.low : range.high, row.unit, '1') ?? 0;
  const further = furtherSamples(kEffective, effective, limit, level);
  const straddles = `${seen}: the interval ${show(decided.low)}..${withUnit(decided.high, row.unit)} straddles ${limitText(row)}`;
  if (further === undefined)
    return {
      ...base,
      verdict: 'inconc',
      reason: `${straddles}; at this rate no practical number of samples settles it`,
    };
  const total = Math.ceil((further * n) / effective);
  return {
    ...base,
    verdict: 'inconc',
    reason: `${straddles}; about ${total} further samples would settle it if the rate holds`,
    furtherSamples: total,
  };
}
