import type { Clock } from '../../../base/clock.js';
import type { RegisterAnswer, RegisterMap } from '../../../transport/modbus/modbus-server.js';
import type { GridState, InverterSettings, InverterState } from '../../capabilities/inverter-control.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ModelId } from '../sunspec/model-table.js';
import { RegisterImage } from '../sunspec/register-image.js';
import { ActiveFaults } from './active-faults.js';
import { Electronics } from './electronics.js';
import { controlsAreValid, touchesReadOnlyCurve, windowSeconds } from './inverter-controls.js';
import type { InverterPhysics } from './inverter-physics.js';
import { fillNameplate, showMeasurements } from './inverter-registers.js';
import { PowerWatchers } from './power-watchers.js';
import { RevertTimers } from './revert-timers.js';
import { adoptCurves } from './stored-curves.js';

export interface SimulatedInverterOptions {
  /** W; also WMax after power-up, which 100 % of a limit stand for. */
  readonly ratedW: number;
  readonly rampWPerS: number;
  readonly deadTimeMs: number;
  readonly powerNoiseW: number;
  /** Power that it would deliver without a limit, W; discharge to the grid positive. */
  readonly targetW: number;
  readonly unitId: number;
  readonly base: number;
  readonly models: readonly ModelId[];
  /** Energy rating of the storage, Wh; default 60,000. */
  readonly storedWh?: number;
  /** State of charge at the start, %; default 60. */
  readonly stateOfChargePercent?: number;
  /** Enter-service delay after power-up (model 703, ESDlyTms), s; default 0. */
  readonly enterServiceDelayS?: number;
  /** Time that it takes to find an island, ms; default 500. */
  readonly antiIslandingMs?: number;
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

type WriteCode = 0 | 1 | 2 | 3 | 4 | 6;

/** Steps of the simulation that look after timers, grid and watchers, ms. Power itself is exact at any moment. */
const stepMs = 10;
const notesKept = 10_000;

/** An inverter with SunSpec registers in front of its physics. */
export class SimulatedInverter implements RegisterMap {
  readonly image: RegisterImage;
  readonly faults = new ActiveFaults();
  readonly writeNotes: WriteNote[] = [];
  readonly #clock: Clock;
  readonly #options: SimulatedInverterOptions;
  readonly #random: SeededRandom;
  readonly #electronics: Electronics;
  readonly #reverts: RevertTimers;
  readonly #watchers: PowerWatchers;
  #cancelFailOpen: () => void = () => undefined;
  #requests = 0;
  #cancelStep: () => void;

  constructor(options: SimulatedInverterOptions, clock: Clock, random: SeededRandom) {
    this.#options = options;
    this.#clock = clock;
    this.#random = random;
    const { storedWh = 60_000, stateOfChargePercent = 60, antiIslandingMs = 500 } = options;
    this.image = new RegisterImage(options.base, options.models);
    fillNameplate(this.image, options.ratedW, storedWh, options.enterServiceDelayS ?? 0);
    const facts = { ...options, storedWh, stateOfChargePercent, antiIslandingMs };
    this.#electronics = new Electronics(facts, this.image, this.faults, clock, random);
    this.#reverts = new RevertTimers(this.image);
    this.#watchers = new PowerWatchers(clock, () => this.physics.powerAt(clock.monotonicNs()));
    this.#cancelStep = clock.after(stepMs, () => this.#step());
  }

  get physics(): InverterPhysics {
    return this.#electronics.physics;
  }

  /** The grid at its terminals. */
  get grid(): GridState {
    return this.#electronics.protection.grid;
  }

  /** Fault latency: how late a request is worked on, ms. */
  latencyMs(): number {
    const ms = this.faults.value('latency', 'ms') ?? 0;
    return ms + (this.faults.value('latency', 'jitter_ms') ?? 0) * this.#random.uniform();
  }

  read(unitId: number, address: number, count: number): RegisterAnswer<readonly number[]> {
    const refusal = this.#refuse(unitId);
    if (refusal !== undefined) return refusal;
    if (!this.faults.has('freeze')) this.#show();
    const value = this.image.read(address, count);
    return value === undefined ? { kind: 'exception', code: 2 } : { kind: 'ok', value };
  }

  write(unitId: number, address: number, values: readonly number[]): RegisterAnswer<undefined> {
    const refusal = this.#refuse(unitId);
    if (refusal !== undefined) return refusal;
    const code = this.#take(address, values);
    this.writeNotes.push({ at: this.#clock.wallNs(), address, values, exception: code });
    if (this.writeNotes.length > notesKept) this.writeNotes.shift();
    return code === 0 ? { kind: 'ok', value: undefined } : { kind: 'exception', code };
  }

  /** Changes what the scene asks for. @throws PlumblineError BENCH-020, BENCH-021 for a fault that cannot be */
  set(settings: InverterSettings): void {
    const now = this.#clock.monotonicNs();
    const electronics = this.#electronics;
    const before = JSON.stringify(this.faults.all);
    // What freezes, freezes as it is now.
    if (!this.faults.has('freeze')) this.#show();
    this.#setFaults(settings);
    const { targetW, rampWPerS, deadTimeMs, powerNoiseW, stateOfChargePercent, grid, connected } = settings;
    const physics = this.physics.settings;
    if (targetW !== undefined) electronics.targetW = targetW;
    if (rampWPerS !== undefined) physics.rampWPerS = rampWPerS;
    if (deadTimeMs !== undefined) physics.deadTimeMs = deadTimeMs;
    if (powerNoiseW !== undefined) physics.powerNoiseW = powerNoiseW;
    if (stateOfChargePercent !== undefined) electronics.storage.set(stateOfChargePercent, electronics.netWh(now));
    if (grid !== undefined) electronics.setGrid(now, grid);
    if (connected !== undefined) this.#connect(connected);
    if (connected !== undefined || JSON.stringify(this.faults.all) !== before) {
      this.#cancelFailOpen();
      electronics.reset(now);
    } else {
      electronics.command(now);
    }
  }

  state(): InverterState {
    const now = this.#clock.monotonicNs();
    const { acting, protection, storage, targetW } = this.#electronics;
    const tripped = protection.cause;
    return {
      trueW: this.physics.powerAt(now),
      targetW,
      connected: this.physics.isConnectedAt(now),
      limitPercent: Math.round((acting.limitW / this.#options.ratedW) * 10_000) / 100,
      limitEnabled: acting.limitEnabled,
      writes: this.writeNotes.length,
      faults: this.faults.all,
      grid: protection.grid,
      enterServiceSeconds: protection.remainingSeconds(now),
      stateOfChargePercent: storage.percent(this.#electronics.netWh(now)),
      ...(tripped === undefined ? {} : { tripped }),
    };
  }

  /** Resolves true once the true power is within the range, false after `timeoutMs`. */
  reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean> {
    return this.#watchers.reach(watts, toleranceW, timeoutMs);
  }

  close(): void {
    this.#cancelStep();
    this.#cancelFailOpen();
    this.#electronics.close();
  }

  #setFaults(settings: InverterSettings): void {
    if (settings.faults !== undefined) this.faults.replace(settings.faults);
    const { writeException, ignoreConnect, silent } = settings;
    if (writeException === 0) this.faults.switch('reject-write', false);
    else if (writeException !== undefined) this.faults.switch('reject-write', true, { code: writeException });
    if (ignoreConnect !== undefined) this.faults.switch('ignore-connect', ignoreConnect);
    if (silent !== undefined) this.faults.switch('silent', silent);
  }

  #refuse(unitId: number): RegisterAnswer<never> | undefined {
    if (this.faults.has('silent')) return { kind: 'silent' };
    const every = this.faults.value('drop-connection', 'every');
    this.#requests += 1;
    if (every !== undefined && this.#requests % every === 0) return { kind: 'close' };
    return unitId === this.#options.unitId ? undefined : { kind: 'exception', code: 11 };
  }

  #take(address: number, values: readonly number[]): WriteCode {
    const rejection = this.#rejection();
    if (rejection !== undefined) return rejection;
    const count = values.length;
    const before = this.image.read(address, count);
    if (before === undefined || !this.image.isWritable(address, count)) return 2;
    if (touchesReadOnlyCurve(this.image, address, count)) return 2;
    this.image.write(address, values);
    if (!controlsAreValid(this.image, address, count, this.#options.ratedW)) {
      this.image.write(address, before);
      return 3;
    }
    const now = this.#clock.monotonicNs();
    adoptCurves(this.image, address, count);
    this.#reverts.arm(now, address, count);
    this.#armFailOpen();
    const window = windowSeconds(this.image, address, count) * this.#random.uniform();
    this.#electronics.adoptAfter(now, (this.faults.value('ack-before-effect', 'delay_s') ?? 0) + window);
    return 0;
  }

  /** Fault reject-write: the exception code, while it holds. */
  #rejection(): WriteCode | undefined {
    const code = this.faults.value('reject-write', 'code');
    const aboveW = this.faults.value('reject-write', 'above_w') ?? 0;
    if (code === undefined || Math.abs(this.physics.powerAt(this.#clock.monotonicNs())) < aboveW) return undefined;
    return code as WriteCode;
  }

  #connect(connected: boolean): void {
    if (this.image.has(123)) this.image.setRaw(123, 'Conn', connected ? 1 : 0);
    if (this.image.has(703)) this.image.setRaw(703, 'ES', connected ? 1 : 0);
  }

  /** Fault revert-timer: back to full power when nobody writes again in time. */
  #armFailOpen(): void {
    this.#cancelFailOpen();
    const seconds = this.faults.value('revert-timer', 'after_s');
    if (seconds === undefined) return;
    this.#cancelFailOpen = this.#clock.after(seconds * 1000, () => {
      this.#connect(true);
      if (this.image.has(123)) this.image.setRaw(123, 'WMaxLim_Ena', 0);
      if (this.image.has(704)) this.image.setRaw(704, 'WMaxLimPctEna', 0);
      this.#electronics.adoptAfter(this.#clock.monotonicNs(), 0);
    });
  }

  #show(): void {
    const now = this.#clock.monotonicNs();
    const watts = this.physics.powerAt(now);
    const { acting, protection, storage, targetW } = this.#electronics;
    const wantedW = acting.setW ?? targetW;
    showMeasurements(
      this.image,
      {
        watts: this.faults.has('wrong-sign-reading') ? -watts : watts,
        connected: this.physics.isConnectedAt(now),
        limited: acting.limitEnabled && Math.abs(wantedW) > Math.abs(watts) + 1,
        limitEnabled: acting.limitEnabled,
        setEnabled: acting.setW !== undefined,
        grid: protection.grid,
        tripped: protection.cause,
        enterServiceSeconds: protection.remainingSeconds(now),
        energy: this.physics.energy,
        storage,
      },
      this.#options.ratedW,
    );
    this.#reverts.show(now);
    if (!this.faults.has('not-implemented')) return;
    for (const model of [103, 701] as const) if (this.image.has(model)) this.image.setBlank(model, 'W');
  }

  #step(): void {
    this.#cancelStep = this.#clock.after(stepMs, () => this.#step());
    const now = this.#clock.monotonicNs();
    this.#electronics.step(now);
    // From the moment when it was due: this step may be late, the device would not be.
    const reverted = this.#reverts.run(now);
    if (reverted !== undefined) this.#electronics.adoptAfter(reverted, 0);
    this.#watchers.look();
  }
}
