import { createHash } from 'node:crypto';
import { PlumblineError } from '../../base/errors.js';
import { signatureBoxes } from '../pdf/cover.js';
import { page } from '../pdf/sheet.js';
import { appendRevision, type RevisedObject } from '../pdf-file/append-revision.js';
import { PdfFile } from '../pdf-file/pdf-file.js';
import {
  arrayValue,
  decodeText,
  dictionaryValue,
  nameValue,
  numberValue,
  type PdfDictionary,
  type PdfValue,
  referenceValue,
  textValue,
} from '../pdf-file/pdf-value.js';
import { signCms } from './cms-sign.js';
import { sealAppearance } from './seal-appearance.js';
import type { Signer } from './signer.js';

/** Room for the signature, bytes: a chain of half a dozen certificates fits. */
const room = 12_288;
const byteRangeText = '/ByteRange [0 ********** ********** **********]';

export type SigningRole = 'technician' | 'approver';

export interface SignPdfOptions {
  readonly signer: Signer;
  readonly role: SigningRole;
  /** The claimed time of signing. */
  readonly at: Date;
  readonly reason?: string;
  readonly location?: string;
}

/**
 * Signs a report by appending a revision (PAdES B-B, `ETSI.CAdES.detached`): what was there stays byte for byte, so a
 * second signature (approver after technician) does not break the first. Throws REPORTERS-004 when the file is not one
 * of our reports, REPORTERS-005 when the role has signed already.
 */
export function signPdf(pdf: Buffer, options: SignPdfOptions): Buffer {
  let file: PdfFile;
  try {
    file = new PdfFile(pdf);
    if (signedRoles(file).includes(options.role)) throw new PlumblineError('REPORTERS-005', { detail: options.role });
    const { bytes, at } = appendSignature(file, options);
    return fill(bytes, at, options.signer);
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError('REPORTERS-004', {
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}

/** Names of the signature fields that are filled. */
export function signedRoles(file: PdfFile): string[] {
  const form = file.dictionary(file.catalog.entries.get('AcroForm'));
  return file.items(form?.entries.get('Fields')).flatMap((reference) => {
    const field = file.dictionary(reference);
    const name = file.get(field, 'T');
    const filled = file.nameOf(field, 'FT') === 'Sig' && field?.entries.has('V') === true;
    return filled && name?.kind === 'string' ? [decodeText(name.bytes)] : [];
  });
}

function appendSignature(file: PdfFile, options: SignPdfOptions): { readonly bytes: Buffer; readonly at: number } {
  const root = file.trailer.entries.get('Root');
  const pageReference = file.firstPage();
  const firstPage = file.dictionary(pageReference);
  if (root?.kind !== 'reference' || firstPage === undefined) throw new PlumblineError('REPORTERS-004');
  const [signature, widget, appearance] = [file.size, file.size + 1, file.size + 2];
  const box = signatureBoxes[options.role];
  const seal = sealAppearance();
  const rect = [box.x + box.width - seal.width - 8, box.y + 6].map((v) => v);
  const [left = 0, top = 0] = rect;
  const corners = [left, page.height - top - seal.height, left + seal.width, page.height - top];
  const fields = file.items(file.dictionary(file.catalog.entries.get('AcroForm'))?.entries.get('Fields'));
  const objects: RevisedObject[] = [
    { number: signature, value: signatureDictionary(options) },
    {
      number: widget,
      value: dictionaryValue({
        Type: nameValue('Annot'),
        Subtype: nameValue('Widget'),
        FT: nameValue('Sig'),
        T: textValue(options.role),
        TU: textValue(`Signature of the ${options.role}`),
        V: referenceValue(signature),
        P: pageReference,
        Rect: arrayValue(corners.map((value) => numberValue(Math.round(value * 100) / 100))),
        // Print and Locked (ISO 32000-1 table 165): PDF/A wants Print.
        F: numberValue(132),
        AP: dictionaryValue({ N: referenceValue(appearance) }),
      }),
    },
    { number: appearance, value: seal.dictionary, stream: seal.stream },
    {
      number: pageReference.number,
      value: withEntry(
        firstPage,
        'Annots',
        arrayValue([...file.items(firstPage.entries.get('Annots')), referenceValue(widget)]),
      ),
    },
    {
      number: root.number,
      value: withEntry(
        file.catalog,
        'AcroForm',
        // SigFlags: SignaturesExist and AppendOnly. No NeedAppearances: PDF/A forbids it.
        dictionaryValue({ Fields: arrayValue([...fields, referenceValue(widget)]), SigFlags: numberValue(3) }),
      ),
    },
  ];
  const { bytes, offsets } = appendRevision(file, objects);
  return { bytes, at: offsets.get(signature) ?? 0 };
}

function withEntry(dictionary: PdfDictionary, key: string, value: PdfValue): PdfDictionary {
  return { kind: 'dictionary', entries: new Map([...dictionary.entries, [key, value]]) };
}

function signatureDictionary({ signer, at, reason, location, role }: SignPdfOptions): PdfDictionary {
  return dictionaryValue({
    Type: nameValue('Sig'),
    Filter: nameValue('Adobe.PPKLite'),
    SubFilter: nameValue('ETSI.CAdES.detached'),
    ByteRange: {
      kind: 'array',
      items: ['0', '**********', '**********', '**********'].map((raw) => ({ kind: 'number', value: 0, raw })),
    },
    Contents: { kind: 'string', bytes: Buffer.alloc(room), hex: true },
    M: textValue(pdfDate(at)),
    Name: textValue(signer.name),
    Reason: textValue(reason ?? `Report issued as ${role}`),
    ...(location === undefined ? {} : { Location: textValue(location) }),
  });
}

/** `D:20250301093000Z` (ISO 32000-1 clause 7.9.4). */
function pdfDate(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}

/** Puts the byte range and the signature into their places. */
function fill(bytes: Buffer, at: number, signer: Signer): Buffer {
  const rangeAt = bytes.indexOf(byteRangeText, at, 'latin1');
  const contentsAt = bytes.indexOf('/Contents <', at, 'latin1') + '/Contents '.length;
  const contentsEnd = contentsAt + 2 * room + 2;
  if (rangeAt === -1) throw new PlumblineError('REPORTERS-004');
  const range = `/ByteRange [0 ${contentsAt} ${contentsEnd} ${bytes.length - contentsEnd}]`;
  bytes.write(range.padEnd(byteRangeText.length), rangeAt, 'latin1');
  const digest = createHash('sha256')
    .update(bytes.subarray(0, contentsAt))
    .update(bytes.subarray(contentsEnd))
    .digest();
  const cms = signCms(digest, signer);
  if (cms.length > room) throw new PlumblineError('REPORTERS-003', { detail: 'the certificate chain is too long' });
  bytes.write(cms.toString('hex'), contentsAt + 1, 'latin1');
  return bytes;
}
