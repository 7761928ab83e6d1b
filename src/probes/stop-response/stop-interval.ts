import type { BudgetTerm } from '../measured.js';
import { expandedUncertainty, rectangular } from '../uncertainty-budget.js';
import type { Stamp } from './stop-plan.js';
import type { TraceMoment } from './trace-clock.js';

/** A time between two clocks of a stop, s, with its uncertainty budget (terms in s). Negative: the second came first. */
export interface StopInterval {
  readonly seconds: number;
  /** Expanded uncertainty, k = 2, s. */
  readonly U: number;
  readonly budget: readonly BudgetTerm[];
}

/** A moment with its own part of the budget. */
export interface Moment {
  readonly ns: bigint;
  readonly terms: readonly BudgetTerm[];
}

/** Rate error of an undisciplined crystal, ppm. */
const clockRatePpm = 50;
/** How late a program's own stamp can be on a busy machine, s (measured: p99 4 ms with both cores busy). */
const processStampSeconds = 0.004;

/** The moment of a stamp with what its source and resolution leave open. */
export function stampMoment(name: string, stamp: Stamp, { ns, terms }: TraceMoment): Moment {
  const resolution = rectangular(`resolution of the ${name} stamp`, stamp.resolutionNs / 1e9, 's');
  if (stamp.source === 'capture') return { ns, terms: [resolution, ...terms] };
  const own = rectangular(`${name} stamped by a program, not by a capture`, processStampSeconds, 's');
  return { ns, terms: [resolution, own, ...terms] };
}

/** The interval between two moments. What both have in common (the alignment of one clock) counts once. */
export function between(from: Moment, to: Moment): StopInterval {
  const seconds = Number(to.ns - from.ns) / 1e9;
  const shared = new Set(from.terms.map(({ source }) => source));
  const rate = rectangular('rate of the clock', (2 * Math.abs(seconds) * clockRatePpm) / 1e6, 's');
  const budget = [...to.terms.filter(({ source }) => !shared.has(source)), ...from.terms, rate].sort(
    (a, b) => b.u - a.u,
  );
  return { seconds, U: expandedUncertainty(budget), budget };
}
