/** Messages that wait for a command, by the name of their hold. */
export class Holds {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Resolves on `release(name)`, or when `until` is aborted. */
  wait(name: string, until: AbortSignal): Promise<void> {
    if (until.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(name) ?? new Set();
      this.#waiting.set(name, waiting);
      const done = () => {
        waiting.delete(done);
        until.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      until.addEventListener('abort', done, { once: true });
    });
  }

  /** Lets go what waits under a name; how many messages that were. */
  release(name: string): number {
    const waiting = [...(this.#waiting.get(name) ?? [])];
    for (const done of waiting) done();
    return waiting.length;
  }

  /** Names under which something waits. */
  get names(): readonly string[] {
    return [...this.#waiting].filter(([, waiting]) => waiting.size > 0).map(([name]) => name);
  }
}
