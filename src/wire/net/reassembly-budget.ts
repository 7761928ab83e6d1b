/**
 * Bytes that all streams of a capture together may hold back while bytes before them are missing. A thousand one-sided
 * streams with holes would hold a gigabyte otherwise.
 */
export class ReassemblyBudget {
  /** Times a stream took missing bytes as lost before its own bounds asked for it. */
  shortages = 0;
  #left: number;

  /** @param bytes above 0 */
  constructor(bytes = 64 << 20) {
    this.#left = bytes;
  }

  /** More is held than is allowed: the stream that added last gives up its hole. */
  get isShort(): boolean {
    return this.#left < 0;
  }

  take(bytes: number): void {
    this.#left -= bytes;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}
