import type { Results } from '../record/results.js';

/** The clocks of one stop trial in milliseconds after the stop was issued. */
export interface StopClocks {
  readonly deliverMs: number | undefined;
  readonly acknowledgeMs: number | undefined;
  readonly effectMs: number | undefined;
}

/** Differences are taken in nanoseconds before they become floating point, so nothing is lost. */
export function stopClocks(trial: Results['stopTrials'][number]): StopClocks {
  const issue = BigInt(trial.issueNs);
  const since = (ns: string | undefined): number | undefined =>
    ns === undefined ? undefined : Number(BigInt(ns) - issue) / 1e6;
  return {
    deliverMs: since(trial.deliverNs),
    acknowledgeMs: since(trial.acknowledgeNs),
    effectMs: since(trial.effectNs),
  };
}
