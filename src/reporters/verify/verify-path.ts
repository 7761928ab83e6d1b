import type { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { runFiles } from '../../record/run-folder.js';
import { pemCertificates } from '../signature/signer.js';
import { guarded, type Link, unchecked } from './link.js';
import { verifyEvidence, verifyManifest } from './verify-manifest.js';
import { verifyPdf } from './verify-pdf.js';
import { openJournalFor, verifyJournal, verifyResults } from './verify-record.js';

export interface Verification {
  readonly path: string;
  readonly links: readonly Link[];
  /** 0 everything holds, 1 something is broken, 2 nothing is broken but something could not be checked. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Checks a run folder, or a report by itself. Throws RECORD-002 when there is neither, REPORTERS-007 when the file of
 * trusted roots cannot be used; damage in what is checked never throws.
 */
export async function verifyPath(path: string, options: { readonly trust?: string } = {}): Promise<Verification> {
  const roots = options.trust === undefined ? [] : readRoots(options.trust);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder === undefined) throw new PlumblineError('RECORD-002', { place: path });
  const links = isFolder ? await verifyFolder(path, roots) : await verifyReport(path, roots);
  const state = (wanted: Link['state']): boolean => links.some((link) => link.state === wanted);
  return { path, links, exitCode: state('broken') ? 1 : state('unchecked') ? 2 : 0 };
}

async function verifyFolder(folder: string, roots: readonly X509Certificate[]): Promise<readonly Link[]> {
  const reading = openJournalFor(folder);
  const links = [
    ...verifyJournal(reading),
    ...(await guarded('results from the journal', () => verifyResults(folder, reading))),
    ...(await guarded('evidence', () => verifyEvidence(folder, reading))),
    ...(await guarded('manifest', () => verifyManifest(folder, reading))),
  ];
  const pdf = join(folder, runFiles.pdf);
  if (!existsSync(pdf)) return [...links, unchecked('report', 'there is no report.pdf')];
  const resultsFile = join(folder, runFiles.results);
  const results = existsSync(resultsFile) ? readFileSync(resultsFile) : undefined;
  return [...links, ...(await guarded('report', () => verifyPdf(readFileSync(pdf), { roots, results })))];
}

async function verifyReport(file: string, roots: readonly X509Certificate[]): Promise<readonly Link[]> {
  return [
    ...(await guarded('report', () => verifyPdf(readFileSync(file), { roots }))),
    unchecked('journal and evidence', 'only the report was given; give its run folder to check the whole record'),
  ];
}

function readRoots(file: string): readonly X509Certificate[] {
  try {
    const roots = pemCertificates(readFileSync(file, 'utf8'));
    if (roots.length === 0) throw new Error('it holds no certificate');
    return roots;
  } catch (cause) {
    throw new PlumblineError('REPORTERS-007', {
      place: file,
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}
