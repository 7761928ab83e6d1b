import { withUnit } from '../finding.js';
import type { SpecRow } from '../spec-row.js';

/** The limit as the report prints it: `<= 15 %`, `in 128..250 kbit/s`, `is true`. */
export function limitText(row: Pick<SpecRow, 'comparison' | 'limit' | 'unit'>): string {
  const { comparison, limit, unit } = row;
  if (typeof limit === 'number') return `${comparison} ${withUnit(limit, unit)}`;
  if (typeof limit === 'boolean' || typeof limit === 'string') return `${comparison} ${limit}`;
  const [low, high] = limit;
  if (typeof low === 'number') return `in ${low}..${withUnit(high as number, unit)}`;
  return `in {${limit.join(', ')}}`;
}
