import type { Socket } from 'node:dgram';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { RandomSource } from '../../base/random.js';
import { formatEndpoint, withZone } from '../../transport/endpoint.js';
import type { LossPlan } from './loss-plan.js';
import type { Reply, SenderRecord, SentProbe } from './loss-records.js';
import { poissonSchedule } from './poisson-schedule.js';
import { decodeReflector, type ErrorEstimate, encodeSender } from './stamp-packet.js';

export interface SenderTools {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** A fresh, unbound UDP socket of the family of `plan.host`. */
  readonly socket: Socket;
  readonly bootId: string;
  /** Called now and then with how many probes have left. */
  readonly onProgress?: (sent: number) => void;
}

/** This machine's clock quality as far as the packet can say it: unsynchronised, 2^-32 * 2^20 s (about 0.24 ms). */
export const ownError: ErrorEstimate = { synchronised: false, ptp: false, scale: 20, multiplier: 1 };

/** How long before a due time the sender stops sleeping and watches the clock, ns: longer than a timer is late. */
const spinNs = 2_000_000n;

/**
 * Sends the plan's probes on a schedule that does not wait for answers and collects the replies until the last one can
 * only be late. Run it in a process of its own (`sender-main.ts`): what else the event loop does makes probes late,
 * which the record shows but cannot undo.
 * @throws PlumblineError PROBES-051 when the far end says that nothing listens, PROBES-050 when the address cannot be used
 */
export async function sendProbes(plan: LossPlan, tools: SenderTools): Promise<SenderRecord> {
  const { clock, socket } = tools;
  const schedule = poissonSchedule(plan.count, plan.ratePerSecond, tools.random);
  await connect(socket, plan);
  const sent: SentProbe[] = [];
  const replies: Reply[] = [];
  const unsent: { sequence: number; reason: string }[] = [];
  const answered = new Set<number>();
  let refused = 0;
  let foreign = 0;
  socket.on('error', () => {
    refused++;
  });
  let wake: (() => void) | undefined;
  socket.on('message', (bytes) => {
    const received = clock.monotonicNs();
    const packet = decodeReflector(bytes);
    if (packet === undefined || packet.ssid !== plan.ssid || packet.senderSequence >= plan.count) {
      foreign++;
      return;
    }
    const { senderSequence: sequence, sequence: reflectorSequence, receiveTimestamp: t2, timestamp: t3 } = packet;
    replies.push({ sequence, reflectorSequence, received, t2, t3 });
    answered.add(sequence);
    if (answered.size === plan.count) wake?.();
  });

  const startedAt = new Date(Number(clock.wallNs() / 1_000_000n)).toISOString();
  const start = clock.monotonicNs();
  for (const [sequence, offset] of schedule.entries()) {
    const due = start + offset;
    await until(due, clock);
    const bytes = encodeSender(
      { sequence, timestamp: clock.wallNs(), error: ownError, ssid: plan.ssid },
      plan.payloadBytes,
    );
    const at = clock.monotonicNs();
    // The call hands the packet to the kernel before it returns; the callback reports what the kernel refused.
    socket.send(bytes, (error) => {
      if (error === null || error === undefined) return;
      // An earlier "port unreachable" comes back as the error of this send, which then has not left.
      if (isRefusal(error)) refused++;
      unsent.push({ sequence, reason: error.message });
    });
    sent.push({ sequence, due, sent: at });
    if (sequence % 50 === 49) tools.onProgress?.(sequence + 1);
  }
  tools.onProgress?.(plan.count);
  // Twice the threshold: late replies are told from lost ones, and both are lost.
  if (answered.size < plan.count) {
    await new Promise<void>((resolve) => {
      const cancel = clock.after(2 * plan.thresholdMs, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }
  socket.close();
  if (refused > 0 && replies.length === 0)
    throw new PlumblineError('PROBES-051', { place: placeOf(plan), detail: 'the port is unreachable' });
  const neverLeft = new Set(unsent.map(({ sequence }) => sequence));
  return {
    kind: 'loss-sender',
    bootId: tools.bootId,
    plan,
    startedAt,
    sent: sent.filter(({ sequence }) => !neverLeft.has(sequence)),
    replies,
    unsent,
    refused,
    foreign,
  };
}

function isRefusal(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNREFUSED';
}

function placeOf(plan: LossPlan): string {
  return formatEndpoint({
    address: plan.host,
    port: plan.port,
    ...(plan.scope === undefined ? {} : { scope: plan.scope }),
  });
}

function connect(socket: Socket, plan: LossPlan): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', (cause) =>
      reject(new PlumblineError('PROBES-050', { place: placeOf(plan), detail: cause.message, cause })),
    );
    socket.connect(plan.port, withZone(plan.host, plan.scope), () => {
      socket.removeAllListeners('error');
      resolve();
    });
  });
}

/** Sleeps until shortly before `due`, then turns the event loop until it is there, so that replies are still read. */
async function until(due: bigint, clock: Clock): Promise<void> {
  const left = due - clock.monotonicNs() - spinNs;
  if (left > 0n) await new Promise<void>((resolve) => clock.after(Number(left / 1_000_000n), resolve));
  while (clock.monotonicNs() < due) await new Promise<void>((resolve) => setImmediate(resolve));
}
