import { PlumblineError } from '../../base/errors.js';

/**
 * Many vehicles announce their state of charge at once: in each round every vehicle sends one announcement, all within a
 * short window, as vehicles do that listen to one clock or to one beacon.
 */
export interface CongestionPlan {
  readonly path: string;
  /** Where announcements go, without zone: a group (ff02::1) or the station. */
  readonly host: string;
  readonly scope: string;
  /** UDP port of the listener, 1..65535. */
  readonly port: number;
  /** Numbers of vehicles at once, ascending, each 1..2000. */
  readonly levels: readonly number[];
  /** Announcements of each vehicle at each level, 1..10,000. */
  readonly rounds: number;
  /** Time between two rounds, ms, 10..60,000. */
  readonly periodMs: number;
  /** Window in which the vehicles of a round send, ms, 0..periodMs. */
  readonly spreadMs: number;
  /** UDP payload of an announcement, 52..1432 bytes. */
  readonly payloadBytes: number;
  /** What arrives later than this is lost, ms. */
  readonly thresholdMs: number;
}

export const congestionDefaults = {
  port: 20_864,
  levels: [1, 8, 32, 64, 128],
  rounds: 5,
  periodMs: 100,
  spreadMs: 2,
  payloadBytes: 100,
  thresholdMs: 1000,
} as const;

const bounds = {
  port: [1, 65_535],
  rounds: [1, 10_000],
  periodMs: [10, 60_000],
  spreadMs: [0, 60_000],
  payloadBytes: [52, 1432],
  thresholdMs: [1, 60_000],
} as const;

export type CongestionPlanInput = Pick<CongestionPlan, 'path' | 'host' | 'scope'> & Partial<CongestionPlan>;

/** @throws PlumblineError PROBES-050, naming the value */
export function congestionPlan(input: CongestionPlanInput): CongestionPlan {
  const plan: CongestionPlan = { ...congestionDefaults, ...input };
  const refuse = (name: string, detail: string) =>
    new PlumblineError('PROBES-050', { place: `congestion, ${name}`, detail });
  for (const [name, [low, high]] of Object.entries(bounds)) {
    const value = plan[name as keyof typeof bounds];
    if (!(value >= low && value <= high)) throw refuse(name, `${value} is not in ${low}..${high}`);
  }
  if (plan.spreadMs > plan.periodMs) throw refuse('spreadMs', 'the window of a round is longer than its period');
  const ascending = plan.levels.every((level, i) => Number.isInteger(level) && level > (plan.levels[i - 1] ?? 0));
  if (plan.levels.length === 0 || !ascending || (plan.levels.at(-1) ?? 0) > 2000)
    throw refuse('levels', `${plan.levels.join(', ')} are not ascending whole numbers of 1..2000`);
  return plan;
}
