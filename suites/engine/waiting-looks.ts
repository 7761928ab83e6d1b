/** Looks at what has come so far, again after each thing that comes: who waits for something in a capture waits here. */
export class WaitingLooks {
  readonly #looks = new Set<() => void>();

  /** Resolves with what `found` finds, now or after something has come; with undefined after `timeoutMs`. */
  until<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
    const now = found();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => {
      const end = (value: T | undefined) => {
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(value);
      };
      const look = () => {
        const value = found();
        if (value !== undefined) end(value);
      };
      const timer = setTimeout(() => end(undefined), timeoutMs);
      this.#looks.add(look);
    });
  }

  /** Something has come. */
  wake(): void {
    for (const look of [...this.#looks]) look();
  }
}
