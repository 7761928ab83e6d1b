import { createHash, type X509Certificate } from 'node:crypto';
import type { PdfFile } from '../pdf-file/pdf-file.js';
import { decodeText, type PdfDictionary } from '../pdf-file/pdf-value.js';
import { checkTrust } from '../signature/check-trust.js';
import { verifyCms } from '../signature/cms-verify.js';
import { readDer } from '../signature/der-read.js';
import { commonName } from '../signature/signer.js';
import { broken, holds, type Link, unchecked } from './link.js';

/** Every signature of a report: its bytes, its key, whether the last one covers the whole file, and who vouches. */
export function verifySignatures(file: PdfFile, roots: readonly X509Certificate[]): readonly Link[] {
  const fields = signatureFields(file);
  if (fields.length === 0) return [unchecked('signature', 'the report is not signed')];
  const links: Link[] = [];
  let covered = 0;
  for (const { name, dictionary } of fields) {
    const range = byteRange(file, dictionary);
    if (range === undefined) {
      links.push(broken(`signature of the ${name}`, 'its byte range is not one'));
      continue;
    }
    covered = Math.max(covered, range.end);
    links.push(...verifySignature(file, name, dictionary, range, roots));
  }
  if (covered === file.bytes.length) links.push(holds('whole file signed', 'the last signature covers every byte'));
  else links.push(broken('whole file signed', `${file.bytes.length - covered} bytes follow the last signature`));
  return links;
}

interface Range {
  /** The gap that holds the signature itself. */
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

function signatureFields(file: PdfFile): { readonly name: string; readonly dictionary: PdfDictionary }[] {
  const form = file.dictionary(file.catalog.entries.get('AcroForm'));
  return file.items(form?.entries.get('Fields')).flatMap((reference) => {
    const field = file.dictionary(reference);
    const dictionary = file.dictionary(field?.entries.get('V'));
    if (file.nameOf(field, 'FT') !== 'Sig' || dictionary === undefined) return [];
    const title = file.get(field, 'T');
    return [{ name: title?.kind === 'string' ? decodeText(title.bytes) : 'unknown', dictionary }];
  });
}

/** Four numbers that leave out exactly the signature; anything else would let bytes slip past it. */
function byteRange(file: PdfFile, dictionary: PdfDictionary): Range | undefined {
  const numbers = file
    .items(dictionary.entries.get('ByteRange'))
    .map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  const [start, first = Number.NaN, second = Number.NaN, length = Number.NaN] = numbers;
  const end = second + length;
  if (numbers.length !== 4 || start !== 0 || !Number.isSafeInteger(first) || !Number.isSafeInteger(end))
    return undefined;
  if (!(first > 0 && second > first && length > 0 && end <= file.bytes.length)) return undefined;
  return { gapStart: first, gapEnd: second, end };
}

function verifySignature(
  file: PdfFile,
  role: string,
  dictionary: PdfDictionary,
  range: Range,
  roots: readonly X509Certificate[],
): readonly Link[] {
  const name = `signature of the ${role}`;
  if (file.nameOf(dictionary, 'SubFilter') !== 'ETSI.CAdES.detached')
    return [broken(name, 'it is not of the kind ETSI.CAdES.detached')];
  const gap = file.bytes.subarray(range.gapStart, range.gapEnd).toString('latin1');
  const hex = /^<([0-9a-f]*)>$/.exec(gap)?.[1];
  // Lower case, then zeros to the end: the one form in which we write it, so that no byte of it can change unseen.
  const room = hex === undefined || hex.length % 2 === 1 ? undefined : Buffer.from(hex, 'hex');
  const cms = room === undefined ? undefined : readDer(room)?.raw;
  if (room === undefined || cms === undefined || room.subarray(cms.length).some((byte) => byte !== 0)) {
    return [broken(name, 'the bytes of the signature were changed')];
  }
  const digest = createHash('sha256')
    .update(file.bytes.subarray(0, range.gapStart))
    .update(file.bytes.subarray(range.gapEnd, range.end))
    .digest();
  const { problems, signer, certificates } = verifyCms(cms, digest);
  if (problems.length > 0 || signer === undefined) return [broken(name, problems.join('; '))];
  const at = signingTime(file, dictionary);
  const when = at === undefined ? '' : `, claimed time ${at.toISOString().slice(0, 19)}Z`;
  return [
    holds(name, `made with the key of ${commonName(signer)}${when}`),
    trustLink(role, signer, certificates, roots, at),
  ];
}

function trustLink(
  role: string,
  signer: X509Certificate,
  certificates: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date | undefined,
): Link {
  const name = `trust in the ${role}`;
  if (roots.length === 0) return unchecked(name, 'no root was given: use --trust ROOT.pem');
  if (at === undefined) return broken(name, 'the signature claims no time');
  const problem = checkTrust(signer, certificates, roots, at);
  return problem === undefined
    ? holds(name, `${commonName(signer)} is vouched for by a trusted root`)
    : broken(name, problem);
}

function signingTime(file: PdfFile, dictionary: PdfDictionary): Date | undefined {
  const value = file.get(dictionary, 'M');
  const text = value?.kind === 'string' ? decodeText(value.bytes) : '';
  const found = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
