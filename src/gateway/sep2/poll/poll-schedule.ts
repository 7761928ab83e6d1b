import type { Faults } from '../../faults/faults.js';

/** pollRate where a resource gives none (IEEE 2030.5 schema default), s. */
export const defaultPollRateS = 900;

/** The key that leads to the controls. */
const controlsKey = 'DERProgramList';

interface Entry {
  rateS: number;
  dueNs: bigint;
  polls: number;
  /** The first pollRate that was told. */
  readonly told: boolean;
}

/** How one resource is polled. */
export interface PollState {
  readonly key: string;
  readonly rateS: number;
  /** s until the next poll; below 0: it is due. */
  readonly inS: number;
  readonly polls: number;
}

/**
 * When each resource is to be read next. The next poll is one pollRate after the last one began, so that a slow answer does
 * not stretch the interval; a pollRate that changes counts from the answer that brought it.
 */
export class PollSchedule {
  readonly #entries = new Map<string, Entry>();
  readonly #faults: Faults;
  readonly #overrideS: number | undefined;

  /** @param overrideS rate in place of every one that is announced, s */
  constructor(faults: Faults, overrideS?: number) {
    this.#faults = faults;
    this.#overrideS = overrideS;
  }

  /** Adds a resource, due at once; one that is there stays as it is. */
  add(key: string, nowNs: bigint): void {
    if (!this.#entries.has(key))
      this.#entries.set(key, { rateS: defaultPollRateS, dueNs: nowNs, polls: 0, told: false });
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }

  /** What is to be read now: controls before everything else, then what has been due for longest; undefined: nothing. */
  due(nowNs: bigint): string | undefined {
    const due = [...this.#entries].filter(([, { dueNs }]) => dueNs <= nowNs);
    const controls = due.find(([key]) => key === controlsKey);
    return (controls ?? due.sort(([, a], [, b]) => (a.dueNs < b.dueNs ? -1 : a.dueNs > b.dueNs ? 1 : 0))[0])?.[0];
  }

  /** ms until something is due, 0 or more; undefined: nothing is polled. */
  nextMs(nowNs: bigint): number | undefined {
    const times = [...this.#entries.values()].map(({ dueNs }) => dueNs);
    if (times.length === 0) return undefined;
    const first = times.reduce((a, b) => (a < b ? a : b));
    return first <= nowNs ? 0 : Math.ceil(Number(first - nowNs) / 1e6);
  }

  /** It was read. @param startedNs when the request left @param announcedS its pollRate, s; undefined: it gives none */
  done(key: string, startedNs: bigint, announcedS: number | undefined): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const keeps = entry.told && this.#faults.has('ignore-poll-rate-change');
    // 0 would be a busy loop, whatever the server means by it.
    if (!keeps) entry.rateS = Math.max(this.#overrideS ?? announcedS ?? defaultPollRateS, 0.05);
    this.#entries.set(key, {
      ...entry,
      told: true,
      polls: entry.polls + 1,
      dueNs: startedNs + BigInt(Math.round(entry.rateS * this.#factor() * 1e9)),
    });
  }

  /** It could not be read now, and is tried again in `s`. */
  later(key: string, nowNs: bigint, s: number): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) entry.dueNs = nowNs + BigInt(Math.round(s * 1e9));
  }

  /** Everything is due now: after a connection came back, or because an operator asks. */
  hurry(nowNs: bigint, only: (key: string) => boolean = () => true): void {
    for (const [key, entry] of this.#entries) if (only(key) && entry.dueNs > nowNs) entry.dueNs = nowNs;
  }

  /** Longest announced rate of these resources, s. */
  rateOf(key: string): number | undefined {
    return this.#entries.get(key)?.rateS;
  }

  describe(nowNs: bigint): readonly PollState[] {
    return [...this.#entries].map(([key, { rateS, dueNs, polls }]) => ({
      key,
      rateS,
      inS: Math.round(Number(dueNs - nowNs) / 1e8) / 10,
      polls,
    }));
  }

  #factor(): number {
    if (this.#faults.has('poll-too-fast')) return 0.25;
    return this.#faults.has('poll-too-slow') ? 3 : 1;
  }
}
