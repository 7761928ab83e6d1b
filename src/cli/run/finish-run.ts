import type { Results } from '../../record/results.js';
import { makeReports } from '../../reporters/make-reports.js';
import type { OpenRecord } from './open-record.js';

export interface FinishedRun {
  readonly results: Results;
  /** That of the run; 3 when it passed but a report could not be made. */
  readonly exitCode: 0 | 1 | 2 | 3;
}

/**
 * Closes the journal and makes everything that is a view of it: results, reports, manifest.
 * @throws RECORD-* when the record cannot be read back
 */
export async function finishRun({ folder, journal, reporters }: OpenRecord): Promise<FinishedRun> {
  await journal.close();
  const { results, failures, exitCode } = await makeReports(folder, reporters);
  for (const { reporter, error } of failures) console.error(`${reporter}: ${error.toString()}`);
  return { results, exitCode };
}
