import type { Handshake, RoundRecord } from './handshake-record.js';

/** What one level of concurrency came to. */
export interface LevelResult {
  /** Vehicles at once. */
  readonly level: number;
  readonly handshakes: number;
  readonly failures: number;
  /** Failures by code and cause. */
  readonly causes: Readonly<Record<string, number>>;
  /** Times of those that succeeded, in the order made, ms. */
  readonly timesMs: readonly number[];
  /** 1 = failed, in the order made. */
  readonly indicators: readonly number[];
  /** Sample quantiles for display, ms; undefined when nothing succeeded. */
  readonly percentiles:
    | { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number }
    | undefined;
  /** Handshakes a second while a round ran. */
  readonly perSecond: number;
  /** How far apart the starts of a round were at most, ms. */
  readonly spreadMs: number;
  readonly loopDelayP99Ms: number;
  /** Share of one core that the busiest generating process used, 0..1. */
  readonly generatorLoad: number;
  /** The generator had no CPU left: times are at least partly its own. */
  readonly saturated: boolean;
  /** Handshakes that only looked finished: the server was not heard after the client's last word. */
  readonly unconfirmed: number;
}

/** Above this share of a core a generating process counts as the bottleneck. */
const saturatedLoad = 0.85;

/**
 * Sums up the rounds of one level. Pure.
 * @param rounds for each round the records of all processes
 */
export function analyseLevel(level: number, rounds: readonly (readonly RoundRecord[])[]): LevelResult {
  const records = rounds.flat();
  const handshakes = rounds.flatMap((round) => round.flatMap((record) => record.handshakes));
  const causes: Record<string, number> = {};
  for (const one of handshakes) {
    if (one.outcome === 'ok') continue;
    const name = `${one.code}: ${one.cause}`;
    causes[name] = (causes[name] ?? 0) + 1;
  }
  const good = handshakes.filter((one): one is Handshake & { outcome: 'ok' } => one.outcome === 'ok');
  const timesMs = good.map(({ totalMs }) => totalMs);
  const sorted = Float64Array.from(timesMs).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
  const wall = rounds.reduce((sum, round) => sum + Math.max(0, ...round.map(({ wallSeconds }) => wallSeconds)), 0);
  const load = Math.max(
    0,
    ...records.map(({ cpuSeconds, wallSeconds }) => (wallSeconds > 0 ? cpuSeconds / wallSeconds : 0)),
  );
  const starts = rounds.map((round) => round.flatMap((record) => record.handshakes.map(({ startMs }) => startMs)));
  return {
    level,
    handshakes: handshakes.length,
    failures: handshakes.length - good.length,
    causes,
    timesMs,
    indicators: handshakes.map(({ outcome }) => (outcome === 'ok' ? 0 : 1)),
    percentiles: sorted.length === 0 ? undefined : { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1)! },
    perSecond: wall > 0 ? handshakes.length / wall : 0,
    spreadMs: Math.max(0, ...starts.map((list) => (list.length === 0 ? 0 : Math.max(...list) - Math.min(...list)))),
    loopDelayP99Ms: Math.max(0, ...records.map(({ loopDelayMs }) => loopDelayMs.p99)),
    generatorLoad: load,
    saturated: load > saturatedLoad,
    unconfirmed: good.filter(({ confirmed }) => !confirmed).length,
  };
}

/**
 * The knee: the first level from which on more vehicles at once no longer make more handshakes a second (less than 10 %
 * gained); `undefined` when none was reached.
 */
export function kneeOf(levels: readonly LevelResult[]): number | undefined {
  for (let i = 1; i < levels.length; i++)
    if (levels[i]!.perSecond < 1.1 * levels[i - 1]!.perSecond) return levels[i - 1]!.level;
  return undefined;
}
