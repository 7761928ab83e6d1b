/** Cuts a stream of bytes into lines of UTF-8 text, in bounded memory. */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(private readonly longest: number) {}

  /** Bytes of the unfinished line. */
  get pending(): number {
    return this.#size;
  }

  /** Hands each finished line on. False when a line grows over the longest allowed: the stream is then of no use. */
  push(chunk: Uint8Array, take: (line: string) => void): boolean {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      this.#keep(chunk.subarray(start, end));
      if (this.#size > this.longest) return false;
      const line = Buffer.concat(this.#parts, this.#size).toString('utf8');
      this.#parts = [];
      this.#size = 0;
      start = end + 1;
      take(line);
    }
    this.#keep(chunk.subarray(start));
    return this.#size <= this.longest;
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#size += part.length;
  }
}
