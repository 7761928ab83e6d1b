/** Thrown to hand a message over to the interpreter; one object, so that it costs no stack trace. */
export const bail = { name: 'bail' } as const;

/** Messages up to this many octets take the compiled path. */
export const largestMessage = 1 << 16;

/** How far generated code may run past the end before the next check: reads there see zeros. */
const margin = 1 << 13;

const shortText = 32;
const { fromCharCode } = String;

/** Binaries up to this length are cheap to allocate on their own. */
const ownOctets = 64;
const slabSize = 1 << 14;

/** The working memory of compiled codecs: the octets of the message at hand and the bit offset in it. */
export class Machine {
  readonly bytes = new Uint8Array(largestMessage + margin);
  readonly view = new DataView(this.bytes.buffer);
  private readonly texts = Buffer.from(new ArrayBuffer(largestMessage));
  private slab = new ArrayBuffer(0);
  private slabUsed = slabSize;
  /** Bit offset. */
  p = 0;
  /** First bit behind the message (decoding). */
  end = 0;
  /** Generated code stops writing behind this bit (encoding). */
  readonly limit = largestMessage * 8;

  load(message: Uint8Array): void {
    const { length } = message;
    this.bytes.set(message);
    // What an earlier message left behind the end must not be read: zeros, which the checks of the end then find.
    this.view.setUint32(length, 0);
    this.view.setUint32(length + 4, 0);
    this.end = length * 8;
  }

  /** Reads 1 to 24 bits. */
  bits(count: number): number {
    const { p } = this;
    this.p = p + count;
    return (this.view.getUint32(p >>> 3) << (p & 7)) >>> (32 - count);
  }

  /** EXI Unsigned Integer up to 2^53. */
  unsigned(): number {
    const { p } = this;
    const w = this.view.getUint32(p >>> 3) << (p & 7);
    if (w >= 0) {
      this.p = p + 8;
      return w >>> 24;
    }
    if ((w & 0x800000) === 0) {
      this.p = p + 16;
      const value = ((w >>> 24) & 0x7f) | ((w >>> 9) & 0x3f80);
      if (value < 0x80) throw bail;
      return value;
    }
    if ((w & 0x8000) === 0) {
      this.p = p + 24;
      const value = ((w >>> 24) & 0x7f) | ((w >>> 9) & 0x3f80) | ((w << 6) & 0x1fc000);
      if (value < 0x4000) throw bail;
      return value;
    }
    return this.longUnsigned();
  }

  private longUnsigned(): number {
    let value = 0;
    let scale = 1;
    for (let group = 0; group < 8; group++) {
      const octet = (this.view.getUint16(this.p >>> 3) >>> (8 - (this.p & 7))) & 0xff;
      this.p += 8;
      value += (octet & 0x7f) * scale;
      if (octet < 0x80) {
        if (octet === 0 || value > Number.MAX_SAFE_INTEGER) throw bail;
        return value;
      }
      scale *= 128;
    }
    throw bail;
  }

  /** EXI Integer within 2^53. */
  integer(): number {
    const { p } = this;
    const negative = (this.view.getUint8(p >>> 3) << (p & 7)) & 0x80;
    this.p = p + 1;
    const magnitude = this.unsigned();
    return negative === 0 ? magnitude : -magnitude - 1;
  }

  /** A string within its bounds, all ASCII. */
  text(min: number, max: number): string {
    const length = this.unsigned() - 2;
    let { p } = this;
    if (length < min || length > max || length < 0 || length * 8 > this.end - p) throw bail;
    this.p = p + length * 8;
    if (length > shortText) return this.longText(p, length);
    const { view } = this;
    let text = '';
    let left = length;
    let seen = 0;
    for (; left >= 6; left -= 6) {
      const v = (view.getUint32(p >>> 3) << (p & 7)) >>> 8;
      const w = (view.getUint32((p + 24) >>> 3) << (p & 7)) >>> 8;
      seen |= v | w;
      text += fromCharCode(v >>> 16, (v >>> 8) & 0xff, v & 0xff, w >>> 16, (w >>> 8) & 0xff, w & 0xff);
      p += 48;
    }
    for (; left >= 3; left -= 3) {
      const w = (view.getUint32(p >>> 3) << (p & 7)) >>> 8;
      seen |= w;
      text += fromCharCode(w >>> 16, (w >>> 8) & 0xff, w & 0xff);
      p += 24;
    }
    for (; left > 0; left--) {
      const c = (view.getUint16(p >>> 3) >>> (8 - (p & 7))) & 0xff;
      seen |= c;
      text += fromCharCode(c);
      p += 8;
    }
    if ((seen & 0x808080) !== 0) throw bail;
    return text;
  }

  private longText(from: number, length: number): string {
    const { texts, bytes } = this;
    const shift = from & 7;
    let index = from >>> 3;
    let octet = bytes[index] as number;
    let seen = 0;
    for (let i = 0; i < length; i++) {
      const next = bytes[++index] as number;
      const c = ((octet << shift) | (next >>> (8 - shift))) & 0xff;
      octet = next;
      seen |= c;
      texts[i] = c;
    }
    if (seen >= 0x80) throw bail;
    return texts.toString('latin1', 0, length);
  }

  /** A binary within its bounds. */
  binary(min: number, max: number): Uint8Array {
    const length = this.unsigned();
    const { p, bytes } = this;
    if (length < min || length > max || length * 8 > this.end - p) throw bail;
    this.p = p + length * 8;
    const out = length <= ownOctets ? new Uint8Array(length) : this.carve(length);
    const shift = p & 7;
    let index = p >>> 3;
    if (shift === 0) {
      for (let i = 0; i < length; i++) out[i] = bytes[index++] as number;
      return out;
    }
    const { view } = this;
    let i = 0;
    for (; i + 3 <= length; i += 3) {
      const w = view.getUint32(index) << shift;
      out[i] = w >>> 24;
      out[i + 1] = w >>> 16;
      out[i + 2] = w >>> 8;
      index += 3;
    }
    for (; i < length; i++) {
      out[i] = (view.getUint16(index) << shift) >>> 8;
      index++;
    }
    return out;
  }

  /** Long binaries share slabs, as Node's own Buffers do: allocating each on its own costs more than decoding it. */
  private carve(length: number): Uint8Array {
    if (length > slabSize >>> 2) return new Uint8Array(length);
    if (this.slabUsed + length > slabSize) {
      this.slab = new ArrayBuffer(slabSize);
      this.slabUsed = 0;
    }
    const out = new Uint8Array(this.slab, this.slabUsed, length);
    this.slabUsed += length;
    return out;
  }

  putUnsigned(value: number): void {
    if (value < 0x80) this.put(8, value);
    else if (value < 0x4000) this.put(16, ((value & 0x7f) << 8) | 0x8000 | (value >>> 7));
    else if (value < 0x200000) {
      this.put(24, ((value & 0x7f) << 16) | 0x808000 | ((value << 1) & 0x7f00) | (value >>> 14));
    } else {
      let rest = value;
      while (rest >= 0x80) {
        this.put(8, (rest % 128) | 0x80);
        rest = Math.floor(rest / 128);
      }
      this.put(8, rest);
    }
  }

  putInteger(value: number): void {
    const negative = value < 0;
    const magnitude = negative ? -value - 1 : value;
    if (magnitude < 0x80) this.put(9, (negative ? 0x100 : 0) | magnitude);
    else {
      this.put(1, negative ? 1 : 0);
      this.putUnsigned(magnitude);
    }
  }

  /** Writes up to 24 bits; everything behind `p` in its octet is zero before and after. */
  put(bits: number, value: number): void {
    const { p } = this;
    const index = p >>> 3;
    this.view.setUint32(index, ((this.bytes[index] as number) << 24) | (value << (32 - bits - (p & 7))));
    this.p = p + bits;
  }

  putText(text: unknown, min: number, max: number): void {
    if (typeof text !== 'string') throw bail;
    const { length } = text;
    if (length < min || length > max || length > largestMessage - (this.p >>> 3)) throw bail;
    this.putUnsigned(length + 2);
    const { view, bytes } = this;
    let { p } = this;
    let seen = 0;
    let i = 0;
    for (; i + 3 <= length; i += 3) {
      const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
      seen |= a | b | c;
      const index = p >>> 3;
      view.setUint32(index, ((bytes[index] as number) << 24) | (((a << 16) | (b << 8) | c) << (8 - (p & 7))));
      p += 24;
    }
    this.p = p;
    for (; i < length; i++) {
      const c = text.charCodeAt(i);
      seen |= c;
      this.put(8, c & 0xff);
    }
    if (seen >= 0x80) throw bail;
  }

  putBinary(octets: unknown, min: number, max: number): void {
    if (!(octets instanceof Uint8Array)) throw bail;
    const { length } = octets;
    if (length < min || length > max || length > largestMessage - (this.p >>> 3)) throw bail;
    this.putUnsigned(length);
    const { view, bytes } = this;
    let { p } = this;
    if ((p & 7) === 0) {
      bytes.set(octets, p >>> 3);
      p += length * 8;
      bytes[p >>> 3] = 0;
      this.p = p;
      return;
    }
    let i = 0;
    for (; i + 3 <= length; i += 3) {
      const index = p >>> 3;
      const three = ((octets[i] as number) << 16) | ((octets[i + 1] as number) << 8) | (octets[i + 2] as number);
      view.setUint32(index, ((bytes[index] as number) << 24) | (three << (8 - (p & 7))));
      p += 24;
    }
    this.p = p;
    for (; i < length; i++) this.put(8, octets[i] as number);
  }
}
