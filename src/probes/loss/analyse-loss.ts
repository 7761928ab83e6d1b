import { type DirectionLoss, directionLoss, unknownLoss } from './direction-loss.js';
import { lossBySequence } from './loss-by-sequence.js';
import type { LossFinding } from './loss-finding.js';
import { lossFindings } from './loss-findings.js';
import type { ReflectedProbe, ReflectorRecord, SenderRecord } from './loss-records.js';

export type { DirectionLoss, LossDirection } from './direction-loss.js';

/** Times from captures with kernel stamps, ns of one clock, by sequence number; they replace the processes' own. */
export interface CaptureTimes {
  readonly sent: ReadonlyMap<number, bigint>;
  readonly received: ReadonlyMap<number, bigint>;
  /** At the far end, where a capture ran there too on a clock that is the same. */
  readonly far?: {
    readonly received: ReadonlyMap<number, bigint>;
    readonly sent: ReadonlyMap<number, bigint>;
  };
}

export interface LossResult {
  readonly path: string;
  readonly thresholdMs: number;
  readonly roundTrip: DirectionLoss;
  readonly forward: DirectionLoss;
  readonly backward: DirectionLoss;
  /** How directions were told apart: by the reflector's record, only by its sequence numbers, or not at all. */
  readonly attribution: 'reflector-record' | 'reflector-sequence' | 'none';
  /** Lateness of the sending schedule, us. */
  readonly lateness: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly timing: 'capture' | 'process';
  /** What was odd, with its cause. */
  readonly findings: readonly LossFinding[];
  readonly caveats: readonly string[];
}

const ms = (ns: bigint) => Number(ns) / 1e6;

/**
 * Makes loss, lateness, duplication, reordering and delays of both directions out of the two ends' records. Pure.
 * @param reflector the far end's record; without it directions come from its sequence numbers alone
 * @param capture kernel times of probes and replies, where captures ran
 */
export function analyseLoss(sender: SenderRecord, reflector?: ReflectorRecord, capture?: CaptureTimes): LossResult {
  return withoutOwnLosses(analyse(sender, reflector, capture), sender, reflector);
}

/** Directions at whose end packets were lost in the measuring process' own queue are not known: nobody can tell which. */
function withoutOwnLosses(result: LossResult, sender: SenderRecord, reflector?: ReflectorRecord): LossResult {
  const there = (reflector?.dropped ?? 0) > 0;
  const back = (sender.dropped ?? 0) > 0;
  if (!there && !back) return result;
  const why = (end: string) => `the ${end} was too slow for its own socket, which lost packets that had arrived`;
  return {
    ...result,
    roundTrip: unknownLoss('round-trip', why(there ? 'reflector' : 'sender')),
    forward: there ? unknownLoss('forward', why('reflector')) : result.forward,
    backward: back ? unknownLoss('backward', why('sender')) : result.backward,
  };
}

function analyse(sender: SenderRecord, reflector?: ReflectorRecord, capture?: CaptureTimes): LossResult {
  const { plan } = sender;
  const lateness = latenessOf(sender);
  const findings = lossFindings(sender, reflector, lateness.p99);
  const caveats = findings.map(({ text }) => text);
  // What never arrived needs no stamp: a queue in front of the interface (netem) drops it before the capture sees it.
  const arrived = new Set(
    [...sender.replies, ...(reflector?.sessions[plan.ssid] ?? [])].map(({ sequence }) => sequence),
  );
  const whole =
    capture !== undefined &&
    sender.sent.every(({ sequence }) => capture.sent.has(sequence) || !arrived.has(sequence)) &&
    sender.replies.every(({ sequence }) => capture.received.has(sequence));
  if (capture !== undefined && !whole)
    caveats.push('the capture misses probes, so the times of the sending process were used');
  const times = timesOf(sender, whole ? capture : undefined);
  const sequences = sender.sent.map(({ sequence }) => sequence);
  const roundTrip = directionLoss('round-trip', sequences, plan.thresholdMs, {
    delay: (sequence) => {
      const back = times.back.get(sequence);
      return back === undefined ? undefined : ms(back - times.sent.get(sequence)!);
    },
    arrivals: sender.replies.map(({ sequence }) => sequence),
  });
  const common = {
    path: plan.path,
    thresholdMs: plan.thresholdMs,
    roundTrip,
    lateness,
    timing: whole ? 'capture' : 'process',
    findings,
  } as const;
  if (plan.protocol === 'icmpv6-echo') {
    const why = 'an echo answer does not say on which way its lost neighbours were lost';
    caveats.push(`directions are not told apart: ${why}`);
    return {
      ...common,
      forward: unknownLoss('forward', why),
      backward: unknownLoss('backward', why),
      attribution: 'none',
      caveats,
    };
  }
  const reflected = reflector?.sessions[plan.ssid];
  if (reflector === undefined || (reflected === undefined && sender.replies.length > 0)) {
    const lies = findings.filter(({ kind }) => kind === 'reflector-lies' || kind === 'reflector-restarted');
    const { forward, backward, caveats: more } = lossBySequence(sender, lies);
    const attribution = forward.unknown === undefined ? 'reflector-sequence' : 'none';
    return { ...common, forward, backward, attribution, caveats: [...caveats, ...more] };
  }
  const sameClock = reflector.bootId === sender.bootId;
  if (!sameClock)
    caveats.push('no one-way delays: the two ends do not share a clock, so lateness counts on the round trip only');
  return {
    ...common,
    ...byRecord(sender, reflected ?? [], times, sameClock),
    attribution: 'reflector-record',
    caveats,
  };
}

interface Times {
  readonly sent: ReadonlyMap<number, bigint>;
  readonly back: ReadonlyMap<number, bigint>;
  /** Kernel times at the far end, on the clock of `sent` and `back`. */
  readonly far: CaptureTimes['far'];
}

function timesOf(sender: SenderRecord, capture: CaptureTimes | undefined): Times {
  const back = new Map<number, bigint>();
  for (const { sequence, received } of sender.replies) if (!back.has(sequence)) back.set(sequence, received);
  const own = new Map(sender.sent.map(({ sequence, sent }) => [sequence, sent]));
  if (capture === undefined) return { sent: own, back, far: undefined };
  // Whether a reply arrived is for the process to say (a filter may drop it behind the capture); when, for the capture.
  const kernel = new Map([...back.keys()].map((sequence) => [sequence, capture.received.get(sequence)!]));
  return { sent: capture.sent, back: kernel, far: capture.far };
}

function byRecord(sender: SenderRecord, reflected: readonly ReflectedProbe[], times: Times, sameClock: boolean) {
  const there = new Map<number, ReflectedProbe>();
  for (const probe of reflected) if (!there.has(probe.sequence)) there.set(probe.sequence, probe);
  const arrived = [...there.keys()];
  // All from the kernel or all from the processes: the two run on clocks of different origin.
  const kernel =
    times.far !== undefined &&
    arrived.every((sequence) => times.far?.received.has(sequence) === true && times.far.sent.has(sequence));
  const own = timesOf(sender, undefined);
  const base = kernel ? times : own;
  const inThere = (sequence: number) => (kernel ? times.far?.received.get(sequence) : there.get(sequence)?.received);
  const outThere = (sequence: number) => (kernel ? times.far?.sent.get(sequence) : there.get(sequence)?.sent);
  const { thresholdMs } = sender.plan;
  const sequences = sender.sent.map(({ sequence }) => sequence);
  const forward = directionLoss('forward', sequences, thresholdMs, {
    delay: (sequence) => {
      if (!there.has(sequence)) return undefined;
      return sameClock ? ms(inThere(sequence)! - base.sent.get(sequence)!) : Number.NaN;
    },
    arrivals: reflected.filter(({ sequence }) => sequence < sender.plan.count).map(({ sequence }) => sequence),
  });
  const backward = directionLoss(
    'backward',
    sequences.filter((sequence) => there.has(sequence)),
    thresholdMs,
    {
      delay: (sequence) => {
        const received = base.back.get(sequence);
        return received === undefined ? undefined : sameClock ? ms(received - outThere(sequence)!) : Number.NaN;
      },
      // By the reflector's own numbers, so that what was duplicated or reordered on the way there is not counted again.
      arrivals: sender.replies.map(({ reflectorSequence }) => reflectorSequence),
    },
  );
  return { forward, backward };
}

function latenessOf(sender: SenderRecord): LossResult['lateness'] {
  const late = Float64Array.from(sender.sent, ({ due, sent }) => Number(sent - due) / 1e3).sort();
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: late.at(-1) ?? 0 };
}
