import { closeSync, openSync, writeSync } from 'node:fs';
import type { Clock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import { AddedLatency, type LatencyFigures } from './added-latency.js';
import type { ProxyEvent, RecordedEvent } from './proxy-event.js';

/** Events that are kept to be asked for; the file holds all. */
const kept = 20_000;

/** How often a rule was met, and what came of it. */
export interface RuleFigures {
  readonly rule: string;
  readonly done: number;
  readonly failed: number;
}

export interface ProxyStatistics {
  readonly connections: number;
  readonly messages: number;
  /** Messages whose very bytes went on. */
  readonly unchanged: number;
  /** Frames or bytes that could not be read, and went on all the same. */
  readonly unread: number;
  /** Of messages that no rule concerned, both directions together. */
  readonly latency: LatencyFigures;
  readonly rules: readonly RuleFigures[];
}

/** Keeps what the proxy tells: a file of JSON lines, the newest in memory, figures over all. */
export class ProxyRecord {
  readonly #clock: Clock;
  readonly #file: number | undefined;
  readonly #listen: ((event: RecordedEvent) => void) | undefined;
  readonly #events: RecordedEvent[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #latency = new AddedLatency();
  readonly #rules = new Map<string, { done: number; failed: number }>();
  #sequence = 0;
  #connections = 0;
  #messages = 0;
  #unchanged = 0;
  #unread = 0;

  /** @param file appended to @throws PlumblineError BENCH-035 the file cannot be written */
  constructor(clock: Clock, file?: string, listen?: (event: RecordedEvent) => void) {
    this.#clock = clock;
    this.#listen = listen;
    try {
      this.#file = file === undefined ? undefined : openSync(file, 'a');
    } catch (cause) {
      const detail = `the record cannot be written: ${(cause as Error).message}`;
      throw new PlumblineError('BENCH-035', { place: file ?? '', detail, cure: 'give another --record FILE', cause });
    }
  }

  append(event: ProxyEvent): void {
    const at = new Date(Number(this.#clock.wallNs() / 1_000_000n)).toISOString();
    const recorded: RecordedEvent = { sequence: ++this.#sequence, at, ...event };
    this.#count(event);
    this.#events.push(recorded);
    if (this.#events.length > kept) this.#events.shift();
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(recorded)}\n`);
    this.#listen?.(recorded);
    for (const wake of [...this.#waiting]) wake();
  }

  /** Names the rules whose figures are shown from now on, also those that never match. */
  knowRules(names: readonly string[]): void {
    for (const name of names) if (!this.#rules.has(name)) this.#rules.set(name, { done: 0, failed: 0 });
  }

  /** Events after number `after`; waits up to `timeoutMs` while there is none. */
  async after(after: number, timeoutMs = 0): Promise<readonly RecordedEvent[]> {
    const found = () => this.#events.filter(({ sequence }) => sequence > after);
    if (this.#sequence > after || timeoutMs <= 0) return found();
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        cancel();
        resolve();
      };
      const cancel = this.#clock.after(timeoutMs, done);
      this.#waiting.add(done);
    });
    return found();
  }

  statistics(): ProxyStatistics {
    return {
      connections: this.#connections,
      messages: this.#messages,
      unchanged: this.#unchanged,
      unread: this.#unread,
      latency: this.#latency.figures(),
      rules: [...this.#rules].map(([rule, figures]) => ({ rule, ...figures })),
    };
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    for (const wake of [...this.#waiting]) wake();
  }

  #count(event: ProxyEvent): void {
    if (event.event === 'connected') this.#connections++;
    if (event.event !== 'message') return;
    this.#messages++;
    if (event.unread !== undefined) this.#unread++;
    const [only, ...more] = event.sent;
    if (more.length === 0 && only?.as === 'original') this.#unchanged++;
    const ruled = event.did.length + event.failed.length > 0;
    if (!ruled && event.heldMs !== undefined) this.#latency.add(event.heldMs);
    for (const { rule } of event.did) this.#figures(rule).done++;
    for (const { rule } of event.failed) this.#figures(rule).failed++;
  }

  #figures(rule: string): { done: number; failed: number } {
    const figures = this.#rules.get(rule) ?? { done: 0, failed: 0 };
    this.#rules.set(rule, figures);
    return figures;
  }
}
