/** Keeps the memory of the client on disk: after the turn that changed it, and many changes at once are one write. */
export class MemoryKeeper {
  readonly #save: () => void;
  #due = false;
  #closed = false;

  constructor(save: () => void) {
    this.#save = save;
  }

  keep(): void {
    if (this.#due || this.#closed) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      if (!this.#closed) this.#save();
    });
  }

  /** The last write. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#save();
  }
}
