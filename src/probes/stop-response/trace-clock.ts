import type { BudgetTerm } from '../measured.js';
import { rectangular } from '../uncertainty-budget.js';
import type { PowerSample, PowerTrace } from './power-trace.js';
import type { Stamp } from './stop-plan.js';

/** A stamp on the monotonic clock of the trace, with what the way there adds to the uncertainty (s). */
export interface TraceMoment {
  readonly ns: bigint;
  readonly terms: readonly BudgetTerm[];
}

/** A wall clock may wander this much within a trial (disciplined by NTP) before it counts as stepped, ns. */
const steppedNs = 1_000_000;
/** How well the sampler reads both clocks at once, s: the edge of a millisecond, found by polling. */
const alignmentSeconds = 0.000_05;

/** Brings stamps of captures (wall clock) onto the monotonic clock of the trace, through the readings, which have both. */
export class TraceClock {
  readonly #trace: PowerTrace;

  constructor(trace: PowerTrace) {
    this.#trace = trace;
  }

  /** How far the wall clock was moved against the monotonic one within the trace, s. */
  get wallStepSeconds(): number {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    const first = this.#trace.samples[0];
    if (first === undefined) return 0;
    const origin = first.wall - first.answered;
    for (const { wall, answered } of this.#trace.samples) {
      const moved = Number(wall - answered - origin);
      low = Math.min(low, moved);
      high = Math.max(high, moved);
    }
    return high - low > steppedNs ? (high - low) / 1e9 : 0;
  }

  /** `undefined`: on the wall clock, and no reading tells where that stood. */
  moment(stamp: Stamp): TraceMoment | undefined {
    if (stamp.clock === 'monotonic') return { ns: stamp.ns, terms: [] };
    const nearest = this.#offsetAt(({ wall }) => wall, stamp.ns);
    if (nearest === undefined) return undefined;
    return {
      ns: stamp.ns - nearest,
      terms: [
        rectangular('wall clock of the capture against the clock of the meter readings', 2 * alignmentSeconds, 's'),
      ],
    };
  }

  /** A moment of the trace on the wall clock, ns since 1970; `undefined` where no reading was taken. */
  wallOf(monotonic: bigint): bigint | undefined {
    const offset = this.#offsetAt(({ answered }) => answered, monotonic);
    return offset === undefined ? undefined : monotonic + offset;
  }

  /** Wall less monotonic clock at the reading nearest in time: one that is being disciplined has another every moment. */
  #offsetAt(time: (sample: PowerSample) => bigint, moment: bigint): bigint | undefined {
    let nearest: bigint | undefined;
    let distance: bigint | undefined;
    for (const sample of this.#trace.samples) {
      const at = time(sample);
      const away = at > moment ? at - moment : moment - at;
      if (distance !== undefined && away >= distance) continue;
      distance = away;
      nearest = sample.wall - sample.answered;
    }
    return nearest;
  }
}
