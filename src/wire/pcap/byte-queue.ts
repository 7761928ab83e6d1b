/** Chunks in, contiguous views out. Copies only where a view spans chunks; holds no more than what was not yet taken. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #available = 0;
  #consumed = 0;

  /** Bytes that wait. */
  get available(): number {
    return this.#available;
  }

  /** Bytes taken since the start: the file offset of the next byte. */
  get offset(): number {
    return this.#consumed;
  }

  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#available += chunk.length;
  }

  /** The next `length` bytes without taking them; undefined while fewer wait. */
  peek(length: number): Uint8Array | undefined {
    if (length > this.#available) return undefined;
    if (length === 0) return new Uint8Array(0);
    const first = this.#chunks[0]!;
    if (first.length < length) this.#join(length);
    return this.#chunks[0]!.subarray(0, length);
  }

  /** Takes up to `length` bytes away. */
  skip(length: number): void {
    let left = Math.min(length, this.#available);
    this.#available -= left;
    this.#consumed += left;
    let whole = 0;
    while (left > 0) {
      const chunk = this.#chunks[whole]!;
      if (chunk.length > left) {
        this.#chunks[whole] = chunk.subarray(left);
        break;
      }
      left -= chunk.length;
      whole++;
    }
    if (whole > 0) this.#chunks.splice(0, whole);
  }

  #join(length: number): void {
    let count = 0;
    let total = 0;
    while (total < length) total += this.#chunks[count++]!.length;
    const joined = new Uint8Array(total);
    let at = 0;
    for (const chunk of this.#chunks.slice(0, count)) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks.splice(0, count, joined);
  }
}
