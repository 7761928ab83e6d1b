import { join } from 'node:path';
import type { Measured } from '../../src/probes/measured.js';
import type { EvidenceKind, NewEvent } from '../../src/record/events.js';
import { sha256File } from '../../src/record/sha256-file.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { specRowMap, whereShown } from './spec-row-map.js';

export interface SiteContext {
  readonly harness: Harness;
  readonly run: CaseRun;
  /** Gives the case this much more time, ms: a person walks to the charger. Absent where no person is asked. */
  readonly extend?: (ms: number) => void;
}

const { rows: places } = specRowMap();
/** Rows that hold for one way to stop each are judged by path, not by case. */
const judgedByPath = 'stop response';

/** Declares a case that measures the site and holds what it finds against the spec table. */
export function siteCase(
  definition: Omit<CaseDefinition, 'kind'>,
  body: (context: SiteContext) => Promise<void>,
): void {
  declareCase({ kind: 'measurement', ...definition }, async ({ harness, run, info }) => {
    await body({ harness, run, extend: (ms) => info.setTimeout(info.timeout + ms) });
    judgeOwed({ harness, run });
  });
}

/** Rows that the case owes (`suites/spec-rows.yaml`) and did not come to are inconclusive with the reason, never left out. */
function judgeOwed({ harness, run }: SiteContext): void {
  const owed = harness.specRows.filter(
    ({ id, area, status }) =>
      places[id]?.cases[0] === run.definition.id && area !== judgedByPath && status === 'measured',
  );
  // Where nothing was judged the case ended before it began to measure, and its reason is that of every row.
  const why =
    run.judgedRows.size === 0 ? run.reason : 'what the case could measure does not tell it: see its other rows';
  for (const row of owed) {
    if (run.judgedRows.has(row.id)) continue;
    const { quantity: id, unit, method } = row;
    judgeWith({ harness, run }, { id, unit, method, value: undefined, unavailable: why, evidence: [] }, [row]);
  }
}

/** Judges, and tells of what could not be measured which bench would show it. */
function judgeWith({ harness, run }: SiteContext, measurement: Measured, rows = run.rowsOf(measurement.id)): void {
  const place = rows.map(({ id }) => places[id]).find((found) => found !== undefined);
  const { unavailable } = measurement;
  if (unavailable === undefined || place === undefined) run.judge(measurement, rows);
  else {
    const where = whereShown(place, harness.bench.facts.driver);
    run.judge({ ...measurement, unavailable: `${unavailable}; ${where}` }, rows);
  }
}

/** Judges what a probe measured, each under all rows of the spec table that name its quantity. */
export function judgeAll(context: SiteContext, measurements: readonly Measured[]): void {
  for (const measurement of measurements) judgeWith(context, measurement);
}

/** Keeps what a probe measured without judging it: no row asks for it in this form. */
export function recordAll({ run }: SiteContext, measurements: readonly Measured[]): void {
  for (const measurement of measurements) run.record({ type: 'measurement', caseId: run.caseId, measurement });
}

/** Judges only what the spec table has rows for: a host tells more than anybody has put a limit to. */
export function judgeKnown(context: SiteContext, measurements: readonly Measured[]): void {
  const { run } = context;
  for (const measurement of measurements) {
    if (run.rowsOf(measurement.id).length > 0) judgeWith(context, measurement);
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
