import type { X509Certificate } from 'node:crypto';
import { checkResults } from '../../record/check-results.js';
import { PdfFile } from '../pdf-file/pdf-file.js';
import { broken, holds, type Link, unchecked } from './link.js';
import { embeddedResults, pdfaProblems } from './pdfa-essentials.js';
import { verifySignatures } from './verify-signatures.js';

export interface VerifyPdfOptions {
  readonly roots: readonly X509Certificate[];
  /** The `results.json` of the run folder, when the report lies in one. */
  readonly results?: Buffer | undefined;
}

/** A report by itself: signatures, embedded results, PDF/A. Throws on bytes that are no PDF of ours. */
export function verifyPdf(bytes: Buffer, options: VerifyPdfOptions): readonly Link[] {
  const file = new PdfFile(bytes);
  const problems = pdfaProblems(file);
  return [
    ...verifySignatures(file, options.roots),
    ...verifyEmbedded(file, options.results),
    problems.length === 0
      ? holds('PDF/A', 'the essentials of PDF/A-3b are there')
      : broken('PDF/A', problems.join('; ')),
  ];
}

function verifyEmbedded(file: PdfFile, results: Buffer | undefined): readonly Link[] {
  const name = 'embedded results';
  const embedded = embeddedResults(file);
  if (embedded === undefined) return [broken(name, 'the report does not hold results.json')];
  const mismatch = checkResults(JSON.parse(embedded.toString('utf8')));
  if (mismatch.length > 0) return [broken(name, `they do not match the schema: ${mismatch[0]}`)];
  if (results === undefined)
    return [unchecked(name, 'they match the schema; the run folder is not here to hold them against')];
  if (!embedded.equals(results)) return [broken(name, 'they are not the results.json of the run folder')];
  return [holds(name, 'they are the results.json of the run folder')];
}
