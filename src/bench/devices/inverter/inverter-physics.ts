import type { SeededRandom } from '../seeded-random.js';

export interface PhysicsSettings {
  /** W a second. */
  rampWPerS: number;
  /** From a command to the first change of power, ms. */
  deadTimeMs: number;
  /** Standard deviation of the noise around the ramp while connected, W. */
  powerNoiseW: number;
}

/** What the electronics are told to do from some moment on. */
export interface Command {
  readonly connected: boolean;
  /** Power to reach, W; discharge to the grid positive. */
  readonly setpointW: number;
  /** Ramp of this command, W a second; undefined: that of the settings. */
  readonly rampWPerS?: number | undefined;
  /** Steps in place of a ramp: so many watts at once, the first immediately, the next ones that much later. */
  readonly stairs?: { readonly watts: number; readonly seconds: number } | undefined;
  /** Ramps down before the contactor opens; else it opens under load. */
  readonly soft?: boolean | undefined;
}

interface Pending {
  readonly at: bigint;
  readonly command: Command;
}

/** The noise keeps its value this long: a power does not jump between two readings of the same moment. */
const noiseStepNs = 10_000_000n;
const second = 1e9;

/**
 * The power at the terminals over time: a command acts after the dead time, then the power follows at the ramp rate; an
 * open contactor means no power at once. Time comes in as monotonic nanoseconds and never runs backwards.
 */
export class InverterPhysics {
  readonly settings: PhysicsSettings;
  readonly #random: SeededRandom;
  readonly #pending: Pending[] = [];
  #now: bigint;
  #command: Command = { connected: false, setpointW: 0 };
  /** Position of the contactor: a soft command to disconnect opens it only when no power flows. */
  #closed = false;
  #nextStep: bigint;
  #rampedW = 0;
  #noiseW = 0;
  #noiseUntil: bigint;
  #injectedWh = 0;
  #absorbedWh = 0;

  constructor(now: bigint, settings: PhysicsSettings, random: SeededRandom) {
    this.#now = now;
    this.#nextStep = now;
    this.#noiseUntil = now;
    this.settings = settings;
    this.#random = random;
  }

  /** A command given at `now`. */
  give(now: bigint, command: Command): void {
    const at = now + BigInt(Math.round(this.settings.deadTimeMs * 1e6));
    // A later command may have a shorter dead time, but never overtakes an earlier one.
    const last = this.#pending.at(-1)?.at ?? at;
    this.#pending.push({ at: at > last ? at : last, command });
  }

  /** A command of the protection, which acts at `at` without dead time; what had not acted by then never does. */
  interrupt(at: bigint, command: Command): void {
    while ((this.#pending.at(-1)?.at ?? at) > at) this.#pending.pop();
    this.#pending.push({ at, command });
  }

  /** Power at this moment, W; discharge positive. */
  powerAt(now: bigint): number {
    this.#advance(now);
    if (!this.#closed) return 0;
    while (this.#noiseUntil <= now) {
      this.#noiseW = this.settings.powerNoiseW * this.#random.normal();
      this.#noiseUntil = now + noiseStepNs;
    }
    return this.#rampedW + this.#noiseW;
  }

  /** Whether the contactor is closed at this moment. */
  isConnectedAt(now: bigint): boolean {
    this.#advance(now);
    return this.#closed;
  }

  /** Energy so far, Wh. */
  get energy(): { readonly injectedWh: number; readonly absorbedWh: number } {
    return { injectedWh: this.#injectedWh, absorbedWh: this.#absorbedWh };
  }

  #advance(now: bigint): void {
    for (let next = this.#pending[0]; next !== undefined && next.at <= now; next = this.#pending[0]) {
      this.#pending.shift();
      this.#follow(next.at);
      this.#obey(next.command);
    }
    this.#follow(now);
  }

  #obey(command: Command): void {
    // The same stairs go on: a command that is repeated does not make an extra step.
    if (command.setpointW !== this.#command.setpointW || this.#command.stairs === undefined) this.#nextStep = this.#now;
    this.#command = command;
    if (command.connected) {
      this.#closed = true;
    } else if (command.soft !== true) {
      this.#closed = false;
      this.#rampedW = 0;
    }
  }

  #follow(until: bigint): void {
    if (until <= this.#now) return;
    if (this.#closed) {
      const target = this.#command.connected ? this.#command.setpointW : 0;
      if (this.#command.stairs === undefined) this.#ramp(until, target);
      else this.#climb(until, target, this.#command.stairs);
      if (!this.#command.connected && this.#rampedW === 0) this.#closed = false;
    }
    this.#now = until;
  }

  #ramp(until: bigint, target: number): void {
    const seconds = Number(until - this.#now) / second;
    const from = this.#rampedW;
    const wanted = target - from;
    const rate = this.#command.rampWPerS ?? this.settings.rampWPerS;
    const rampSeconds = Math.min(seconds, Math.abs(wanted) / rate);
    this.#rampedW = Math.abs(wanted) <= rate * seconds ? target : from + Math.sign(wanted) * rate * seconds;
    this.#count(from, this.#rampedW, rampSeconds);
    this.#count(this.#rampedW, this.#rampedW, seconds - rampSeconds);
  }

  #climb(until: bigint, target: number, { watts, seconds }: NonNullable<Command['stairs']>): void {
    while (this.#nextStep <= until && this.#rampedW !== target) {
      const level = this.#rampedW;
      if (this.#nextStep > this.#now) {
        this.#count(level, level, Number(this.#nextStep - this.#now) / second);
        this.#now = this.#nextStep;
      }
      this.#rampedW = level + Math.sign(target - level) * Math.min(watts, Math.abs(target - level));
      this.#nextStep = this.#now + BigInt(Math.round(seconds * second));
    }
    this.#count(this.#rampedW, this.#rampedW, Number(until - this.#now) / second);
  }

  /** Energy of a straight line of power; one that crosses zero is injected on one side and absorbed on the other. */
  #count(from: number, to: number, seconds: number): void {
    if (from * to < 0) {
      const crossing = (seconds * from) / (from - to);
      this.#count(from, 0, crossing);
      this.#count(0, to, seconds - crossing);
      return;
    }
    const wattHours = (((from + to) / 2) * seconds) / 3600;
    if (wattHours > 0) this.#injectedWh += wattHours;
    else this.#absorbedWh -= wattHours;
  }
}
