import type { PicsValue } from '../../src/judge/pics/pics-values.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';

/** What a value is told to. */
export interface LearningContext {
  readonly harness: Pick<Harness, 'pics' | 'variant'>;
  readonly run: CaseRun;
}

/** Each project sets these for the form that it tests: what a file says of them is no claim about the station. */
const formUnderTest: ReadonlySet<string> = new Set(['PIXIT_SECC_CMN_TLS']);

const asDeclared = 'is as the PICS declare it';

/** Whether a case failed because the station shows another value than the PICS declare, and not because it broke a rule. */
export function isOtherwiseDeclared(reason: string): boolean {
  return new RegExp(`^\\S+ ${asDeclared}: `).test(reason);
}

/**
 * Puts what the gateway's own answers tell into the record, and holds it against what the PICS declare. A name that the
 * project sets describes the form under test, and `unknown` leaves a value open: these are only told, which is no verdict.
 */
export function learned({ harness, run }: LearningContext, name: string, value: PicsValue, how: string): void {
  run.record({ type: 'pics-learned', caseId: run.caseId, name, value, how });
  const declared = harness.pics[name];
  const isSet = formUnderTest.has(name) || Object.hasOwn(harness.variant.pics, name);
  if (isSet || declared === undefined || declared === 'unknown') {
    run.tell({ text: `the station shows ${name}: ${how}`, observed: String(value) });
    return;
  }
  run.observe(declared === value, {
    text: `${name} ${asDeclared}: ${how}`,
    expected: String(declared),
    observed: String(value),
  });
}
