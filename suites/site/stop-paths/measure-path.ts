import { systemClock } from '../../../src/base/clock.js';
import { measureStop, type StopMeasured } from '../../../src/probes/stop-response/measure-stop.js';
import { meterFacts } from '../../../src/probes/stop-response/meter-facts.js';
import { type StopPathDriver, stopPathFacts } from '../../../src/probes/stop-response/stop-path.js';
import { type StopPlan, stopPlan } from '../../../src/probes/stop-response/stop-plan.js';
import { plumblineTest } from '../../engine/plumbline-test.js';
import { adoptEvidence, evidenceName, type SiteContext } from '../site-case.js';
import { declaredFacts, stopPlanChanges } from './declared-facts.js';
import { GridCapture, isGridPath } from './grid-capture.js';
import { judgePath } from './judge-path.js';
import { lookAtTrial } from './look-at-trial.js';
import { withoutLostStamps } from './lost-stamps.js';
import { recordTrial } from './record-trial.js';

/** Rating of the embedded bench's inverter, W; `PIXIT_SECC_CMN_RatedPower` in PICS says another. */
const defaultRatedW = 22_000;
const powerTimeoutMs = 15_000;
/** How long power must stay away to count as stopped, ms: ten samples and more of the slowest meter in use. */
const holdMs = 1000;
/** What else a case may take, ms. */
const caseMs = 180_000;

/** Rated power of the inverter under test, W. */
export function ratedPower({ harness }: SiteContext): number {
  const stated = harness.pics['PIXIT_SECC_CMN_RatedPower'];
  return typeof stated === 'number' && stated > 0 ? stated : defaultRatedW;
}

/** How many trials a path gets: `--trials`, or the PIXIT, or what the case says. */
export function stopTrials({ harness }: SiteContext, byCase: number): number {
  const stated = harness.pics['PIXIT_PLUMBLINE_StopTrials'];
  return typeof stated === 'number' && stated >= 1 ? Math.floor(stated) : byCase;
}

/**
 * Measures one stop path so often, records every trial, looks that no trial shows a fault (rebound, partial effect,
 * acknowledgement without effect, a limit never released), and holds the times against every yardstick that
 * applies. The number of trials is fixed beforehand. `undefined`: the bench cannot measure it, which the case says.
 */
export async function measurePath(
  context: SiteContext,
  driver: StopPathDriver,
  trials: number,
  changes: Partial<StopPlan> = {},
): Promise<StopMeasured | undefined> {
  const { harness, run } = context;
  const { bench } = harness;
  const ratedW = ratedPower(context);
  if (!bench.offers('inverter-power')) {
    run.inconclusive('the bench has no independent power meter');
    return undefined;
  }
  const meter = meterFacts(bench.capability('inverter-power'), ratedW);
  if (meter === undefined) {
    run.inconclusive('the power meter of this bench is not on a network, so it cannot be sampled fast enough');
    return undefined;
  }
  const facts = stopPathFacts(driver.path);
  const declared = declaredFacts(harness.pics);
  const plan = stopPlan({ ratedW, holdMs, ...changes, ...stopPlanChanges(harness.pics) });
  // Above the guard of a case that hangs, for each trial what it may take at the most.
  const longestMs = powerTimeoutMs + plan.timeoutMs + plan.releaseTimeoutMs + caseMs;
  plumblineTest.setTimeout(caseMs + trials * longestMs);
  const grid = isGridPath(driver) ? await GridCapture.start(context) : undefined;
  let loss: string | undefined;
  const told = await measureStop({
    driver: grid?.refining(driver) ?? driver,
    plan,
    trials,
    meter,
    clock: systemClock,
    besideMeter: (argv, options) => bench.spawn('vehicle', argv, options),
    folder: harness.evidenceFolder,
    evidenceName: evidenceName(harness),
    powerTimeoutMs,
    onTrial: (trial) => recordTrial(context, driver.path, trial, plan),
  }).finally(async () => {
    loss = await grid?.stop();
  });
  const measured = loss === undefined ? told : withoutLostStamps(told, loss);
  for (const file of measured.files)
    await adoptEvidence(context, file, 'power-trace', `${facts.title}: power at the independent meter, every reading`);
  run.step('test', `${facts.title}: ${trials} stops, each looked at as a whole`);
  // Which came first cannot be told from a capture that lost packets.
  const held = loss === undefined ? declared : { ...declared, startedAfterEffect: false };
  if (loss !== undefined) run.inconclusive(loss);
  for (const trial of measured.trials) lookAtTrial(context, driver, trial, { plan, meter, declared: held });
  judgePath(context, driver.path, measured, meter, declared);
  return measured;
}
