/** Bytes that all connections of a capture together may hold back while they wait for their secrets. */
export class HoldBudget {
  #left: number;

  constructor(bytes = 32 << 20) {
    this.#left = bytes;
  }

  /** False where they are not left. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}
