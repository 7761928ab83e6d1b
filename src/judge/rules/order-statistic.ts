import { admissibleRange, place } from '../admissible-range.js';
import { type Finding, show, unjudgeable, withUnit } from '../finding.js';
import type { Measurement } from '../measurement.js';
import { fewestForPercentile, lowerRank, percentileOf } from '../order-statistic.js';
import { furtherSamples } from '../proportion.js';
import type { SpecRow } from '../spec-row.js';
import { convert, convertDifference } from '../units.js';
import { limitText } from './limit-text.js';

/**
 * Decides a percentile by its distribution-free bounds, widened by the uncertainty of each sample. Too few samples
 * never pass: "not claimable, needs at least N"; they may still fail.
 */
export function orderStatistic(row: SpecRow, m: Measurement): Finding {
  const range = admissibleRange(row.comparison, row.limit);
  const percentile = row.percentile;
  if (percentile === undefined || !(percentile > 0 && percentile < 100))
    return unjudgeable(`row ${row.id}: order-statistic needs a percentile between 0 and 100`);
  if (range === undefined || (row.comparison !== '<' && row.comparison !== '<='))
    return unjudgeable(`row ${row.id}: order-statistic needs an upper limit`);
  const censored = m.censored ?? 0;
  const n = (m.samples?.length ?? 0) + censored;
  if (n === 0) return unjudgeable('declared but never taken: no samples');
  const samples = (m.samples ?? []).map((x) => convert(x, m.unit, row.unit) ?? Number.NaN);
  if (samples.some((x) => !Number.isFinite(x))) return unjudgeable(`a sample is not a number in ${row.unit}`);
  const U = m.U === undefined ? 0 : (convertDifference(m.U, m.unit, row.unit) ?? Number.NaN);
  if (!(U >= 0)) return unjudgeable('the stated uncertainty is not a number of 0 or more');

  const p = percentile / 100;
  const level = row.confidence;
  const estimate = percentileOf(samples, percentile, level, censored);
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (rank: number) => (rank <= sorted.length ? sorted[rank - 1]! : Number.POSITIVE_INFINITY);
  const lowest = lowerRank(n, p, level);
  const low = lowest === undefined ? Number.NEGATIVE_INFINITY : at(lowest) - U;
  const high = estimate.claimable ? estimate.upper + U : Number.POSITIVE_INFINITY;
  const name = `p${percentile} of ${n}${censored > 0 ? ` (${censored} never arrived)` : ''}`;
  const decided = { low, high, level, method: `order statistics, one-sided ${show(level * 100)} %` };
  const value = estimate.claimable && Number.isFinite(estimate.estimate) ? { value: estimate.estimate } : {};
  const margin = Number.isFinite(high) ? { margin: range.high - high } : {};
  const base = { decided, ...value, ...margin };
  switch (place(low, high, range)) {
    case 'inside':
      return {
        ...base,
        verdict: 'pass',
        reason: `${name}: upper bound ${withUnit(high, row.unit)} keeps ${limitText(row)}`,
      };
    case 'outside':
      return {
        ...base,
        verdict: 'fail',
        reason: `${name}: lower bound ${withUnit(low, row.unit)} breaks ${limitText(row)}`,
      };
    case 'straddling': {
      // "p-th percentile within the limit" is "the share over the limit stays below 1 - p".
      const over = samples.filter((x) => place(x + U, x + U, range) !== 'inside').length + censored;
      const further = over === 0 ? fewestForPercentile(p, level) - n : furtherSamples(over, n, 1 - p, level);
      const advice =
        further === undefined
          ? 'at this share no practical number of samples settles it'
          : `about ${further} further samples would settle it if the share over the limit holds`;
      const what = estimate.claimable
        ? `${name}: bounds ${show(low)}..${withUnit(high, row.unit)} straddle ${limitText(row)}`
        : estimate.reason;
      return {
        ...base,
        verdict: 'inconc',
        reason: `${what}; ${advice}`,
        ...(further === undefined ? {} : { furtherSamples: further }),
      };
    }
  }
}
