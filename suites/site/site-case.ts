import { join } from 'node:path';
import type { Measured } from '../../src/probes/measured.js';
import type { EvidenceKind, NewEvent } from '../../src/record/events.js';
import { sha256File } from '../../src/record/sha256-file.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';

export interface SiteContext {
  readonly harness: Harness;
  readonly run: CaseRun;
}

/** Declares a case that measures the site and holds what it finds against the spec table. */
export function siteCase(
  definition: Omit<CaseDefinition, 'kind'>,
  body: (context: SiteContext) => Promise<void>,
): void {
  declareCase({ kind: 'measurement', ...definition }, ({ harness, run }) => body({ harness, run }));
}

/** Judges what a probe measured, each under all rows of the spec table that name its quantity. */
export function judgeAll({ run }: SiteContext, measurements: readonly Measured[]): void {
  for (const measurement of measurements) run.judge(measurement);
}

/** Keeps what a probe measured without judging it: no row asks for it in this form. */
export function recordAll({ run }: SiteContext, measurements: readonly Measured[]): void {
  for (const measurement of measurements) run.record({ type: 'measurement', caseId: run.caseId, measurement });
}

/** Judges only what the spec table has rows for: a host tells more than anybody has put a limit to. */
export function judgeKnown({ run }: SiteContext, measurements: readonly Measured[]): void {
  for (const measurement of measurements) {
    if (run.rowsOf(measurement.id).length > 0) run.judge(measurement);
    else run.record({ type: 'measurement', caseId: run.caseId, measurement });
  }
}

/** Name of an evidence file in the record, from its path. */
export function evidenceName(harness: Harness): (file: string) => string {
  return (file) => join('evidence', file.slice(harness.evidenceFolder.length + 1));
}

/** Registers a file that a probe wrote into the evidence folder. */
export async function adoptEvidence(
  { harness, run }: SiteContext,
  file: string,
  kind: EvidenceKind,
  description: string,
): Promise<void> {
  const { sha256, size } = await sha256File(file);
  run.record({
    type: 'evidence',
    caseId: run.caseId,
    path: evidenceName(harness)(file),
    sha256,
    size,
    kind,
    description,
  });
}

/** An event of this case. */
export function record({ run }: SiteContext, event: NewEvent): void {
  run.record(event);
}
