/** What a reader does when the stream ends early or claims what it cannot hold; decoders turn it into a violation. */
export type ReadFailure = 'stream-truncated' | 'length-exceeds-stream' | 'integer-too-long' | 'code-point-invalid';

/** An integer of more octets than this is refused: no value of the message sets comes near (RSA serials have 20). */
const longestInteger = 512;

/**
 * Reads EXI's bit-packed primitives (W3C EXI 1.0 section 7.1). Never throws and never allocates by a claimed length:
 * the first failure is kept in `failure`, and from then on every read gives zero or an empty value.
 */
export class BitReader {
  readonly bytes: Uint8Array;
  readonly endBit: number;
  bitOffset = 0;
  failure: ReadFailure | undefined;
  /** Set when an unsigned integer had superfluous leading zero groups; the decoder notes and clears it. */
  overlong = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.endBit = bytes.length * 8;
  }

  fail(failure: ReadFailure): void {
    this.failure ??= failure;
  }

  /** An n-bit unsigned integer, 0 <= n <= 30. */
  bits(n: number): number {
    if (this.failure !== undefined) return 0;
    if (this.bitOffset + n > this.endBit) {
      this.fail('stream-truncated');
      return 0;
    }
    let value = 0;
    let left = n;
    while (left > 0) {
      const inByte = 8 - (this.bitOffset & 7);
      const take = left < inByte ? left : inByte;
      const byte = this.bytes[this.bitOffset >>> 3] ?? 0;
      value = value * 2 ** take + ((byte >>> (inByte - take)) & ((1 << take) - 1));
      this.bitOffset += take;
      left -= take;
    }
    return value;
  }

  /** EXI Unsigned Integer: groups of 7 bits, least significant first (7.1.6). A bigint beyond 2^53. */
  unsigned(): number | bigint {
    let value = 0;
    let scale = 1;
    for (let group = 0; group < 7; group++) {
      const octet = this.bits(8);
      value += (octet & 0x7f) * scale;
      if (octet < 0x80) {
        if (octet === 0 && group > 0) this.overlong = true;
        return value;
      }
      scale *= 128;
    }
    return this.longUnsigned(value);
  }

  private longUnsigned(low: number): number | bigint {
    const groups: number[] = [];
    for (;;) {
      const octet = this.bits(8);
      if (this.failure !== undefined) return 0;
      groups.push(octet & 0x7f);
      if (octet < 0x80) {
        if (octet === 0) this.overlong = true;
        break;
      }
      if (groups.length > longestInteger) {
        this.fail('integer-too-long');
        return 0;
      }
    }
    let binary = '';
    for (let i = groups.length - 1; i >= 0; i--) binary += (groups[i] as number).toString(2).padStart(7, '0');
    const value = (BigInt(`0b${binary}`) << 49n) | BigInt(low);
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }

  /** EXI Integer: a sign bit and the magnitude, of negative values less one (7.1.5). */
  integer(): number | bigint {
    const negative = this.bits(1) === 1;
    const magnitude = this.unsigned();
    if (!negative) return magnitude;
    if (typeof magnitude === 'number' && magnitude < Number.MAX_SAFE_INTEGER) return -magnitude - 1;
    return -BigInt(magnitude) - 1n;
  }

  /** A length: an unsigned integer that must fit the rest of the stream at `bitsPerItem` bits an item. */
  length(bitsPerItem: number, offset = 0): number {
    const value = this.unsigned();
    if (this.failure !== undefined) return 0;
    const length = typeof value === 'bigint' ? Number.POSITIVE_INFINITY : value - offset;
    if (length * bitsPerItem > this.endBit - this.bitOffset) {
      this.fail('length-exceeds-stream');
      return 0;
    }
    return length;
  }

  /** `length` characters, each an unsigned integer that is its code point (7.1.10). */
  characters(length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) {
      const point = this.unsigned();
      if (this.failure !== undefined) return text;
      if (typeof point === 'bigint' || point > 0x10ffff) {
        this.fail('code-point-invalid');
        return text;
      }
      text += String.fromCodePoint(point);
    }
    return text;
  }

  /** `length` whole octets at any bit offset; the caller has checked the length against the stream. */
  octets(length: number): Uint8Array {
    const start = this.bitOffset >>> 3;
    const shift = this.bitOffset & 7;
    this.bitOffset += length * 8;
    // A copy, also when the input is a Buffer, whose `slice` would share its memory.
    if (shift === 0) return Uint8Array.from(this.bytes.subarray(start, start + length));
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const high = this.bytes[start + i] ?? 0;
      const low = this.bytes[start + i + 1] ?? 0;
      out[i] = ((high << 8) | low) >>> (8 - shift);
    }
    return out;
  }
}
