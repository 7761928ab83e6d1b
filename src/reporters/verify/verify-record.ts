import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import { buildResults, resultsText } from '../../record/build-results.js';
import { type JournalReading, readJournal } from '../../record/read-journal.js';
import { runFiles } from '../../record/run-folder.js';
import { broken, holds, type Link, unchecked } from './link.js';

/** The journal's own chain. */
export function verifyJournal(reading: JournalReading): readonly Link[] {
  const { events, broken: breach, torn, complete } = reading;
  const name = 'journal chain';
  if (breach !== undefined) return [broken(name, `line ${breach.line}: ${breach.problem}`)];
  if (torn) return [holds(name, `${events.length} events; the last line is torn, the run was killed: INCOMPLETE`)];
  if (!complete) return [holds(name, `${events.length} events; there is no end of the run: INCOMPLETE`)];
  return [holds(name, `${events.length} events, each bound to the one before`)];
}

/** Whether `results.json` is what the events give, byte for byte. */
export function verifyResults(folder: string, reading: JournalReading): readonly Link[] {
  const name = 'results from the journal';
  let written: string;
  try {
    written = readFileSync(join(folder, runFiles.results), 'utf8');
  } catch {
    return [unchecked(name, 'there is no results.json: `plumbline report` makes it from the journal')];
  }
  if (resultsText(buildResults(reading.events)) === written)
    return [holds(name, 'results.json is what the events give')];
  const [first] = reading.events;
  const made = first?.type === 'run-started' ? first.tool.version : undefined;
  if (made !== undefined && made !== ownVersion()) {
    return [unchecked(name, `the run was made by version ${made}, whose results may be laid out otherwise`)];
  }
  return [broken(name, 'results.json is not what the events give')];
}

export function openJournalFor(folder: string): JournalReading {
  return readJournal(join(folder, runFiles.events));
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
