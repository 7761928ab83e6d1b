/** A probe of a stream: when it was sent, and whether it arrived. */
export interface StreamedProbe {
  readonly sentNs: bigint;
  readonly arrived: boolean;
}

export type Convergence =
  | {
      readonly kind: 'repaired';
      /** From the failure to the middle between the last probe that was lost and the first that arrived again, ms. */
      readonly timeMs: number;
      /**
       * The true time is within this of `timeMs`, ms: the repair came between the last lost probe and the first that
       * arrived, and the failure when it is known to have been. Bounds, not a standard deviation: nothing lies outside.
       */
      readonly halfWidthMs: number;
      readonly lost: number;
    }
  /** Nothing was lost: the traffic did not go over what failed, or the repair was faster than the probes. */
  | { readonly kind: 'unharmed'; readonly probesAfter: number }
  /** Not repaired while it was watched; `watchedMs` from the failure to the last probe. */
  | { readonly kind: 'not-repaired'; readonly watchedMs: number; readonly lost: number };

const milli = 1e6;
const ms = (from: bigint, to: bigint) => Number(to - from) / milli;

/**
 * Time of the route's repair from a stream of probes over it. The route counts as repaired at the first of `steady` probes
 * in a row that arrive after the first loss: single survivors of a route that flaps are no repair.
 * @param failure monotonic time of the failure on the clock of the probes, and how well it is known
 */
export function convergence(
  stream: readonly StreamedProbe[],
  failure: { readonly atNs: bigint; readonly halfWidthNs: bigint },
  steady = 5,
): Convergence {
  const failedNs = failure.atNs;
  const after = stream.filter((probe) => probe.sentNs >= failedNs);
  const first = after.findIndex((probe) => !probe.arrived);
  const last = after.at(-1);
  if (first < 0 || last === undefined) return { kind: 'unharmed', probesAfter: after.length };
  let run = 0;
  for (let i = first; i < after.length; i++) {
    run = after[i]!.arrived ? run + 1 : 0;
    if (run < steady) continue;
    const back = i - steady + 1;
    const lastLost = after[back - 1]!.sentNs;
    const arrivedAgain = after[back]!.sentNs;
    return {
      kind: 'repaired',
      timeMs: (ms(failedNs, lastLost) + ms(failedNs, arrivedAgain)) / 2,
      halfWidthMs: ms(lastLost, arrivedAgain) / 2 + Number(failure.halfWidthNs) / milli,
      lost: after.slice(0, back).filter((probe) => !probe.arrived).length,
    };
  }
  const lost = after.filter((probe) => !probe.arrived).length;
  return { kind: 'not-repaired', watchedMs: ms(failedNs, last.sentNs), lost };
}
