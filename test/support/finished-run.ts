import { makeReports } from '../../src/reporters/make-reports.js';
import { Multiplexer } from '../../src/reporters/multiplexer.js';
import type { Signer } from '../../src/reporters/signature/signer.js';
import { standardReporters } from '../../src/reporters/standard-reporters.js';
import { type SampleOptions, writeSampleRun } from './sample-run.js';

/** The claimed time of signing in tests: within the validity of chains minted just before. */
export const signedAt = (): Date => new Date(Date.now() + 1000);

/** A sample run with all its reports, as `plumbline run` leaves it. Throws when a report could not be made. */
export async function writeFinishedRun(reports: string, signer?: Signer, options: SampleOptions = {}): Promise<string> {
  const folder = await writeSampleRun(reports, options);
  const reporters = new Multiplexer(standardReporters({ signer, at: signedAt }), ({ error }) => {
    throw error;
  });
  await makeReports(folder, reporters);
  return folder;
}
