/** Reads big-endian fields one after the other and remembers when it ran over the end. Never throws. */
export class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** A field reached beyond the end; what was read since is empty or 0. */
  broken = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes that were not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Bytes that were read. */
  get position(): number {
    return this.#at;
  }

  /** Unsigned integer of `width` bytes (at most 6). */
  number(width: number): number {
    let value = 0;
    for (const byte of this.take(width)) value = value * 256 + byte;
    return value;
  }

  /** The next `length` bytes as a view; empty where they are not there. */
  take(length: number): Uint8Array {
    if (length > this.left) {
      this.broken = true;
      this.#at = this.#bytes.length;
      return new Uint8Array(0);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A field with its own length in front, as bytes. */
  opaque(lengthWidth: number): Uint8Array {
    return this.take(this.number(lengthWidth));
  }

  /** A field with its own length in front. */
  vector(lengthWidth: number): Cursor {
    return new Cursor(this.opaque(lengthWidth));
  }

  /** All further numbers of `width` bytes. */
  numbers(width: number): number[] {
    const values: number[] = [];
    while (this.left >= width) values.push(this.number(width));
    return values;
  }
}
