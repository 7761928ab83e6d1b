import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../base/errors.js';
import { buildManifest, parseManifest, writeManifest } from '../record/manifest.js';
import { readJournal } from '../record/read-journal.js';
import { runFiles } from '../record/run-folder.js';
import { PdfFile } from './pdf-file/pdf-file.js';
import { type SigningRole, signedRoles, signPdf } from './signature/sign-pdf.js';
import type { Signer } from './signature/signer.js';

/**
 * Adds a signature to the report of a run and brings the manifest up to date; earlier signatures stay as they are.
 * Throws REPORTERS-004 when there is no report, REPORTERS-005 when the role has signed already.
 */
export async function addSignature(
  folder: string,
  options: { signer: Signer; role: SigningRole; at: Date },
): Promise<void> {
  const file = join(folder, runFiles.pdf);
  if (!existsSync(file)) throw new PlumblineError('REPORTERS-004', { place: file });
  const signed = signPdf(readFileSync(file), options);
  await writeFile(`${file}.part`, signed);
  await rename(`${file}.part`, file);
  const { events, head } = readJournal(join(folder, runFiles.events));
  const manifestFile = join(folder, runFiles.manifest);
  const before = existsSync(manifestFile) ? parseManifest(readFileSync(manifestFile, 'utf8')) : undefined;
  const first = events.find((event) => event.type === 'run-started');
  const run = {
    runId: before?.runId ?? first?.runId ?? '',
    record: { events: events.length, head },
    problems: before?.problems ?? [],
  };
  await writeManifest(folder, await buildManifest(folder, run, events));
}

/** Roles that have signed the report of a run; empty when there is none, or it cannot be read. */
export function signaturesOf(folder: string): readonly string[] {
  const file = join(folder, runFiles.pdf);
  if (!existsSync(file)) return [];
  try {
    return signedRoles(new PdfFile(readFileSync(file)));
  } catch {
    return [];
  }
}
