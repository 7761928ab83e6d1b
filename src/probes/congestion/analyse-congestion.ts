import { countedLoss, type DirectionLoss } from '../loss/direction-loss.js';
import { announcementKey } from './announcement.js';
import type { CongestionPlan } from './congestion-plan.js';
import type { AnnouncerRecord, ListenerRecord, SentAnnouncement } from './congestion-records.js';

/** Kernel times of announcements at both ends, ns of one clock, by `announcementKey`. */
export interface AnnouncementTimes {
  readonly sent: ReadonlyMap<number, bigint>;
  readonly received: ReadonlyMap<number, bigint>;
}

/** What happened when so many vehicles announced at once. */
export interface CongestionLevel {
  readonly senders: number;
  /** Loss on the way to the listener; delays in it where clocks allow. */
  readonly loss: DirectionLoss;
  /** Median and 95th percentile of the delays, ms, without claim; `undefined` without comparable clocks. */
  readonly delayP50Ms: number | undefined;
  readonly delayP95Ms: number | undefined;
  /** Longest time that a round took to leave this machine, ms: "at once" was not shorter. */
  readonly roundMs: number;
  /** Announcements that this machine refused to send; they are not counted. */
  readonly refused: number;
}

export interface CongestionResult {
  readonly levels: readonly CongestionLevel[];
  /** First number of senders at which the link begins to fail, and how; `undefined`: none of those tried. */
  readonly knee: { readonly senders: number; readonly by: 'loss' | 'delay' } | undefined;
  readonly timing: 'capture' | 'process' | 'none';
  readonly foreign: number;
  /** What the listener itself lost: the loss of the levels is not the link's then. */
  readonly listenerDropped: number;
}

/** Loss above that of the fewest senders by so much, and by three standard errors, is a knee. */
const kneeLoss = 0.01;

/** Sets what was announced against what was heard, level by level. Pure. */
export function analyseCongestion(
  plan: CongestionPlan,
  announcers: readonly AnnouncerRecord[],
  listener: ListenerRecord,
  kernel?: AnnouncementTimes,
): CongestionResult {
  const all = announcers.flatMap(({ announcements }) => announcements);
  const heard = new Map<number, bigint>();
  for (const one of listener.heard) {
    const key = announcementKey(one);
    if (!heard.has(key)) heard.set(key, BigInt(one.received));
  }
  const sameClock = announcers.every(({ bootId }) => bootId === listener.bootId);
  const seen = all.filter((one) => heard.has(announcementKey(one)));
  const whole =
    kernel !== undefined &&
    seen.length > 0 &&
    seen.every((one) => kernel.sent.has(announcementKey(one)) && kernel.received.has(announcementKey(one)));
  const timing = whole ? 'capture' : sameClock ? 'process' : 'none';
  const delayOf = (one: SentAnnouncement): number | undefined => {
    const key = announcementKey(one);
    const arrived = heard.get(key);
    if (arrived === undefined) return undefined;
    if (whole) return Number(kernel.received.get(key)! - kernel.sent.get(key)!) / 1e6;
    return sameClock ? Number(arrived - BigInt(one.sent)) / 1e6 : Number.NaN;
  };
  const levels = plan.levels.map((senders) =>
    levelOf(
      plan,
      senders,
      all.filter(({ level }) => level === senders),
      delayOf,
    ),
  );
  return {
    levels,
    knee: kneeOf(plan, levels),
    timing,
    foreign: listener.foreign,
    listenerDropped: listener.dropped ?? 0,
  };
}

function levelOf(
  plan: CongestionPlan,
  senders: number,
  tried: readonly SentAnnouncement[],
  delayOf: (one: SentAnnouncement) => number | undefined,
): CongestionLevel {
  const sent = tried
    .filter(({ refused }) => refused === undefined)
    .sort((a, b) => (BigInt(a.sent) < BigInt(b.sent) ? -1 : 1));
  const delays = sent.map(delayOf);
  const isLate = (delay: number | undefined) => delay !== undefined && delay > plan.thresholdMs;
  const indicators = delays.map((delay) => (delay === undefined || isLate(delay) ? 1 : 0));
  const known = delays.filter((delay): delay is number => delay !== undefined && !Number.isNaN(delay));
  const sorted = Float64Array.from(known).sort();
  const at = (share: number) => (sorted.length === 0 ? undefined : sorted[Math.ceil(sorted.length * share) - 1]);
  return {
    senders,
    loss: {
      ...countedLoss('forward', indicators, []),
      late: delays.filter(isLate).length,
      ...(known.length > 0 ? { delaysMs: known } : {}),
    },
    delayP50Ms: at(0.5),
    delayP95Ms: at(0.95),
    roundMs: longestRound(plan, sent),
    refused: tried.length - sent.length,
  };
}

/** Every `rounds`-th part of a level is a round: they are a period apart, and a round is shorter than that. */
function longestRound(plan: CongestionPlan, sent: readonly SentAnnouncement[]): number {
  const first = BigInt(sent[0]?.due ?? 0);
  const rounds = new Map<number, { from: bigint; to: bigint }>();
  for (const { due, sent: at } of sent) {
    const round = Math.floor((Number(BigInt(due) - first) / 1e6 + plan.spreadMs) / plan.periodMs);
    const known = rounds.get(round);
    const time = BigInt(at);
    if (known === undefined) rounds.set(round, { from: time, to: time });
    else if (time > known.to) known.to = time;
  }
  return Math.max(0, ...[...rounds.values()].map(({ from, to }) => Number(to - from) / 1e6));
}

function kneeOf(plan: CongestionPlan, levels: readonly CongestionLevel[]): CongestionResult['knee'] {
  const base = levels[0];
  if (base === undefined) return undefined;
  const rate = ({ loss }: CongestionLevel) => (loss.sent === 0 ? 0 : loss.lost / loss.sent);
  for (const level of levels) {
    const error = Math.sqrt((rate(level) * (1 - rate(level))) / Math.max(1, level.loss.sent));
    if (level !== base && rate(level) - rate(base) > Math.max(kneeLoss, 3 * error))
      return { senders: level.senders, by: 'loss' };
    // A round that is not through before the next one begins piles up: the link carries less than is announced.
    if ((level.delayP95Ms ?? 0) > plan.periodMs) return { senders: level.senders, by: 'delay' };
  }
  return undefined;
}
