import type { StopAnalysis, StopExpectations } from './analyse-stop.js';
import type { StopFinding } from './stop-finding.js';
import type { StopPlan, StopStamps } from './stop-plan.js';

interface Seen extends Omit<StopAnalysis, 'findings' | 'sampling'> {
  readonly plan: StopPlan;
  readonly stamps: StopStamps;
  readonly expected: StopExpectations;
}

/** What a stop should not show and this one did. Nothing is found where nothing could be seen. */
export function stopFindings(seen: Seen): readonly StopFinding[] {
  const { effect, intervals, stamps, plan, expected, initialW, finalW, rebounds } = seen;
  if (effect === 'no-trace' || effect === 'not-discharging') return [];
  const found: StopFinding[] = [];
  const ineffective = effect !== 'stopped';
  if (stamps.delivered === undefined)
    found.push({ kind: 'not-delivered', detail: 'the stop was issued and never left for the gateway' });
  const delivered = intervals['deliver-first-effect'];
  const issued = intervals['issue-effect'];
  if (delivered === undefined && issued !== undefined && stamps.delivered === undefined)
    found.push({ kind: 'down-before-delivery', detail: 'power went down although nothing was delivered' });
  if (stamps.acknowledged === undefined && stamps.delivered !== undefined && expected.acknowledgement !== false)
    found.push({ kind: 'not-acknowledged', detail: 'the stop was delivered and never acknowledged' });
  if (ineffective && stamps.acknowledged !== undefined)
    found.push({
      kind: 'acknowledged-without-effect',
      detail: `the stop was acknowledged, and ${watts(finalW)} still flow`,
    });
  const early = intervals['acknowledge-effect'];
  if (early !== undefined && early.seconds - early.U > 0)
    found.push({
      kind: 'acknowledged-before-effect',
      detail: `acknowledged ${early.seconds.toFixed(3)} s (U ${early.U.toFixed(3)} s) before power was down`,
      seconds: early.seconds,
    });
  if (rebounds > 0)
    found.push({
      kind: 'rebound',
      detail: `power came back above ${plan.thresholdW} W ${rebounds === 1 ? 'once' : `${rebounds} times`}`,
    });
  if (effect === 'partial')
    found.push({ kind: 'partial-effect', detail: `power fell from ${watts(initialW)} and stays at ${watts(finalW)}` });
  if (effect === 'none')
    found.push({ kind: 'no-effect', detail: `power did not fall: ${watts(initialW)} before, ${watts(finalW)} after` });
  if (effect === 'returned') found.push({ kind: 'returned', detail: `power was down and is back at ${watts(finalW)}` });
  if (ineffective && finalW * initialW < 0 && Math.abs(finalW) > plan.thresholdW)
    found.push({ kind: 'reversed', detail: `power changed its direction: ${watts(initialW)} became ${watts(finalW)}` });
  if (
    stamps.lifted !== undefined &&
    expected.release !== false &&
    intervals['restore-release'] === undefined &&
    !ineffective
  )
    found.push({
      kind: 'never-released',
      detail: `the stop was lifted and no power came back within ${plan.releaseTimeoutMs / 1000} s`,
    });
  return found;
}

function watts(value: number): string {
  return `${value.toFixed(0)} W`;
}
