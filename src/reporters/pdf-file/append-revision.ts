import type { PdfFile } from './pdf-file.js';
import { dictionaryValue, numberValue, type PdfDictionary, type PdfValue, writeValue } from './pdf-value.js';

/** A new or changed object of a revision. */
export interface RevisedObject {
  readonly number: number;
  readonly value: PdfValue;
  readonly stream?: Buffer;
}

/** Where an object of the new revision starts, by number. */
export interface Revision {
  readonly bytes: Buffer;
  readonly offsets: ReadonlyMap<number, number>;
}

/**
 * Appends a revision (ISO 32000-1 clause 7.5.6): what was there before stays byte for byte, so that earlier signatures
 * hold.
 */
export function appendRevision(file: PdfFile, objects: readonly RevisedObject[]): Revision {
  const parts: Buffer[] = [file.bytes];
  let at = file.bytes.length;
  const add = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  if (file.bytes.at(-1) !== 0x0a) add(Buffer.from('\n'));
  const offsets = new Map<number, number>();
  for (const { number, value, stream } of [...objects].sort((a, b) => a.number - b.number)) {
    offsets.set(number, at);
    const body = stream === undefined ? '' : '\nstream\n';
    add(Buffer.from(`${number} 0 obj\n${writeValue(value)}${body}`, 'latin1'));
    if (stream !== undefined) add(Buffer.concat([stream, Buffer.from('\nendstream')]));
    add(Buffer.from('\nendobj\n'));
  }
  const startXref = at;
  add(Buffer.from(xref(offsets), 'latin1'));
  const size = Math.max(file.size, ...[...offsets.keys()].map((number) => number + 1));
  add(Buffer.from(`trailer\n${writeValue(trailerOf(file, size))}\nstartxref\n${startXref}\n%%EOF\n`, 'latin1'));
  return { bytes: Buffer.concat(parts), offsets };
}

function xref(offsets: ReadonlyMap<number, number>): string {
  let text = 'xref\n';
  const numbers = [...offsets.keys()].sort((a, b) => a - b);
  for (let i = 0; i < numbers.length; ) {
    let count = 1;
    while (numbers[i + count] === (numbers[i] ?? 0) + count) count += 1;
    text += `${numbers[i]} ${count}\n`;
    for (const number of numbers.slice(i, i + count)) {
      text += `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`;
    }
    i += count;
  }
  return text;
}

function trailerOf(file: PdfFile, size: number): PdfDictionary {
  const kept = [...file.trailer.entries].filter(([key]) => key !== 'Prev' && key !== 'Size');
  return dictionaryValue({
    ...Object.fromEntries(kept),
    Size: numberValue(size),
    Prev: numberValue(file.startXref),
  });
}
