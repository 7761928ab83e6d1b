import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../base/errors.js';
import { buildResults, resultsText } from '../record/build-results.js';
import { checkResults } from '../record/check-results.js';
import type { Journal } from '../record/journal.js';
import { buildManifest, type Manifest, writeManifest } from '../record/manifest.js';
import { readJournal } from '../record/read-journal.js';
import type { Results } from '../record/results.js';
import { runFiles } from '../record/run-folder.js';
import type { Multiplexer, ReporterFailure } from './multiplexer.js';

export interface MadeReports {
  readonly results: Results;
  readonly manifest: Manifest;
  readonly failures: readonly ReporterFailure[];
  /** That of the run; 3 when it passed but a report could not be made. */
  readonly exitCode: 0 | 1 | 2 | 3;
}

/**
 * Makes everything that follows from a closed journal: `results.json`, the reports, and `manifest.json` last. The journal
 * is read back from disk, so the reports show what is recorded and nothing else. Throws RECORD-002, RECORD-007, and
 * RECORD-009 for a journal whose chain is broken; a torn last line (the run was killed) is no such thing.
 */
export async function makeReports(folder: string, reporters: Multiplexer): Promise<MadeReports> {
  const reading = readJournal(join(folder, runFiles.events));
  if (reading.broken !== undefined) {
    const place = `${join(folder, runFiles.events)}:${reading.broken.line}`;
    throw new PlumblineError('RECORD-009', { place, detail: reading.broken.problem });
  }
  const results = buildResults(reading.events);
  const text = resultsText(results);
  const file = join(folder, runFiles.results);
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
  const problems: string[] = [];
  const mismatch = checkResults(JSON.parse(text));
  if (mismatch.length > 0) {
    problems.push(new PlumblineError('RECORD-008', { place: file, detail: mismatch.slice(0, 3).join('; ') }).message);
  }
  const failures = await reporters.onEnd({ results, resultsJson: Buffer.from(text), folder });
  problems.push(...failures.map(({ reporter, error }) => `${reporter}: ${error.message}`));
  const manifest = await buildManifest(
    folder,
    { runId: results.run.id, record: results.record, problems },
    reading.events,
  );
  await writeManifest(folder, manifest);
  const unmade = problems.length > 0 && results.exitCode === 0;
  return { results, manifest, failures, exitCode: unmade ? 3 : results.exitCode };
}

/**
 * What a run hands to its `Multiplexer`: a reporter that fails while the run goes on becomes a warning in the record.
 * After the journal has been closed the manifest tells of it instead.
 */
export function recordFailures(journal: Journal): (failure: ReporterFailure) => void {
  return ({ reporter, error }) => {
    try {
      const text = `the ${reporter} report failed: ${error.detail ?? error.message}`;
      journal.append({ type: 'warning', mark: 'anomaly', code: error.code, text });
    } catch {
      // Closed: makeReports puts the failure into the manifest.
    }
  };
}
