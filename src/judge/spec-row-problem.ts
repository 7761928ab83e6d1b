import type { SpecRow } from './spec-row.js';
import { units } from './units.js';

/** What is wrong with a row that the schema cannot see: `field` is where to point at. */
export interface RowProblem {
  readonly field: keyof SpecRow;
  readonly problem: string;
}

const numericRules = new Set<SpecRow['decisionRule']>(['guarded', 'exact-binomial', 'order-statistic']);

/** Checks that unit, comparison, limit and decision rule of a row fit each other. */
export function rowProblems(row: SpecRow): readonly RowProblem[] {
  const found: RowProblem[] = [];
  const add = (field: keyof SpecRow, problem: string) => found.push({ field, problem });
  const unit = units[row.unit];
  const { limit, comparison, decisionRule } = row;
  if (unit === undefined)
    add('unit', `"${row.unit}" is not a unit that the judge knows (${Object.keys(units).join(' ')})`);
  const dimension = unit?.dimension;
  const numbers = typeof limit === 'number' || (Array.isArray(limit) && typeof limit[0] === 'number');

  if (dimension === 'bool' && (comparison !== 'is' || typeof limit !== 'boolean'))
    add('limit', 'a row of unit "bool" reads "is true" or "is false"');
  if (comparison === 'is' && dimension !== 'bool' && unit !== undefined)
    add('comparison', '"is" belongs to the unit "bool"');
  if (comparison === 'in' && !Array.isArray(limit)) add('limit', '"in" needs [low, high] or a list of texts');
  if (comparison !== 'in' && Array.isArray(limit)) add('limit', `"${comparison}" takes one value, not a list`);
  if (Array.isArray(limit) && typeof limit[0] === 'number' && !(limit[0] < limit[1]!))
    add('limit', 'the low end of a range lies below its high end');
  if (dimension === 'version' && typeof limit !== 'string')
    add('limit', 'quote a version ("5.15"), or YAML reads a number');
  if (dimension === 'text' && numbers) add('limit', 'a row of unit "text" needs a text or a list of texts');
  if (numericRules.has(decisionRule) && !numbers) add('decisionRule', `"${decisionRule}" needs a numeric limit`);
  if (decisionRule === 'presence' && (numbers || dimension === 'version'))
    add('decisionRule', '"presence" compares facts; take "simple" or "guarded" for numbers and "simple" for versions');
  if (decisionRule === 'exact-binomial' && dimension !== 'ratio')
    add('unit', '"exact-binomial" needs a ratio: 1, % or ppm');
  if (decisionRule === 'exact-binomial' && (comparison === '=' || comparison === 'in'))
    add('comparison', '"exact-binomial" needs < <= > or >=');
  if (decisionRule === 'order-statistic' && row.percentile === undefined)
    add('decisionRule', '"order-statistic" needs a percentile');
  if (decisionRule === 'order-statistic' && comparison !== '<' && comparison !== '<=')
    add('comparison', '"order-statistic" needs an upper limit, < or <=');
  if (decisionRule !== 'order-statistic' && row.percentile !== undefined)
    add('percentile', `a percentile belongs to "order-statistic", not to "${decisionRule}"`);
  return found;
}
