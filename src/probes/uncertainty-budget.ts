import type { BudgetTerm } from './measured.js';

/** Standard uncertainty of a reading that may lie anywhere in an interval of this width (rectangular, JCGM 100, 4.3.7). */
export function rectangular(source: string, width: number, unit: string): BudgetTerm {
  return { source, u: width / Math.sqrt(12), evaluation: `rectangular, width ${format(width)} ${unit}` };
}

/** Standard uncertainty from an expanded one (k = 2), as a certificate or a driver states it. */
export function fromExpanded(source: string, U: number, unit: string): BudgetTerm {
  return { source, u: U / 2, evaluation: `expanded uncertainty ${format(U)} ${unit}, k = 2` };
}

/** Expanded uncertainty of a budget: root of the sum of squares, k = 2. */
export function expandedUncertainty(budget: readonly BudgetTerm[]): number {
  return 2 * Math.sqrt(budget.reduce((sum, { u }) => sum + u * u, 0));
}

function format(value: number): string {
  return String(Number(value.toPrecision(3)));
}
