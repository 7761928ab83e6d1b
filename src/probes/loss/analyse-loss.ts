import type { ReflectedProbe, ReflectorRecord, SenderRecord } from './loss-records.js';
import { type Bursts, burstsOf, duplicatesIn, reorderedIn } from './loss-series.js';

/** `forward`: sender to reflector. `backward`: reflector to sender. */
export type LossDirection = 'forward' | 'backward' | 'round-trip';

/** What one direction of a path did to the probes. */
export interface DirectionLoss {
  readonly direction: LossDirection;
  /** Probes that entered this direction. */
  readonly sent: number;
  /** Arrived in time. */
  readonly received: number;
  /** Arrived, but later than the threshold: part of `lost`. */
  readonly late: number;
  /** Never arrived, or late. */
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** 1 = lost, in the order of sending; absent when single probes cannot be told (no record of the reflector). */
  readonly indicators?: readonly number[];
  readonly bursts?: Bursts;
  /** Delays of those that arrived at all, ms, in the order of sending; absent without comparable clocks. */
  readonly delaysMs?: readonly number[];
}

/** Times from a capture with kernel stamps, monotone ns of one clock, by sequence number; they replace the process's own. */
export interface CaptureTimes {
  readonly sent: ReadonlyMap<number, bigint>;
  readonly received: ReadonlyMap<number, bigint>;
}

export interface LossResult {
  readonly path: string;
  readonly thresholdMs: number;
  readonly roundTrip: DirectionLoss;
  readonly forward: DirectionLoss;
  readonly backward: DirectionLoss;
  /** How directions were told apart: by the reflector's own record, or only by its sequence numbers. */
  readonly attribution: 'reflector-record' | 'reflector-sequence';
  /** Lateness of the sending schedule, us. */
  readonly lateness: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly timing: 'capture' | 'process';
  readonly caveats: readonly string[];
}

const ms = (ns: bigint) => Number(ns) / 1e6;

/**
 * Makes loss, lateness, duplication, reordering and delays of both directions out of the two ends' records. Pure.
 * @param reflector the far end's record; without it directions come from its sequence numbers alone
 * @param capture kernel times of probes and replies at the near end, where a capture ran
 */
export function analyseLoss(sender: SenderRecord, reflector?: ReflectorRecord, capture?: CaptureTimes): LossResult {
  const { plan } = sender;
  const caveats: string[] = [];
  if (sender.unsent.length > 0)
    caveats.push(
      `${sender.unsent.length} probes never left this machine (${sender.unsent[0]!.reason}); they are not counted`,
    );
  if (sender.refused > 0) caveats.push(`the far end reported an unreachable port ${sender.refused} times`);
  if (sender.foreign > 0) caveats.push(`${sender.foreign} packets belonged to no probe of this session`);

  const firstReply = new Map<number, bigint>();
  for (const reply of sender.replies)
    if (!firstReply.has(reply.sequence)) firstReply.set(reply.sequence, reply.received);
  const whole =
    capture !== undefined &&
    sender.sent.every(({ sequence }) => capture.sent.has(sequence)) &&
    sender.replies.every(({ sequence }) => capture.received.has(sequence));
  if (capture !== undefined && !whole)
    caveats.push('the capture misses probes, so the times of the sending process were used');
  const sentAt = new Map(
    sender.sent.map(({ sequence, sent }) => [sequence, whole ? capture.sent.get(sequence)! : sent]),
  );
  // Whether a reply arrived is for the process to say (a filter may drop it behind the capture); when, for the capture.
  const backAt = (sequence: number) => {
    const reply = firstReply.get(sequence);
    return reply !== undefined && whole ? capture.received.get(sequence) : reply;
  };

  const sequences = sender.sent.map(({ sequence }) => sequence);
  const roundTrip = direction('round-trip', sequences, plan.thresholdMs, {
    delay: (sequence) => {
      const back = backAt(sequence);
      return back === undefined ? undefined : ms(back - sentAt.get(sequence)!);
    },
    arrivals: sender.replies.map(({ sequence }) => sequence),
  });
  const common = {
    path: plan.path,
    thresholdMs: plan.thresholdMs,
    roundTrip,
    lateness: latenessOf(sender),
    timing: whole ? 'capture' : 'process',
  } as const;

  const reflected = reflector?.sessions[plan.ssid];
  if (reflector === undefined || (reflected === undefined && sender.replies.length > 0)) {
    caveats.push(
      'directions were told apart by sequence numbers alone: what was lost behind the last reply counts as forward',
    );
    return { ...common, ...bySequence(sender), attribution: 'reflector-sequence', caveats };
  }
  const sameClock = reflector.bootId === sender.bootId;
  if (!sameClock)
    caveats.push('no one-way delays: the two ends do not share a clock, so lateness counts on the round trip only');
  return { ...common, ...byRecord(sender, reflected ?? [], sameClock), attribution: 'reflector-record', caveats };
}

interface Observed {
  /** Delay of a probe in this direction, ms; `undefined` = never arrived; `NaN` = arrived, delay unknown. */
  delay(sequence: number): number | undefined;
  /** Sequence numbers in the order of arrival. */
  readonly arrivals: readonly number[];
}

function direction(
  name: LossDirection,
  entered: readonly number[],
  thresholdMs: number,
  seen: Observed,
): DirectionLoss {
  const indicators: number[] = [];
  const delays: number[] = [];
  let late = 0;
  for (const sequence of entered) {
    const delay = seen.delay(sequence);
    const isLate = delay !== undefined && delay > thresholdMs;
    if (isLate) late++;
    if (delay !== undefined && !Number.isNaN(delay)) delays.push(delay);
    indicators.push(delay === undefined || isLate ? 1 : 0);
  }
  const lost = indicators.filter((indicator) => indicator === 1).length;
  return {
    direction: name,
    sent: entered.length,
    received: entered.length - lost,
    late,
    lost,
    duplicated: duplicatesIn(seen.arrivals),
    reordered: reorderedIn(seen.arrivals),
    indicators,
    bursts: burstsOf(indicators),
    ...(delays.length > 0 ? { delaysMs: delays } : {}),
  };
}

function byRecord(sender: SenderRecord, reflected: readonly ReflectedProbe[], sameClock: boolean) {
  const sentAt = new Map(sender.sent.map(({ sequence, sent }) => [sequence, sent]));
  const there = new Map<number, ReflectedProbe>();
  for (const probe of reflected) if (!there.has(probe.sequence)) there.set(probe.sequence, probe);
  const back = new Map<number, bigint>();
  for (const { sequence, received } of sender.replies) if (!back.has(sequence)) back.set(sequence, received);
  const { thresholdMs } = sender.plan;
  const forward = direction('forward', [...sentAt.keys()], thresholdMs, {
    delay: (sequence) => {
      const probe = there.get(sequence);
      return probe === undefined ? undefined : sameClock ? ms(probe.received - sentAt.get(sequence)!) : Number.NaN;
    },
    arrivals: reflected.map(({ sequence }) => sequence),
  });
  const backward = direction(
    'backward',
    [...sentAt.keys()].filter((sequence) => there.has(sequence)),
    thresholdMs,
    {
      delay: (sequence) => {
        const received = back.get(sequence);
        return received === undefined ? undefined : sameClock ? ms(received - there.get(sequence)!.sent) : Number.NaN;
      },
      // By the reflector's own numbers, so that what was duplicated or reordered on the way there is not counted again.
      arrivals: sender.replies.map(({ reflectorSequence }) => reflectorSequence),
    },
  );
  return { forward, backward };
}

/** Counts from a reflector that keeps its own numbers (RFC 8762, stateful) but whose record is not at hand. */
function bySequence(sender: SenderRecord) {
  const numbers = sender.replies.map(({ reflectorSequence }) => reflectorSequence);
  const answered = new Set(sender.replies.map(({ sequence }) => sequence)).size;
  const sent = sender.sent.length;
  const reached = Math.min(
    sent,
    numbers.reduce((most, number) => Math.max(most, number + 1), 0),
  );
  const part = (name: LossDirection, entered: number, received: number): DirectionLoss => ({
    direction: name,
    sent: entered,
    received,
    late: 0,
    lost: entered - received,
    duplicated: 0,
    reordered: 0,
  });
  const back = part('backward', reached, Math.min(answered, reached));
  return {
    forward: part('forward', sent, reached),
    backward: { ...back, duplicated: duplicatesIn(numbers), reordered: reorderedIn(numbers) },
  };
}

function latenessOf(sender: SenderRecord): LossResult['lateness'] {
  const late = Float64Array.from(sender.sent, ({ due, sent }) => Number(sent - due) / 1e3).sort();
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: late.at(-1) ?? 0 };
}
