import type { Clock } from '../../../base/clock.js';
import type { Effect } from '../../grid/grid-gate.js';

export interface EffectWatchOptions {
  readonly clock: Clock;
  readonly look: () => Promise<Effect>;
  /** How long the inverter may take before that is told, ms. */
  readonly withinMs: number;
  /** What was aimed at is seen at the inverter. */
  readonly onSeen: () => void;
  /** It is not seen in time; the watch goes on. Told once for each aim. */
  readonly onMissing: (detail: string) => void;
}

const pauseMs = 100;

/** Looks at the inverter after each new aim until the effect is there, however long that takes. */
export class EffectWatch {
  readonly #o: EffectWatchOptions;
  #round = 0;
  #cancel: (() => void) | undefined;
  #sinceNs = 0n;
  #told = false;
  #seen = true;
  #detail = '';

  constructor(options: EffectWatchOptions) {
    this.#o = options;
  }

  /** Whether the last aim has been seen to have its effect. */
  get seen(): boolean {
    return this.#seen;
  }

  /** What is missing, in plain words; '' where nothing is. */
  get missing(): string {
    return this.#seen ? '' : this.#detail;
  }

  /** There is a new aim. */
  restart(): void {
    this.#round++;
    this.#cancel?.();
    this.#sinceNs = this.#o.clock.monotonicNs();
    this.#told = false;
    this.#seen = false;
    this.#detail = 'not looked at yet';
    void this.#look(this.#round);
  }

  close(): void {
    this.#round++;
    this.#cancel?.();
  }

  async #look(round: number): Promise<void> {
    const effect = await this.#o.look();
    if (round !== this.#round) return;
    if (effect.kind === 'seen') {
      this.#seen = true;
      this.#o.onSeen();
      return;
    }
    this.#detail = effect.detail;
    const waitedMs = Number(this.#o.clock.monotonicNs() - this.#sinceNs) / 1e6;
    if (!this.#told && waitedMs >= this.#o.withinMs) {
      this.#told = true;
      this.#o.onMissing(effect.detail);
    }
    // Somebody has been told: from then on it is looked at less often.
    this.#cancel = this.#o.clock.after(this.#told ? pauseMs * 10 : pauseMs, () => void this.#look(round));
  }
}
