import type { StopPlan } from '../../../src/probes/stop-response/stop-plan.js';
import type { Harness } from '../../engine/harness.js';
import type { Declared } from './yardsticks.js';

type Pics = Harness['pics'];

function positive(pics: Pics, name: string): number | undefined {
  const value = pics[name];
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** What the PICS and PIXIT of the station say that a stop is held against. */
export function declaredFacts(pics: Pics): Declared {
  const revertS = positive(pics, 'PIXIT_PLUMBLINE_RevertSeconds');
  return {
    startedAfterEffect: pics['PICS_SEP2_StartedAfterEffect'] === true,
    ...(revertS === undefined ? {} : { revertS }),
  };
}

/**
 * Times of the plan that a site sets by PIXIT: how long power must stay away (a rebound later than that is not seen), and
 * how long an effect, or the return of power, is waited for.
 */
export function stopPlanChanges(pics: Pics): Partial<StopPlan> {
  const holdS = positive(pics, 'PIXIT_PLUMBLINE_StopHoldSeconds');
  const timeoutS = positive(pics, 'PIXIT_PLUMBLINE_StopTimeoutSeconds');
  return {
    ...(holdS === undefined ? {} : { holdMs: holdS * 1000 }),
    ...(timeoutS === undefined ? {} : { timeoutMs: timeoutS * 1000, releaseTimeoutMs: timeoutS * 1000 }),
  };
}
