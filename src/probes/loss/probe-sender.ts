import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { RandomSource } from '../../base/random.js';
import { askReflectorMode } from './ask-reflector-mode.js';
import { openEchoPort } from './echo-port.js';
import { isMulticast, type LossPlan } from './loss-plan.js';
import type { Reply, SenderRecord, SentProbe } from './loss-records.js';
import { poissonSchedule } from './poisson-schedule.js';
import { PortKeeper } from './port-keeper.js';
import type { OpenProbePort, ReceivedReply } from './probe-port.js';
import { openStampPort, placeOf } from './stamp-port.js';

export interface SenderTools {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly bootId: string;
  /** How probes leave; default by `plan.protocol`. */
  readonly openPort?: OpenProbePort;
  /** The reflector keeps no record that could be had: find out from its own numbers what they can tell. */
  readonly alone?: boolean;
  /** Packets that the sockets of this process had no room for, so far; undefined: not known. */
  readonly dropped?: () => number | undefined;
  /** Called now and then with how many probes have left. */
  readonly onProgress?: (sent: number) => void;
}

/** How long before a due time the sender stops sleeping and watches the clock, ns: longer than a timer is late. */
const spinNs = 2_000_000n;
const closingProbes = 20;
const closingGapMs = 20;

/**
 * Sends the plan's probes on a schedule that does not wait for answers and collects the replies until the last one can
 * only be late. Run it in a process of its own (`sender-main.ts`): what else the event loop does makes probes late,
 * which the record shows but cannot undo. An interface that goes away and comes back is a trouble of the record.
 * @throws PlumblineError PROBES-051 when the far end says that nothing listens, PROBES-050 when the address cannot be
 * used, PROBES-010 or -011 where raw sockets are needed and cannot be had
 */
export async function sendProbes(plan: LossPlan, tools: SenderTools): Promise<SenderRecord> {
  const { clock } = tools;
  const open = tools.openPort ?? (plan.protocol === 'stamp' ? openStampPort : openEchoPort);
  const alone = tools.alone === true && plan.protocol === 'stamp' && !isMulticast(plan.host);
  const reflectorMode = alone ? await askReflectorMode(plan, clock, open) : 'unknown';
  const schedule = poissonSchedule(plan.count, plan.ratePerSecond, tools.random);
  const sent: SentProbe[] = [];
  const replies: Reply[] = [];
  const closing = { sent: [] as SentProbe[], replies: [] as Reply[] };
  const unsent: { sequence: number; reason: string }[] = [];
  const answered = new Set<number>();
  const wallOf = new Map<number, bigint>();
  const counts = { refused: 0, foreign: 0, unasked: 0, wrongEcho: 0 };
  const group = isMulticast(plan.host);
  let refusal: string | undefined;
  let wake: (() => void) | undefined;
  const onReply = (reply: ReceivedReply) => {
    const { sequence, reflectorSequence, received, t2, t3, from, counted, echoed } = reply;
    const wall = wallOf.get(sequence);
    if (wall === undefined) {
      counts.unasked++;
      return;
    }
    if (echoed !== undefined && echoed !== wall) counts.wrongEcho++;
    const kept: Reply = {
      sequence,
      reflectorSequence,
      received,
      t2,
      t3,
      ...(group ? { from } : {}),
      ...(counted === undefined ? {} : { counted }),
    };
    (sequence < plan.count ? replies : closing.replies).push(kept);
    // A group has as many answers as members: nobody knows when the last one has come.
    if (!group && sequence < plan.count) answered.add(sequence);
    if (answered.size === plan.count || sequence >= plan.count) wake?.();
  };
  const keeper = await PortKeeper.open(plan, clock, open, {
    onReply,
    onForeign: () => counts.foreign++,
    onRefused: (detail) => {
      counts.refused++;
      refusal ??= detail;
    },
  });
  const send = (sequence: number, due: bigint, list: SentProbe[]) => {
    const wall = clock.wallNs();
    const at = clock.monotonicNs();
    wallOf.set(sequence, wall);
    list.push({ sequence, due, sent: at });
    keeper.send(sequence, wall, (reason) => unsent.push({ sequence, reason }));
  };

  const startedAt = new Date(Number(clock.wallNs() / 1_000_000n)).toISOString();
  const start = clock.monotonicNs();
  for (const [sequence, offset] of schedule.entries()) {
    await until(start + offset, clock, plan.pacing === 'exact' ? spinNs : 0n);
    send(sequence, start + offset, sent);
    if (sequence % 50 === 49) tools.onProgress?.(sequence + 1);
  }
  tools.onProgress?.(plan.count);
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  if (alone) {
    for (let i = 0; i < closingProbes && closing.replies.length === 0; i++) {
      send(plan.count + i, clock.monotonicNs(), closing.sent);
      await rest(closingGapMs);
    }
  }
  // Twice the threshold: late replies are told from lost ones, and both are lost.
  while (answered.size < plan.count) {
    const left = 2 * plan.thresholdMs - Number(clock.monotonicNs() - (sent.at(-1)?.sent ?? start)) / 1e6;
    if (left <= 0) break;
    await rest(left);
  }
  const dropped = tools.dropped?.();
  const troubles = keeper.close();
  if (counts.refused > 0 && replies.length === 0)
    throw new PlumblineError('PROBES-051', { place: placeOf(plan), detail: refusal ?? 'the port is unreachable' });
  const neverLeft = new Set(unsent.map(({ sequence }) => sequence));
  const left = (all: readonly SentProbe[]) => all.filter(({ sequence }) => !neverLeft.has(sequence));
  return {
    kind: 'loss-sender',
    bootId: tools.bootId,
    plan,
    startedAt,
    sent: left(sent),
    replies,
    unsent: unsent.filter(({ sequence }) => sequence < plan.count),
    ...counts,
    ...(dropped === undefined ? {} : { dropped }),
    ...(troubles.length === 0 ? {} : { troubles }),
    ...(alone ? { reflectorMode, closing: { sent: left(closing.sent), replies: closing.replies } } : {}),
  };
}

/** Sleeps until shortly before `due`, then turns the event loop until it is there, so that replies are still read. */
async function until(due: bigint, clock: Clock, spin: bigint): Promise<void> {
  const left = due - clock.monotonicNs() - spin;
  if (left > 0n) await new Promise<void>((resolve) => clock.after(Number(left) / 1e6, resolve));
  while (clock.monotonicNs() < due) {
    if (spin === 0n) await new Promise<void>((resolve) => clock.after(1, resolve));
    else await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
