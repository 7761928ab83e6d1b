import { type Bottleneck, bottleneckOf, type GeneratorUse } from './bottleneck.js';
import type { Handshake, RoundRecord } from './handshake-record.js';
import type { MachineUse } from './machine-cpu.js';
import { type RateInterval, rateInterval } from './rate-interval.js';
import type { ServerUse } from './server-cpu.js';
import type { LoadKind } from './tls-load-plan.js';

/** What was recorded at one level: for each round the records of all processes, and both sides' CPU. */
export interface LevelRecord {
  readonly level: number;
  readonly load: LoadKind;
  readonly rounds: readonly (readonly RoundRecord[])[];
  readonly machine?: MachineUse | undefined;
  readonly server?: ServerUse | undefined;
}

/** What one level came to. */
export interface LevelResult {
  /** Vehicles at once; with an open load vehicles a second. */
  readonly level: number;
  readonly load: LoadKind;
  readonly handshakes: number;
  /** Handshakes that failed, those included that only looked finished (`unconfirmed`). */
  readonly failures: number;
  /** Failures by code and cause. */
  readonly causes: Readonly<Record<string, number>>;
  /** Times of those that succeeded, in the order made, ms; with an open load from the moment at which they were due. */
  readonly timesMs: readonly number[];
  /** 1 = failed, in the order made. */
  readonly indicators: readonly number[];
  /** Sample quantiles for display, ms; undefined when nothing succeeded. */
  readonly percentiles:
    | { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number }
    | undefined;
  /** Handshakes that succeeded, a second, while a round ran. */
  readonly perSecond: number;
  /** The same with its interval; undefined for `at-once` and for too few handshakes. */
  readonly rate: RateInterval | undefined;
  /** Most connections that were open or opening at the same time. */
  readonly together: number;
  /** How far apart the starts of a round of `at-once` were at most, ms. */
  readonly spreadMs: number;
  /** Open load: how long after the last vehicle came the last one was through, as a share of the run. */
  readonly drain: number;
  readonly generator: GeneratorUse;
  readonly machine: MachineUse | undefined;
  readonly server: ServerUse | undefined;
  /** Duration of the rounds together, s. */
  readonly wallSeconds: number;
  readonly bottleneck: Bottleneck;
  /** Handshakes that only looked finished: the server was not heard after the client's last word. */
  readonly unconfirmed: number;
  readonly resumed: number;
  /** Most memory of the generating processes together, MiB; undefined where they do not tell. */
  readonly memoryMiB: number | undefined;
}

/** Sums up one level. Pure. */
export function analyseLevel(record: LevelRecord): LevelResult {
  const { level, load, rounds } = record;
  const records = rounds.flat();
  const handshakes = rounds.flatMap((round) => round.flatMap(({ handshakes: all }) => all));
  const good = handshakes.filter((one): one is Handshake & { outcome: 'ok' } => one.outcome === 'ok');
  const counted = good.filter(({ confirmed }) => confirmed);
  const timesMs = counted.map((one) => timeOf(one, load));
  const sorted = Float64Array.from(timesMs).sort();
  const wallSeconds = rounds.reduce((sum, round) => sum + most(round.map((one) => one.wallSeconds)), 0);
  const generator = generatorUse(records, handshakes, load);
  const bottleneck = bottleneckOf({
    generator,
    wallSeconds,
    p95Ms: quantile(sorted, 0.95),
    open: load === 'open',
    machine: record.machine,
    server: record.server,
  });
  const starts = load === 'at-once' ? rounds.map((round) => round.flatMap(startsOf)) : [];
  return {
    level,
    load,
    handshakes: handshakes.length,
    failures: handshakes.length - counted.length,
    causes: causesOf(handshakes),
    timesMs,
    indicators: handshakes.map((one) => (one.outcome === 'ok' && one.confirmed ? 0 : 1)),
    percentiles:
      sorted.length === 0
        ? undefined
        : {
            p50: quantile(sorted, 0.5)!,
            p95: quantile(sorted, 0.95)!,
            p99: quantile(sorted, 0.99)!,
            max: sorted.at(-1)!,
          },
    perSecond: wallSeconds > 0 ? counted.length / wallSeconds : 0,
    rate: load === 'at-once' ? undefined : rateInterval(counted.map(completedMs), load === 'closed' ? level : 0),
    together: most(rounds.map(load === 'at-once' ? heldTogether : mostTogether)),
    spreadMs: most(starts.map((list) => most(list) - list.reduce((low, one) => Math.min(low, one), most(list)))),
    drain: load === 'open' ? drainOf(handshakes, wallSeconds) : 0,
    generator,
    machine: record.machine,
    server: record.server,
    wallSeconds,
    bottleneck,
    unconfirmed: good.length - counted.length,
    resumed: counted.filter(({ resumed }) => resumed).length,
    memoryMiB: memoryOf(rounds),
  };
}

function timeOf(one: Handshake, load: LoadKind): number {
  return load === 'open' ? one.totalMs + one.startMs - one.dueMs : one.totalMs;
}

/** Of the last round, because a peak never falls. */
function memoryOf(rounds: LevelRecord['rounds']): number | undefined {
  const told = rounds.at(-1)?.flatMap(({ memoryMiB }) => (memoryMiB === undefined ? [] : [memoryMiB])) ?? [];
  return told.length === 0 ? undefined : told.reduce((sum, one) => sum + one, 0);
}

const completedMs = (one: Handshake) => one.startMs + one.totalMs;
const startsOf = (record: RoundRecord) => record.handshakes.map(({ startMs }) => startMs);
/** Without spreading a list of a hundred thousand over the stack. */
const most = (list: readonly number[]) => list.reduce((high, one) => Math.max(high, one), 0);
const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

function quantile(sorted: Float64Array, p: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)];
}

function causesOf(handshakes: readonly Handshake[]): Readonly<Record<string, number>> {
  const causes: Record<string, number> = {};
  for (const one of handshakes) {
    if (one.outcome === 'ok' && one.confirmed) continue;
    const name =
      one.outcome === 'ok' ? 'unconfirmed: the server was not heard afterwards' : `${one.code}: ${one.cause}`;
    causes[name] = (causes[name] ?? 0) + 1;
  }
  return causes;
}

function generatorUse(records: readonly RoundRecord[], handshakes: readonly Handshake[], load: LoadKind): GeneratorUse {
  // Over all rounds of a process; which of them is the busiest may change from round to round, so each counts by itself.
  const wall = records.reduce((sum, one) => sum + one.wallSeconds, 0);
  const rounds = records.filter(({ wallSeconds }) => wallSeconds > 0.05);
  const loads = rounds.map((one) => share(one.cpuSeconds, one.wallSeconds));
  const overall = share(
    records.reduce((sum, one) => sum + one.cpuSeconds, 0),
    wall,
  );
  const waiting = share(
    records.reduce((sum, one) => sum + (one.cpuWaitSeconds ?? 0), 0),
    wall,
  );
  const late = Float64Array.from(handshakes.map(({ startMs, dueMs }) => startMs - dueMs)).sort();
  return {
    load: load === 'at-once' ? overall : Math.max(overall, most(loads)),
    waiting,
    loopDelayP99Ms: most(records.map(({ loopDelayMs }) => loopDelayMs.p99)),
    lateP99Ms: load === 'open' ? (quantile(late, 0.99) ?? 0) : 0,
    ownFailures: handshakes.filter((one) => one.outcome === 'failed' && one.own).length,
  };
}

/** Connections of `at-once` stay until the last has its outcome. */
function heldTogether(round: readonly RoundRecord[]): number {
  return round.reduce((sum, { handshakes }) => sum + handshakes.filter(({ outcome }) => outcome === 'ok').length, 0);
}

function mostTogether(round: readonly RoundRecord[]): number {
  const edges = round.flatMap(({ handshakes }) =>
    handshakes.flatMap((one) => [[one.startMs, 1] as const, [completedMs(one), -1] as const]),
  );
  edges.sort(([a, up], [b, down]) => a - b || up - down);
  let now = 0;
  let high = 0;
  for (const [, step] of edges) {
    now += step;
    high = Math.max(high, now);
  }
  return high;
}

function drainOf(handshakes: readonly Handshake[], wallSeconds: number): number {
  const last = most(handshakes.map(({ dueMs }) => dueMs)) / 1000;
  return wallSeconds > 0 ? Math.max(0, wallSeconds - last) / wallSeconds : 0;
}
