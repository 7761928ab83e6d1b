/** One value of a DER stream. */
export interface DerValue {
  /** First octet: class, constructed bit, number. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly whole: Uint8Array;
}

/** Bytes that are no DER. `readCertificate` and `readOcspResponse` turn it into findings. */
export class DerError extends Error {}

export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The value that the bytes begin with. @throws DerError */
export function readDer(bytes: Uint8Array): DerValue {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) throw new DerError('ends within a tag');
  if ((tag & 0x1f) === 0x1f) throw new DerError('has a tag of several octets');
  let length = first;
  let start = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerError(`has a length of ${count} octets`);
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0);
    start += count;
  }
  if (bytes.length < start + length) throw new DerError(`wants ${length} octets and has ${bytes.length - start}`);
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

/** What a constructed value holds, in order. @throws DerError */
export function membersOf({ content }: DerValue): readonly DerValue[] {
  const members: DerValue[] = [];
  for (let rest = content; rest.length > 0; ) {
    const member = readDer(rest);
    members.push(member);
    rest = rest.subarray(member.whole.length);
  }
  return members;
}

/** The value, if it has the tag. @throws DerError */
export function expectTag(value: DerValue | undefined, tag: number, what: string): DerValue {
  if (value?.tag !== tag) throw new DerError(`has no ${what} where it should be`);
  return value;
}

export function oidText({ content }: DerValue): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}

/** Numbers of the bits that are set; bit 0 is the most significant one. */
export function bitsOf({ content }: DerValue): readonly number[] {
  const bits: number[] = [];
  for (let bit = 0; bit < 8 * (content.length - 1); bit++) {
    if (((content[1 + (bit >> 3)] as number) & (0x80 >> (bit & 7))) !== 0) bits.push(bit);
  }
  return bits;
}

/** Any string type: two octets a character in BMPString, UTF-8 else, of which the others are parts. */
export function stringOf({ tag, content }: DerValue): string {
  const octets = Buffer.from(content);
  return tag === 0x1e ? octets.swap16().toString('utf16le') : octets.toString('utf8');
}

/** UTCTime or GeneralizedTime. @throws DerError */
export function dateOf({ tag, content }: DerValue): Date {
  let text = Buffer.from(content).toString('latin1');
  // RFC 5280, 4.1.2.5.1: 50 to 99 are of the last century.
  if (tag === derTags.utcTime) text = `${text < '50' ? '20' : '19'}${text}`;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text);
  if (found === null) throw new DerError(`has the time "${text}"`);
  const [, year, month, day, hour, minute, second = '00'] = found;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime())) throw new DerError(`has the time "${text}"`);
  return date;
}
