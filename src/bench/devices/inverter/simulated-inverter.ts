import type { Clock } from '../../../base/clock.js';
import type { RegisterAnswer, RegisterMap } from '../../../transport/modbus/modbus-server.js';
import type { InverterSettings, InverterState } from '../../capabilities.js';
import { controlsAreValid, revertTimers, wantedControl } from './inverter-controls.js';
import { InverterPhysics } from './inverter-physics.js';
import { fillNameplate, showMeasurements } from './inverter-registers.js';
import { RegisterImage } from './register-image.js';
import type { SeededRandom } from './seeded-random.js';
import type { ModelId } from './sunspec-models.js';

export interface SimulatedInverterOptions {
  /** W; also WMax, which 100 % of a limit stand for. */
  readonly ratedW: number;
  readonly rampWPerS: number;
  readonly deadTimeMs: number;
  readonly powerNoiseW: number;
  /** Power that it would deliver without a limit, W; discharge to the grid positive. */
  readonly targetW: number;
  readonly unitId: number;
  readonly base: number;
  readonly models: readonly ModelId[];
}

/** A register write as it was asked for, for the tests that look at what a gateway does. */
export interface WriteNote {
  /** Wall clock, ns. */
  readonly at: bigint;
  readonly address: number;
  readonly values: readonly number[];
  /** Exception code that it got; 0 when it was taken. */
  readonly exception: number;
}

type Watcher = { readonly low: number; readonly high: number; readonly done: () => void };

/** Steps of the simulation that look after revert timers and watchers, ms. Power itself is exact at any moment. */
const stepMs = 10;
const notesKept = 10_000;

/** An inverter with SunSpec registers in front of its physics. */
export class SimulatedInverter implements RegisterMap {
  readonly image: RegisterImage;
  readonly physics: InverterPhysics;
  readonly writeNotes: WriteNote[] = [];
  readonly #clock: Clock;
  readonly #options: SimulatedInverterOptions;
  readonly #timers = new Map<string, { readonly due: bigint; readonly revert: () => void }>();
  readonly #watchers = new Set<Watcher>();
  #targetW: number;
  #writeException: 0 | 1 | 2 | 3 | 4 | 6 = 0;
  #ignoreConnect = false;
  #silent = false;
  #wasConnected = false;
  #cancelStep: () => void;

  constructor(options: SimulatedInverterOptions, clock: Clock, random: SeededRandom) {
    this.#options = options;
    this.#clock = clock;
    this.#targetW = options.targetW;
    this.image = new RegisterImage(options.base, options.models);
    this.physics = new InverterPhysics(clock.monotonicNs(), { ...options }, random);
    fillNameplate(this.image, options.ratedW);
    this.#cancelStep = clock.after(stepMs, () => this.#step());
  }

  read(unitId: number, address: number, count: number): RegisterAnswer<readonly number[]> {
    if (this.#silent) return { kind: 'silent' };
    if (unitId !== this.#options.unitId) return { kind: 'exception', code: 11 };
    showMeasurements(this.image, this.physics, this.#clock.monotonicNs(), this.state());
    const value = this.image.read(address, count);
    return value === undefined ? { kind: 'exception', code: 2 } : { kind: 'ok', value };
  }

  write(unitId: number, address: number, values: readonly number[]): RegisterAnswer<undefined> {
    if (this.#silent) return { kind: 'silent' };
    if (unitId !== this.#options.unitId) return { kind: 'exception', code: 11 };
    const code = this.#take(address, values);
    this.writeNotes.push({ at: this.#clock.wallNs(), address, values, exception: code });
    if (this.writeNotes.length > notesKept) this.writeNotes.shift();
    return code === 0 ? { kind: 'ok', value: undefined } : { kind: 'exception', code };
  }

  /** Changes what the scene asks for. */
  set(settings: InverterSettings): void {
    if (settings.targetW !== undefined) this.#targetW = settings.targetW;
    if (settings.rampWPerS !== undefined) this.physics.settings.rampWPerS = settings.rampWPerS;
    if (settings.deadTimeMs !== undefined) this.physics.settings.deadTimeMs = settings.deadTimeMs;
    if (settings.powerNoiseW !== undefined) this.physics.settings.powerNoiseW = settings.powerNoiseW;
    if (settings.writeException !== undefined) this.#writeException = settings.writeException;
    if (settings.ignoreConnect !== undefined) this.#ignoreConnect = settings.ignoreConnect;
    if (settings.silent !== undefined) this.#silent = settings.silent;
    if (settings.connected !== undefined) this.#connect(settings.connected);
    this.#command();
  }

  state(): InverterState {
    const now = this.#clock.monotonicNs();
    const wanted = wantedControl(this.image, this.#options.ratedW);
    return {
      trueW: this.physics.powerAt(now),
      targetW: this.#targetW,
      connected: this.physics.isConnectedAt(now),
      limitPercent: wanted.limitPercent,
      limitEnabled: wanted.limitEnabled,
      writes: this.writeNotes.length,
    };
  }

  /** Resolves true once the true power is within the range, false after `timeoutMs`. */
  reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(timeoutMs, () => {
        this.#watchers.delete(watcher);
        resolve(false);
      });
      const watcher: Watcher = {
        low: watts - toleranceW,
        high: watts + toleranceW,
        done: () => {
          cancel();
          resolve(true);
        },
      };
      this.#watchers.add(watcher);
      this.#look();
    });
  }

  close(): void {
    this.#cancelStep();
  }

  #take(address: number, values: readonly number[]): 0 | 1 | 2 | 3 | 4 | 6 {
    if (this.#writeException !== 0) return this.#writeException;
    const before = this.image.read(address, values.length);
    if (before === undefined || !this.image.isWritable(address, values.length)) return 2;
    this.image.write(address, values);
    if (!controlsAreValid(this.image, address, values.length)) {
      this.image.write(address, before);
      return 3;
    }
    for (const { name, seconds, revert } of revertTimers(this.image, address, values.length)) {
      if (seconds === 0) this.#timers.delete(name);
      else this.#timers.set(name, { due: this.#clock.monotonicNs() + BigInt(seconds) * 1_000_000_000n, revert });
    }
    this.#command();
    return 0;
  }

  #connect(connected: boolean): void {
    if (this.image.has(123)) this.image.setRaw(123, 'Conn', connected ? 1 : 0);
    if (this.image.has(703)) this.image.setRaw(703, 'ES', connected ? 1 : 0);
  }

  /** Hands what the registers and the scene ask for to the electronics. */
  #command(): void {
    const wanted = wantedControl(this.image, this.#options.ratedW);
    const most = (wanted.limitPercent / 100) * this.#options.ratedW;
    const target = wanted.setW ?? this.#targetW;
    const setpointW = Math.min(most, Math.max(-most, target));
    const connected = this.#ignoreConnect ? this.#wasConnected : wanted.connected;
    this.#wasConnected = connected;
    const now = this.#clock.monotonicNs();
    const distance = Math.abs(setpointW - this.physics.powerAt(now));
    const rampWPerS = wanted.rampSeconds > 0 && distance > 0 ? distance / wanted.rampSeconds : undefined;
    this.physics.give(now, { connected, setpointW, rampWPerS });
  }

  #step(): void {
    this.#cancelStep = this.#clock.after(stepMs, () => this.#step());
    const now = this.#clock.monotonicNs();
    for (const [name, timer] of this.#timers) {
      if (timer.due > now) continue;
      this.#timers.delete(name);
      timer.revert();
      this.#command();
    }
    this.#look();
  }

  #look(): void {
    if (this.#watchers.size === 0) return;
    const power = this.physics.powerAt(this.#clock.monotonicNs());
    for (const watcher of this.#watchers) {
      if (power < watcher.low || power > watcher.high) continue;
      this.#watchers.delete(watcher);
      watcher.done();
    }
  }
}
