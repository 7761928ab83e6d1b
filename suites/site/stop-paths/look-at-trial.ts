import { stopFaults } from '../../../src/probes/stop-response/stop-faults.js';
import type { MeasuredTrial, MeterFacts, StopTrial } from '../../../src/probes/stop-response/stop-measurement.js';
import { type StopPathDriver, type StopPathFacts, stopPathFacts } from '../../../src/probes/stop-response/stop-path.js';
import type { StopPlan } from '../../../src/probes/stop-response/stop-plan.js';
import type { SiteContext } from '../site-case.js';
import { type Declared, mustEnd } from './yardsticks.js';

interface HeldAgainst {
  readonly plan: StopPlan;
  readonly meter: MeterFacts;
  readonly declared: Declared;
}

/** Looks at one trial as a whole: what no stop may show, whatever time a standard allows it. */
export function lookAtTrial(
  context: SiteContext,
  driver: StopPathDriver,
  trial: StopTrial,
  { plan, meter, declared }: HeldAgainst,
): void {
  const { run } = context;
  if (trial.outcome !== 'measured') {
    // The number of trials was fixed beforehand: one that could not be made is told, not left out.
    run.inconclusive(`stop ${trial.number} was not made`, 'no power flowed that could be stopped');
    return;
  }
  const { number, analysis } = trial;
  if (analysis.effect === 'no-trace' || analysis.effect === 'not-discharging') {
    run.inconclusive(`stop ${number} shows nothing`, analysis.caveats.join('; '));
    return;
  }
  const facts = stopPathFacts(driver.path);
  lookAtDirection(context, driver, trial);
  if (mustEnd(driver.path, declared)) lookAtOrdered(context, driver, trial, plan);
  else lookAtUnordered(context, trial, facts, meter.uncertaintyW);
  // Response 6 of a cancellation is a receipt; only Response 2 tells an effect.
  const tellsEffect = facts.origin === 'grid' && driver.path !== 'sep2-cancel';
  if (tellsEffect && declared.startedAfterEffect === true) lookAtOrder(context, trial);
}

/** Power that flows the wrong way round before the stop is none that a stop should be measured on. */
function lookAtDirection({ run }: SiteContext, { flowW }: StopPathDriver, { number, analysis }: MeasuredTrial): void {
  if (flowW === undefined || flowW === 0) return;
  run.observe(Math.sign(analysis.initialW) === Math.sign(flowW), {
    text: `stop ${number}: before it power flows the way that was asked for`,
    expected: flowW > 0 ? 'to the grid' : 'from the grid',
    observed: `${analysis.initialW.toFixed(0)} W`,
  });
}

function lookAtOrdered(
  { run }: SiteContext,
  { path }: StopPathDriver,
  { number, analysis }: MeasuredTrial,
  plan: StopPlan,
): void {
  const faults = stopFaults(analysis.findings, path, true);
  run.observe(faults.length === 0, {
    text: `stop ${number}: power goes below the threshold and stays there`,
    expected: `below ${plan.thresholdW} W for ${plan.holdMs} ms and longer`,
    observed: faults.length === 0 ? analysis.effect : faults.map(({ detail }) => detail).join('; '),
  });
}

/** Nothing has to end here; more power than before would be a gateway, or an inverter, that fails open. */
function lookAtUnordered(
  { run }: SiteContext,
  { number, analysis }: MeasuredTrial,
  facts: StopPathFacts,
  uncertaintyW: number,
): void {
  const { initialW, finalW, effect } = analysis;
  const most = Math.abs(initialW) + Math.max(3 * uncertaintyW, 0.02 * Math.abs(initialW));
  run.observe(Math.abs(finalW) <= most, {
    text: `${facts.title}, ${number}: power does not rise`,
    expected: `at most ${most.toFixed(0)} W`,
    observed: `${finalW.toFixed(0)} W, ${initialW.toFixed(0)} W before`,
  });
  if (effect === 'stopped') return;
  const text = `${facts.title}, ${number}: ${finalW.toFixed(0)} W go on flowing (${initialW.toFixed(0)} W before), and nobody commands the inverter`;
  run.record({ type: 'warning', mark: 'anomaly', caseId: run.caseId, text });
}

/** Who declares that Response 2 tells an effect that was seen must not post it before, beyond what could be measured. */
function lookAtOrder({ run }: SiteContext, { number, analysis }: MeasuredTrial): void {
  const early = analysis.findings.find(({ kind }) => kind === 'acknowledged-before-effect');
  run.observe(early === undefined, {
    text: `stop ${number}: the Response that says "started" does not come before the effect`,
    expected: 'power below the threshold first (PICS_SEP2_StartedAfterEffect)',
    observed: early?.detail ?? 'in this order',
  });
}
