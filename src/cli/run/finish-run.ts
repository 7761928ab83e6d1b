import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildResults, resultsText } from '../../record/build-results.js';
import { checkResults } from '../../record/check-results.js';
import { buildManifest, writeManifest } from '../../record/manifest.js';
import { readJournal } from '../../record/read-journal.js';
import type { Results } from '../../record/results.js';
import { runFiles } from '../../record/run-folder.js';
import type { OpenRecord } from './open-record.js';

/**
 * Closes the journal and makes everything that is a view of it: results, reports, manifest. What goes wrong here cannot
 * be written into the closed journal; it goes into the manifest. @throws RECORD-* when the record cannot be read back
 */
export async function finishRun({ folder, journal, reporters, runId }: OpenRecord): Promise<Results> {
  await journal.close();
  const reading = readJournal(journal.file);
  const results = buildResults(reading.events);
  const text = resultsText(results);
  const problems = checkResults(JSON.parse(text)).map((problem) => `results.json: ${problem}`);
  writeFileSync(join(folder, runFiles.results), text);
  const failures = await reporters.onEnd({ results, resultsJson: Buffer.from(text, 'utf8'), folder });
  for (const { reporter, error } of failures) problems.push(`${reporter}: ${error.toString()}`);
  const record = { events: journal.head.count, head: journal.head.hash };
  await writeManifest(folder, await buildManifest(folder, { runId, record, problems }, reading.events));
  for (const problem of problems) console.error(problem);
  return results;
}
