import type { Measured } from '../measured.js';
import type { CongestionResult } from './analyse-congestion.js';
import type { CongestionPlan } from './congestion-plan.js';

export interface CongestionContext {
  readonly plan: CongestionPlan;
  readonly mode: 'multicast' | 'unicast';
  /** Radios that the vehicles shared. */
  readonly nodes: number;
  readonly caveats: readonly string[];
  readonly evidence: readonly string[];
  readonly takenAt: string;
}

/** A round counts as "at once" when it left within its window and this, ms. */
const slackMs = 10;

/** "Dozens of vehicles": with fewer at once nothing is said about congestion. */
const fewestVehicles = 24;

/**
 * Loss and delay at the largest number of vehicles that really announced at once, as the spec table's rows want them. No value
 * where this machine could not let as many as dozens of them do so, though the plan had them.
 */
export function congestionMeasurements(result: CongestionResult, context: CongestionContext): readonly Measured[] {
  const most = result.levels.at(-1);
  const limitMs = context.plan.spreadMs + slackMs;
  const top = result.levels.findLast(({ roundMs }) => roundMs <= limitMs) ?? most;
  if (most === undefined || top === undefined) return [];
  const { plan, mode, nodes } = context;
  const { loss } = top;
  const caveats = [...context.caveats];
  if (most.roundMs > limitMs)
    caveats.push(
      `the generator needed ${most.roundMs.toFixed(0)} ms for a round of ${most.senders} vehicles: not at once, so ${top.senders} are judged`,
    );
  const few = most.senders >= fewestVehicles && (top.senders < fewestVehicles || top.roundMs > limitMs);
  if (nodes < top.senders)
    caveats.push(
      `${top.senders} vehicles shared ${nodes} ${nodes === 1 ? 'radio' : 'radios'}: vehicles of one radio queue and cannot collide with each other`,
    );
  if (top.refused > 0) caveats.push(`${top.refused} announcements were refused by this machine and are not counted`);
  const labels = {
    path: plan.path,
    mode,
    senders: String(top.senders),
    nodes: String(nodes),
    knee: result.knee === undefined ? `none up to ${top.senders}` : `${result.knee.senders} by ${result.knee.by}`,
  };
  const method = `${top.senders} simulated vehicles announce by ${mode} within ${plan.spreadMs} ms, ${plan.rounds} rounds, ${plan.periodMs} ms apart; later than ${plan.thresholdMs} ms = lost`;
  const common = { labels, method, evidence: context.evidence, caveats, takenAt: context.takenAt };
  const delays = loss.delaysMs ?? [];
  const { listenerDropped } = result;
  const tooFew = few
    ? `this machine could not let ${fewestVehicles} vehicles announce within ${limitMs} ms`
    : listenerDropped > 0
      ? `the listener was too slow for its own socket, which lost ${listenerDropped} packets that had arrived`
      : undefined;
  const noLoss = tooFew ?? (loss.sent === 0 ? 'this machine could not send a single announcement' : undefined);
  const noDelay =
    tooFew ?? (delays.length === 0 ? 'no delay was measured: nothing arrived, or clocks differ' : undefined);
  return [
    {
      ...common,
      id: 'loss-under-announcements',
      value: noLoss === undefined ? (100 * loss.lost) / loss.sent : undefined,
      ...(noLoss === undefined ? {} : { unavailable: noLoss }),
      unit: '%',
      n: loss.sent,
      k: loss.lost,
      ...(loss.indicators === undefined ? {} : { samples: loss.indicators }),
    },
    {
      ...common,
      id: 'delay-under-announcements',
      value: noDelay === undefined ? top.delayP50Ms : undefined,
      ...(noDelay === undefined ? {} : { unavailable: noDelay }),
      unit: 'ms',
      n: loss.sent,
      samples: delays,
      censored: loss.sent - delays.length,
    },
  ];
}
