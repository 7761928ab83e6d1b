import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { TimerId } from '../timers/timer-names.js';

/** What a case says about itself before it runs; everything in it reaches the record and the report. */
export interface CaseDefinition {
  /** Catalogue id, `TC_SECC_CMN_VTB_SessionSetup_001`, or one of ours (`SITE_...`). */
  readonly id: string;
  /** One line in the field's own words. */
  readonly title: string;
  /** What the case proves, in our words. */
  readonly purpose: string;
  /** Grouping in the summary: `ISO 15118-2 SessionSetup`, `site: link`. */
  readonly area: string;
  /** Clause of the standard that the case rests on. */
  readonly clause: string;
  /** Requirement ids; coverage qualifiers of the lists (`#part`) are left out. */
  readonly requirements: readonly string[];
  /** PICS expression that decides whether the case applies; absent means always. */
  readonly pics?: string;
  /**
   * `experimental`: the case runs and shows its verdict, which does not weigh in that of the run. For cases whose source is
   * thin, until somebody has held them against the standard or against real devices.
   */
  readonly maturity?: 'experimental';
  /**
   * PICS that describe the vehicle, which is the harness: the case itself brings them about, whatever the file of the SUT
   * and the project say.
   */
  readonly brings?: PicsValues;
  /** Timers that the case is about, of the named set; what it looks up besides is recorded when it runs. */
  readonly timers?: readonly TimerId[];
  readonly kind: 'valid' | 'invalid' | 'timing' | 'abnormal' | 'measurement';
  /** Diagnosis to print when the case does not pass, most likely first. */
  readonly likelyCauses?: readonly string[];
  readonly nextStep?: string;
}

/** Playwright tags of a case: its kind and its maturity, so that `--grep @timing` works. */
export function tagsOf(definition: CaseDefinition): string[] {
  return [`@${definition.kind}`, ...(definition.maturity === undefined ? [] : [`@${definition.maturity}`])];
}
