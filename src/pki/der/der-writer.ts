// DER of ASN.1 (ITU-T X.690), as much of it as certificates and OCSP responses need.

function tagged(tag: number, content: Uint8Array): Uint8Array {
  const length = content.length;
  if (length < 0x80) return joined([Uint8Array.of(tag, length), content]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return joined([Uint8Array.of(tag, 0x80 | octets.length, ...octets), content]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function sequence(...members: readonly Uint8Array[]): Uint8Array {
  return tagged(0x30, joined(members));
}

export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return tagged(0x31, joined(members));
}

/** Not negative. */
export function integer(value: number | Uint8Array): Uint8Array {
  const octets = typeof value === 'number' ? Uint8Array.of(value) : value;
  return tagged(0x02, ((octets[0] ?? 0) & 0x80) === 0 ? octets : joined([Uint8Array.of(0), octets]));
}

export function enumerated(value: number): Uint8Array {
  return tagged(0x0a, Uint8Array.of(value));
}

export function boolean(value: boolean): Uint8Array {
  return tagged(0x01, Uint8Array.of(value ? 0xff : 0));
}

export function nothing(): Uint8Array {
  return tagged(0x05, new Uint8Array());
}

export function octetString(content: Uint8Array): Uint8Array {
  return tagged(0x04, content);
}

/** @param unused bits at the end that do not count, 0 to 7 */
export function bitString(content: Uint8Array, unused = 0): Uint8Array {
  return tagged(0x03, joined([Uint8Array.of(unused), content]));
}

/** Named bits: bit 0 is the most significant one; zeros at the end are left out. */
export function namedBits(bits: readonly number[]): Uint8Array {
  if (bits.length === 0) return bitString(new Uint8Array());
  const last = Math.max(...bits);
  const octets = new Uint8Array(Math.floor(last / 8) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] as number) | (0x80 >> (bit & 7));
  return bitString(octets, 7 - (last & 7));
}

export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | (left % 128));
    return groups;
  });
  return tagged(0x06, Uint8Array.from(octets));
}

export function utf8String(text: string): Uint8Array {
  return tagged(0x0c, Buffer.from(text, 'utf8'));
}

export function ia5String(text: string): Uint8Array {
  return tagged(0x16, Buffer.from(text, 'latin1'));
}

/** Time of a certificate: UTCTime to 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). Whole seconds. */
export function time(date: Date): Uint8Array {
  if (date.getUTCFullYear() >= 2050) return generalizedTime(date);
  return tagged(0x17, Buffer.from(digits(date).slice(2), 'latin1'));
}

export function generalizedTime(date: Date): Uint8Array {
  return tagged(0x18, Buffer.from(digits(date), 'latin1'));
}

function digits(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

/** `[number] EXPLICIT`. */
export function explicit(number: number, content: Uint8Array): Uint8Array {
  return tagged(0xa0 | number, content);
}

/** `[number] IMPLICIT` of a primitive type. */
export function implicit(number: number, content: Uint8Array): Uint8Array {
  return tagged(0x80 | number, content);
}
