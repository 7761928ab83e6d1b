import type { JudgingProfile } from '../../../suites/engine/judging-profile.js';
import type { ReportLevel } from '../../record/event-facts.js';
import type { SeededFault } from '../faults/seeded-fault.js';

/** What a run is asked to do; from the command line, or from `plumbline demo`. */
export interface RunRequest {
  readonly title: string;
  readonly level: ReportLevel;
  /** Bench file. */
  readonly bench: string;
  /** Playwright projects; empty for all. */
  readonly projects: readonly string[];
  /** Pattern over case ids and titles; undefined for all. */
  readonly grep: string | undefined;
  readonly specTable: string;
  /** PICS and PIXIT of the SUT, YAML. */
  readonly pics: string;
  /** Folder in which the run's folder is made. */
  readonly reports: string;
  /** Key and chain that sign the report; undefined for a throw-away demo key. */
  readonly signing: { readonly key: string; readonly chain: string } | undefined;
  readonly technician: string | undefined;
  /** Hands no TLS secrets over with the evidence. */
  readonly withholdSecrets: boolean;
  /** Faults to seed into what plumbline itself plays; empty for a clean bench. */
  readonly faults: readonly SeededFault[];
  /** Trials of each stop path, in place of the PIXIT; undefined leaves the PIXIT. */
  readonly trials: number | undefined;
  /** Who judges disputed duties, and how. */
  readonly profile: JudgingProfile;
  /** File of results that are expected to differ from pass; undefined for none. */
  readonly expected: string | undefined;
  /** Where a person may read what the run is doing. */
  readonly quiet: boolean;
}
