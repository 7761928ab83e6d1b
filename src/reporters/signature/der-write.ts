/** Builds DER (ITU-T X.690). Only what a CMS signature needs. */

/** One element: tag, length, content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
export const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);
export const nothing = (): Buffer => der(0x05);

/** SET OF: DER wants the elements in ascending order of their encodings. */
export function setOf(...content: readonly Buffer[]): Buffer {
  return der(0x31, ...[...content].sort(Buffer.compare));
}

/** A small non-negative INTEGER. */
export function smallInteger(value: number): Buffer {
  return der(0x02, Buffer.from([value]));
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 | (left % 128));
    bytes.push(...digits);
  }
  return der(0x06, Buffer.from(bytes));
}
