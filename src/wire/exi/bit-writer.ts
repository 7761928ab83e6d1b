/** Writes EXI's bit-packed primitives (W3C EXI 1.0 section 7.1) into a buffer that grows. */
export class BitWriter {
  private buffer = new Uint8Array(256);
  bitOffset = 0;

  private reserve(bits: number): void {
    const needed = (this.bitOffset + bits + 15) >>> 3;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer);
    this.buffer = grown;
  }

  /** An n-bit unsigned integer, 0 <= n <= 30. */
  bits(n: number, value: number): void {
    this.reserve(n);
    let left = n;
    while (left > 0) {
      const free = 8 - (this.bitOffset & 7);
      const take = left < free ? left : free;
      const part = Math.floor(value / 2 ** (left - take)) & ((1 << take) - 1);
      const index = this.bitOffset >>> 3;
      this.buffer[index] = (this.buffer[index] as number) | (part << (free - take));
      this.bitOffset += take;
      left -= take;
    }
  }

  /** EXI Unsigned Integer (7.1.6); `value` must not be negative. */
  unsigned(value: number | bigint): void {
    let rest = value;
    while (typeof rest === 'bigint') {
      if (rest < 128n) rest = Number(rest);
      else {
        this.bits(8, Number(rest & 127n) | 0x80);
        rest >>= 7n;
      }
    }
    while (rest >= 128) {
      this.bits(8, (rest % 128) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.bits(8, rest);
  }

  /** EXI Integer (7.1.5). */
  integer(value: number | bigint): void {
    if (value >= 0) {
      this.bits(1, 0);
      this.unsigned(value);
    } else {
      this.bits(1, 1);
      this.unsigned(typeof value === 'bigint' ? -value - 1n : -value - 1);
    }
  }

  /** The code points of a text, each an unsigned integer. */
  characters(points: readonly number[]): void {
    for (const point of points) this.unsigned(point);
  }

  octets(bytes: Uint8Array): void {
    this.reserve(bytes.length * 8 + 8);
    for (const byte of bytes) this.bits(8, byte);
  }

  /** The stream so far, its last octet filled up with zero bits. */
  toBytes(): Uint8Array {
    return this.buffer.slice(0, (this.bitOffset + 7) >>> 3);
  }
}

/** The code points of a text: what EXI counts as its length. */
export function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) as number);
}
