import { existsSync, lstatSync, mkdirSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Clock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import type { RandomSource } from '../base/random.js';
import { isoTime } from './iso-time.js';

/** Names of the files of a run, relative to its folder. */
export const runFiles = {
  events: 'events.jsonl',
  results: 'results.json',
  manifest: 'manifest.json',
  junit: 'junit.xml',
  html: 'report.html',
  pdf: 'report.pdf',
  evidence: 'evidence',
} as const;

/** Makes a run id that sorts by time: `20250301T093000Z-4f1c`. It is also the report id. */
export function newRunId(clock: Clock, random: RandomSource): string {
  const stamp = isoTime(clock.wallNs()).slice(0, 19).replaceAll(/[-:]/g, '');
  return `${stamp}Z-${Buffer.from(random(2)).toString('hex')}`;
}

/**
 * Makes `<reports>/<run id>/` with its evidence folder and points the link `latest` at it. Throws RECORD-006 when the
 * folder is there already, RECORD-001 when it cannot be made. Returns the folder's path.
 */
export function createRunFolder(reportsFolder: string, runId: string): string {
  const folder = join(reportsFolder, runId);
  try {
    makeFolders(resolve(reportsFolder));
    mkdirSync(folder);
    mkdirSync(join(folder, runFiles.evidence));
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new PlumblineError(exists ? 'RECORD-006' : 'RECORD-001', { place: folder, detail: String(cause), cause });
  }
  linkLatest(folder);
  return folder;
}

/** Folder by folder: Node's own recursive mkdir never comes back where the parent takes none, as in /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Points `latest`, beside the run folder, at it, in one step. A real file or folder of that name is left alone. */
export function linkLatest(folder: string): void {
  const link = join(dirname(folder), 'latest');
  const fresh = `${link}.${process.pid}`;
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there !== undefined && !there.isSymbolicLink()) return;
  try {
    symlinkSync(basename(folder), fresh);
    renameSync(fresh, link);
  } catch {
    // A file system without links: the convenience is lost, the record is not.
    if (lstatSync(fresh, { throwIfNoEntry: false }) !== undefined) unlinkSync(fresh);
  }
}
