import { type Finding, unjudgeable } from './finding.js';
import { impediments } from './impediments.js';
import type { Judgement } from './judgement.js';
import type { Measurement } from './measurement.js';
import { exactBinomial } from './rules/exact-binomial.js';
import { fact } from './rules/fact.js';
import { measuredValue } from './rules/measured-value.js';
import { orderStatistic } from './rules/order-statistic.js';
import type { SpecRow } from './spec-row.js';

function decide(row: SpecRow, measurement: Measurement): Finding {
  if (measurement.id !== row.quantity)
    return unjudgeable(`measurement "${measurement.id}" is not the quantity "${row.quantity}" of row ${row.id}`);
  if (measurement.unavailable !== undefined)
    return { verdict: 'inconc', reason: `could not be measured: ${measurement.unavailable}` };
  switch (row.decisionRule) {
    case 'exact-binomial':
      return exactBinomial(row, measurement);
    case 'order-statistic':
      return orderStatistic(row, measurement);
    case 'guarded':
      return measuredValue(row, measurement, 'guarded');
    case 'simple':
      return row.unit === 'version' ? fact(row, measurement) : measuredValue(row, measurement, 'simple');
    case 'presence':
      return fact(row, measurement);
  }
}

/**
 * Holds a measurement against a row of the spec table by the row's decision rule. Pure: the same record judged again
 * gives the same verdict. A measurement that was declared but never taken, is not a number, or does not fit its row is
 * an `error` (of the harness, never of the item under test). Never throws.
 */
export function judge(row: SpecRow, measurement: Measurement): Judgement {
  const finding = decide(row, measurement);
  const found = impediments(measurement);
  // design/statistics.md: past calibration or on an unsynchronised clock nothing may pass; a fail stays a fail.
  const held = finding.verdict === 'pass' && found.length > 0;
  const caveats = [...(finding.caveats ?? []), ...found, ...(measurement.caveats ?? [])];
  const { verdict, reason, margin, decided, ...rest } = finding;
  // A bound can lie at infinity (samples that never arrived); a record is JSON and has no such number: the reason says it.
  const bounded = decided !== undefined && Number.isFinite(decided.low) && Number.isFinite(decided.high);
  return {
    row: row.id,
    ...rest,
    ...(margin !== undefined && Number.isFinite(margin) ? { margin } : {}),
    ...(bounded ? { decided } : {}),
    verdict: held ? 'inconc' : verdict,
    reason: held ? `${reason}, but ${found.join(' and ')}` : reason,
    caveats,
    measurement,
  };
}

/**
 * The rows that apply to a quantity: those without a profile, and those of the profiles that the site has agreed on
 * (`as-nzs-4777.2`; none given = every profile).
 */
export function rowsFor(rows: readonly SpecRow[], quantity: string, profiles?: readonly string[]): readonly SpecRow[] {
  return rows.filter(
    (row) =>
      row.quantity === quantity &&
      row.status === 'measured' &&
      (row.profile === undefined || profiles === undefined || profiles.includes(row.profile)),
  );
}
