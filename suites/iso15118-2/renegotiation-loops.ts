import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';

const name = 'PICS_CMN_CMN_RenegotiationLoopIndication';
/** More loops than a case has time for. */
const mostLoops = 1000;

/**
 * How many charge loops the PICS want before the vehicle renegotiates, 1 to 1000. Where they do not say it the case ends as
 * inconclusive: a vehicle that counts to no number would charge for ever.
 */
export function renegotiationLoops({ pics }: Pick<Harness, 'pics'>, run: CaseRun): number {
  const declared = pics[name];
  if (typeof declared === 'number' && Number.isInteger(declared) && declared >= 1 && declared <= mostLoops)
    return declared;
  return run.stop(
    `${name} must be a whole number from 1 to ${mostLoops}: nobody knows after which charge loop to go on`,
    declared === undefined ? 'not declared' : `declared as ${declared}`,
  );
}
