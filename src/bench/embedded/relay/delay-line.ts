import type { Clock } from '../../../base/clock.js';
import type { LinkDamage } from '../../capabilities/loss-control.js';
import type { Uniform } from './loss-model.js';

/**
 * Holds frames for a time and releases them in their order: a jittered frame never overtakes the one before. What the
 * timer of the process adds (up to about 1.2 ms) comes on top of the delay.
 */
export class DelayLine {
  readonly #clock: Clock;
  readonly #uniform: Uniform;
  readonly #release: (frame: Buffer) => void;
  readonly #queue: { readonly frame: Buffer; readonly due: bigint }[] = [];
  #delayMs = 0;
  #jitterMs = 0;
  #lastDue = 0n;
  #waiting = false;

  constructor(clock: Clock, uniform: Uniform, release: (frame: Buffer) => void) {
    this.#clock = clock;
    this.#uniform = uniform;
    this.#release = release;
  }

  configure(damage: LinkDamage): void {
    this.#delayMs = damage.delayMs ?? 0;
    this.#jitterMs = damage.jitterMs ?? 0;
  }

  push(frame: Buffer): void {
    const now = this.#clock.monotonicNs();
    const delayMs = Math.max(0, this.#delayMs + this.#jitterMs * this.#normal());
    const due = now + BigInt(Math.round(delayMs * 1e6));
    this.#lastDue = due > this.#lastDue ? due : this.#lastDue;
    if (this.#queue.length === 0 && this.#lastDue <= now) {
      this.#release(frame);
      return;
    }
    this.#queue.push({ frame, due: this.#lastDue });
    this.#wait(now);
  }

  #wait(now: bigint): void {
    const first = this.#queue[0];
    if (first === undefined || this.#waiting) return;
    this.#waiting = true;
    this.#clock.after(Math.max(0, Number(first.due - now) / 1e6), () => {
      this.#waiting = false;
      this.#flush();
    });
  }

  #flush(): void {
    const now = this.#clock.monotonicNs();
    for (let first = this.#queue[0]; first !== undefined && first.due <= now; first = this.#queue[0]) {
      this.#queue.shift();
      this.#release(first.frame);
    }
    this.#wait(now);
  }

  /** Standard normal by Box and Muller. */
  #normal(): number {
    if (this.#jitterMs === 0) return 0;
    return Math.sqrt(-2 * Math.log(1 - this.#uniform())) * Math.cos(2 * Math.PI * this.#uniform());
  }
}
