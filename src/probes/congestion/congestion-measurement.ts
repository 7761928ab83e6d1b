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

/** Loss and delay at the largest number of senders, as the spec table's rows want them. */
export function congestionMeasurements(result: CongestionResult, context: CongestionContext): readonly Measured[] {
  const top = result.levels.at(-1);
  if (top === undefined) return [];
  const { plan, mode, nodes } = context;
  const { loss } = top;
  const caveats = [...context.caveats];
  if (top.roundMs > plan.spreadMs + slackMs)
    caveats.push(
      `the generator needed ${top.roundMs.toFixed(0)} ms for a round of ${top.senders} vehicles: they were not closer together`,
    );
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
  const nothing = 'this machine could not send a single announcement';
  return [
    {
      ...common,
      id: 'loss-under-announcements',
      value: loss.sent === 0 ? undefined : (100 * loss.lost) / loss.sent,
      ...(loss.sent === 0 ? { unavailable: nothing } : {}),
      unit: '%',
      n: loss.sent,
      k: loss.lost,
      ...(loss.indicators === undefined ? {} : { samples: loss.indicators }),
    },
    {
      ...common,
      id: 'delay-under-announcements',
      value: top.delayP50Ms,
      ...(delays.length > 0 ? {} : { unavailable: 'no delay was measured: nothing arrived, or clocks differ' }),
      unit: 'ms',
      n: loss.sent,
      samples: delays,
      censored: loss.sent - delays.length,
    },
  ];
}
