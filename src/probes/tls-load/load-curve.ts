import type { LevelResult } from './analyse-tls-load.js';
import type { Bottleneck } from './bottleneck.js';
import type { RateInterval } from './rate-interval.js';

/** What the levels say together. */
export interface LoadCurve {
  /**
   * `at-once`, `closed`: the first level that reaches nine tenths of the best rate, if there are levels beyond it: more
   * vehicles only wait longer; else the first at which the gateway had no CPU to spare. `open`: the last rate that the server kept up with, if there was one that it did not.
   */
  readonly knee: number | undefined;
  /** Handshakes a second that the server can do, from the first level beyond the knee, with its 95 % interval. */
  readonly capacity: RateInterval | undefined;
  /** Who was the limit where the capacity was read. */
  readonly bottleneck: Bottleneck | undefined;
}

/** Share of the best rate from which on a level counts as on the plateau. */
const plateau = 0.9;
/** An open run may take this share of its time to finish what came last; more, and a queue had grown. */
const drained = 0.05;

/** Finds the knee and the capacity. Pure. @param levels ascending, of one kind of load */
export function loadCurve(levels: readonly LevelResult[]): LoadCurve {
  const knee = kneeOf(levels);
  if (knee === undefined) return fullGateway(levels);
  // The first level that is surely full, and not the best of several: the luckiest would be too high.
  const beyond = levels.find(({ level }) => level > knee);
  return { knee, capacity: beyond?.rate, bottleneck: beyond?.bottleneck };
}

/**
 * Where the rates show no knee, because the speed of the machine changed in between: a gateway that had no CPU to spare at
 * two levels is full all the same. The last of them counts, where the most vehicles waited.
 */
function fullGateway(levels: readonly LevelResult[]): LoadCurve {
  const full = levels.filter(({ load, bottleneck }) => load === 'closed' && bottleneck.limit === 'gateway');
  const last = levels.at(-1);
  if (full.length < 2 || last === undefined || full.at(-1) !== last || last.rate === undefined)
    return { knee: undefined, capacity: undefined, bottleneck: undefined };
  return { knee: full[0]!.level, capacity: last.rate, bottleneck: last.bottleneck };
}

/** The capacity is that of the generator, or of a machine that both share: the server may do more. */
export function isLowerBound({ bottleneck }: LoadCurve): boolean {
  return bottleneck?.limit === 'generator' || bottleneck?.limit === 'shared';
}

/** The knee alone, see `LoadCurve`. */
export function kneeOf(levels: readonly LevelResult[]): number | undefined {
  if (levels[0]?.load === 'open') {
    const base = levels[0].percentiles?.p50 ?? 0;
    const first = levels.findIndex((level) => !keptUp(level, base));
    return first <= 0 ? undefined : levels[first - 1]!.level;
  }
  const best = levels.reduce((high, { perSecond }) => Math.max(high, perSecond), 0);
  const index = levels.findIndex(({ perSecond }) => perSecond >= plateau * best);
  return best === 0 || index < 0 || index === levels.length - 1 ? undefined : levels[index]!.level;
}

/** Whether the queue was no longer at the end than a few handshakes, and nothing failed. */
function keptUp(level: LevelResult, baseMs: number): boolean {
  const few = (5 * baseMs) / 1000;
  return level.failures === 0 && (level.drain <= drained || level.drain * level.wallSeconds <= few);
}
