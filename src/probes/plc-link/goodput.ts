import type { SenderRecord } from '../loss/loss-records.js';
import type { Measured } from '../measured.js';

/** Offered to the line on average over many runs (spacing is Poisson: one run differs by some 10 %), within the class of 128 to 250 kbit/s that the deployment manual gives for its signalling. */
export const offeredKbps = 200;

/** A plan that offers {@link offeredKbps} of UDP payload for a second. */
export const goodputPlan = { count: 160, ratePerSecond: 100, payloadBytes: 250, thresholdMs: 1000 } as const;

/**
 * Goodput of a line by the probes that came back: bits of UDP payload that went there and back, over the time from the first
 * one sent to the last one back, kbit/s. It cannot be more than was offered: the figure says what the line carries at least.
 */
export function goodput(sender: SenderRecord, evidence: readonly string[]): Measured {
  const base = {
    id: 'grid-link-rate',
    unit: 'kbit/s',
    method: `UDP payload that went there and back, about ${offeredKbps} kbit/s offered in each direction at Poisson spacing`,
    labels: { path: sender.plan.path },
    evidence,
  };
  const back = new Map(sender.replies.map((reply) => [reply.sequence, reply.received]));
  const first = sender.sent[0]?.sent;
  if (first === undefined || back.size === 0) {
    const unavailable = first === undefined ? 'nothing could be sent' : 'nothing came back';
    return { ...base, value: undefined, unavailable };
  }
  const last = [...back.values()].reduce((latest, at) => (at > latest ? at : latest));
  const seconds = Number(last - first) / 1e9;
  const value = (back.size * sender.plan.payloadBytes * 8) / 1000 / seconds;
  // The times of sender and receiver are of one process: timers and scheduling blur them by a millisecond at most.
  const u = (0.001 / seconds) * value;
  return {
    ...base,
    value,
    n: sender.sent.length,
    U: 2 * u,
    budget: [{ source: 'first sent to last back, 1 ms', u, evaluation: 'type B, of the duration' }],
    caveats: [
      `the line carries at least this: no more than ${offered(sender)} kbit/s was offered`,
      `${sender.sent.length - back.size} of ${sender.sent.length} probes did not come back`,
    ],
  };
}

/** Rate of the payload from the first probe to the last, in words. */
function offered({ sent, plan }: SenderRecord): string {
  const [first, last] = [sent[0]?.sent, sent.at(-1)?.sent];
  if (first === undefined || last === undefined || last <= first) return 'one packet of';
  return (((sent.length * plan.payloadBytes * 8) / 1000 / Number(last - first)) * 1e9).toFixed(0);
}
