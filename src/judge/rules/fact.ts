import { type Finding, unjudgeable } from '../finding.js';
import type { Measurement } from '../measurement.js';
import type { SpecRow } from '../spec-row.js';
import { compareVersions } from '../version-order.js';
import { limitText } from './limit-text.js';

/** Decides presence, equality, membership of a list, and the order of version texts: facts without uncertainty. */
export function fact(row: SpecRow, m: Measurement): Finding {
  const { value } = m;
  if (value === undefined) return unjudgeable('declared but never taken');
  if (typeof value === 'number' && !Number.isFinite(value)) return unjudgeable('the value is not a finite number');
  if (row.unit === 'version') return version(row, value);
  if (m.unit !== row.unit) return unjudgeable(`unit "${m.unit}" is not the "${row.unit}" of the row`);
  const holds = holdsFact(row, value);
  if (holds === undefined) return unjudgeable(`a ${typeof value} cannot be held against ${limitText(row)}`);
  return {
    verdict: holds ? 'pass' : 'fail',
    reason: `found ${value}, required ${row.comparison === 'is' ? row.limit : limitText(row)}`,
  };
}

function holdsFact(row: SpecRow, value: string | number | boolean): boolean | undefined {
  const { limit } = row;
  if (row.comparison === 'in') {
    if (!Array.isArray(limit) || !limit.every((item) => typeof item === 'string') || typeof value !== 'string')
      return undefined;
    return (limit as readonly string[]).includes(value);
  }
  if (row.comparison !== '=' && row.comparison !== 'is') return undefined;
  return typeof value === typeof limit ? value === limit : undefined;
}

function version(row: SpecRow, value: string | number | boolean): Finding {
  const order =
    typeof value === 'string' && typeof row.limit === 'string' ? compareVersions(value, row.limit) : undefined;
  if (order === undefined) return unjudgeable(`"${value}" is not a version that can be held against ${limitText(row)}`);
  const outcomes: Partial<Record<SpecRow['comparison'], boolean>> = {
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
    '=': order === 0,
  };
  const holds = outcomes[row.comparison];
  if (holds === undefined) return unjudgeable(`row ${row.id}: "${row.comparison}" does not order versions`);
  return { verdict: holds ? 'pass' : 'fail', reason: `found ${value}, required ${limitText(row)}` };
}
