import type { UtilityStore } from '../model/utility-store.js';
import type { Reply } from './reply.js';

const maxEntries = 20_000;

/** Encoded answers to GET, valid until something changes or the clock moves an event. */
export class AnswerCache {
  readonly #store: UtilityStore;
  readonly #replies = new Map<string, Reply>();
  #revision = -1;
  /** Server second at which an event moves. */
  #turnS = 0;
  /** The second in which the cache was begun: a clock that is set back invalidates it. */
  #sinceS = 0;

  constructor(store: UtilityStore) {
    this.#store = store;
  }

  get(key: string): Reply | undefined {
    const { revision, nowS } = this.#store;
    if (revision !== this.#revision || nowS >= this.#turnS || nowS < this.#sinceS) {
      this.#replies.clear();
      this.#revision = revision;
      this.#sinceS = nowS;
      this.#turnS = this.#store.nextTurnS(nowS) ?? Number.POSITIVE_INFINITY;
      return undefined;
    }
    return this.#replies.get(key);
  }

  set(key: string, made: Reply): void {
    if (this.#replies.size >= maxEntries) this.#replies.clear();
    this.#replies.set(key, made);
  }
}
