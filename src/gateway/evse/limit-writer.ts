/**
 * Writes the newest wanted limit, one write at a time: a vehicle asks four times a second and faster, a Modbus device
 * answers when it likes, and a reply to the vehicle must never wait for it.
 */
export class LimitWriter {
  readonly #write: (limitW: number) => Promise<boolean>;
  #wanted: number | undefined;
  #written = Number.NaN;
  #busy = false;

  /** @param write returns whether the limit was taken */
  constructor(write: (limitW: number) => Promise<boolean>) {
    this.#write = write;
  }

  /** The limit that has been written by other means. */
  reset(limitW: number): void {
    this.#written = limitW;
    this.#wanted = undefined;
  }

  want(limitW: number): void {
    this.#wanted = limitW;
    if (!this.#busy) void this.#run();
  }

  cancel(): void {
    this.#wanted = undefined;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#wanted !== undefined) {
        const next = this.#wanted;
        this.#wanted = undefined;
        if (next === this.#written) continue;
        if (await this.#write(next)) this.#written = next;
      }
    } finally {
      this.#busy = false;
    }
  }
}
