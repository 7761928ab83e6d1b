import type { Results } from '../record/results.js';

export type StopPathResult = NonNullable<Results['stopPaths']>[number];

/** The clocks of one stop trial in milliseconds after the stop was issued. */
export interface StopClocks {
  readonly deliverMs: number | undefined;
  readonly acknowledgeMs: number | undefined;
  readonly firstEffectMs: number | undefined;
  readonly effectMs: number | undefined;
  /** From the lifting of the stop to power again. */
  readonly releaseMs: number | undefined;
}

/** Differences are taken in nanoseconds before they become floating point, so nothing is lost. */
export function stopClocks(trial: Results['stopTrials'][number]): StopClocks {
  const between = (from: string | undefined, to: string | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : Number(BigInt(to) - BigInt(from)) / 1e6;
  return {
    deliverMs: between(trial.issueNs, trial.deliverNs),
    acknowledgeMs: between(trial.issueNs, trial.acknowledgeNs),
    firstEffectMs: between(trial.issueNs, trial.firstEffectNs),
    effectMs: between(trial.issueNs, trial.effectNs),
    releaseMs: between(trial.liftedNs, trial.releaseNs),
  };
}

const words: Readonly<Record<string, string>> = {
  'issue-deliver': 'issued → delivered',
  'issue-effect': 'issued → effect',
  'deliver-acknowledge': 'delivered → acknowledged',
  'deliver-first-effect': 'delivered → begins to fall',
  'deliver-effect': 'delivered → effect',
  'acknowledge-effect': 'acknowledged → effect',
  'restore-release': 'lifted → power is back',
  'stop-remaining': 'power that remains',
};

/** A pair of clocks for readers. A loss is not delivered: its times count from the loss. */
export function pairWords(pair: string, path: string): string {
  const text = words[pair] ?? pair;
  return /-(loss|kill)$/.test(path) ? text.replace('delivered', 'lost') : text;
}

/** Seconds with as many digits as a time of that length bears. */
export function seconds(value: number | undefined): string {
  if (value === undefined) return '–';
  return value.toFixed(Math.abs(value) < 10 ? 3 : Math.abs(value) < 100 ? 2 : 1);
}

/** What the number of trials allows to say about percentiles, shortly. */
export function claimWords(claims: StopPathResult['yardsticks'][number]['claims']): string {
  return claims
    .map(({ p, verdict, reason }) => {
      const needs = /needs at least (\d+)/.exec(reason)?.[1];
      if (verdict === 'pass') return `p${p} keeps it`;
      if (verdict === 'fail') return `p${p} breaks it`;
      return needs === undefined ? `p${p} is open` : `p${p} not claimable, needs ${needs}`;
    })
    .join('; ');
}
