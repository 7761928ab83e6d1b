import type { Clock } from '../../../base/clock.js';
import type { GridState } from '../../capabilities/inverter-control.js';
import type { SeededRandom } from '../seeded-random.js';
import type { RegisterImage } from '../sunspec/register-image.js';
import type { ActiveFaults } from './active-faults.js';
import { electronicsCommand, withoutRelease } from './electronics-command.js';
import { GridProtection, nominalV, type ServiceChange } from './grid-protection.js';
import { voltageLimit, type WantedControl, wantedControl } from './inverter-controls.js';
import { InverterPhysics, type PhysicsSettings } from './inverter-physics.js';
import { protectionSettings } from './protection-settings.js';
import { Rebound } from './rebound.js';
import { Storage } from './storage.js';

export interface ElectronicsOptions extends PhysicsSettings {
  readonly ratedW: number;
  /** Power without set power and limit, W; discharge to the grid positive. */
  readonly targetW: number;
  readonly storedWh: number;
  readonly stateOfChargePercent: number;
  readonly antiIslandingMs: number;
}

/** What stands between the registers and the power at the terminals: control, protection, storage. */
export class Electronics {
  readonly physics: InverterPhysics;
  readonly protection: GridProtection;
  readonly storage: Storage;
  targetW: number;
  readonly #options: ElectronicsOptions;
  readonly #clock: Clock;
  readonly #image: RegisterImage;
  readonly #faults: ActiveFaults;
  readonly #rebound: Rebound;
  /** What is acted on: the registers, later where the device takes its time. */
  #acting: WantedControl;
  #wasConnected = false;
  #storageBound = false;
  /** Numbers of the last write that asked for something, and of the last one that is acted on. */
  #asked = 0;
  #adopted = 0;
  #enterRamp: { readonly until: bigint; readonly wPerS: number } | undefined;

  constructor(
    options: ElectronicsOptions,
    image: RegisterImage,
    faults: ActiveFaults,
    clock: Clock,
    random: SeededRandom,
  ) {
    this.#options = options;
    this.#clock = clock;
    this.#image = image;
    this.#faults = faults;
    this.targetW = options.targetW;
    const { rampWPerS, deadTimeMs, powerNoiseW } = options;
    this.physics = new InverterPhysics(clock.monotonicNs(), { rampWPerS, deadTimeMs, powerNoiseW }, random);
    this.storage = new Storage(options.storedWh, options.stateOfChargePercent);
    this.protection = new GridProtection(() => protectionSettings(image, options.antiIslandingMs, faults), random);
    this.#rebound = new Rebound(clock, faults, options.ratedW, () => this.command(clock.monotonicNs()));
    this.#acting = wantedControl(image, options.ratedW);
    this.protection.permit(clock.monotonicNs(), this.#acting.permitted);
  }

  get acting(): WantedControl {
    return this.#acting;
  }

  /** Energy delivered less energy taken since the start, Wh. */
  netWh(now: bigint): number {
    this.physics.powerAt(now);
    const { injectedWh, absorbedWh } = this.physics.energy;
    return injectedWh - absorbedWh;
  }

  /** Acts on the registers as they are now, after that time in seconds. */
  adoptAfter(now: bigint, seconds: number): void {
    const wanted = wantedControl(this.#image, this.#options.ratedW);
    const number = ++this.#asked;
    if (seconds === 0) {
      this.#adopt(wanted, now, number);
      return;
    }
    const due = now + BigInt(Math.round(seconds * 1e9));
    // Given for the moment when it was due: the timer may be late, the physics is not.
    this.#clock.after(seconds * 1000, () => {
      if (number > this.#adopted) this.#adopt(wanted, due, number);
    });
  }

  /** Forgets what faults have begun, as an attendant's reset does: back to what the registers ask for. */
  reset(now: bigint): void {
    this.#rebound.cancel();
    this.#acting = wantedControl(this.#image, this.#options.ratedW);
    this.adoptAfter(now, 0);
  }

  /** Hands what registers, scene and grid ask for to the electronics. */
  command(at: bigint): void {
    const { ratedW } = this.#options;
    const { grid, inService } = this.protection;
    const asked = electronicsCommand({
      wanted: this.#acting,
      faults: this.#faults,
      ratedW,
      targetW: this.targetW,
      presentW: this.physics.powerAt(this.#clock.monotonicNs()),
      ownRampWPerS: this.physics.settings.rampWPerS,
      wasConnected: this.#wasConnected,
      inService,
      voltage: voltageLimit(this.#image, (grid.voltageV / nominalV) * 100, ratedW),
      enterRampWPerS: this.#enterRamp !== undefined && at < this.#enterRamp.until ? this.#enterRamp.wPerS : undefined,
      bound: (watts) => this.storage.bound(watts, this.netWh(at)),
    });
    // A trip is no order to disconnect: afterwards it stands where it stood.
    if (inService) this.#wasConnected = asked.connected;
    this.physics.give(at, this.#rebound.apply(asked));
  }

  /** The grid from now on; what is left out stays. */
  setGrid(now: bigint, grid: Partial<GridState>): void {
    this.#serve(this.protection.setGrid(now, grid));
    this.command(now);
  }

  /** What goes by time: protection and the ends of the storage. */
  step(now: bigint): void {
    this.#serve(this.protection.advance(now));
    const percent = this.storage.percent(this.netWh(now));
    const bound = percent <= 0 || percent >= 100;
    if (bound === this.#storageBound) return;
    this.#storageBound = bound;
    this.command(now);
  }

  close(): void {
    this.#rebound.cancel();
  }

  #adopt(wanted: WantedControl, at: bigint, number: number): void {
    this.#adopted = number;
    this.#acting = this.#faults.has('never-release') ? withoutRelease(this.#acting, wanted) : wanted;
    this.#noteService(this.protection.permit(at, this.#acting.permitted));
    this.command(at);
  }

  #serve(changes: readonly ServiceChange[]): void {
    for (const { at, energise } of changes) {
      if (!energise) this.physics.interrupt(at, { connected: false, setpointW: 0 });
    }
    this.#noteService(changes);
    const last = changes.at(-1);
    if (last?.energise === true) this.command(last.at);
  }

  /** Remembers the ramp with which it enters service (model 703, ESRmpTms). */
  #noteService(changes: readonly ServiceChange[]): void {
    const entered = changes.findLast(({ energise }) => energise);
    const seconds = this.#image.isBlank(703, 'ESRmpTms') ? 0 : this.#image.raw(703, 'ESRmpTms');
    if (entered === undefined || seconds === 0) return;
    const until = entered.at + BigInt(seconds) * 1_000_000_000n;
    this.#enterRamp = { until, wPerS: this.#options.ratedW / seconds };
  }
}
