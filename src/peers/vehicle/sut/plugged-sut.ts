import { networkInterfaces } from 'node:os';
import type { Clock } from '../../../base/clock.js';
import { driveVehicle } from '../drive.js';
import type { DriveResult } from '../drive-result.js';
import { openVehicle, type Vehicle } from '../vehicle.js';
import type { VehicleOptions } from '../vehicle-options.js';
import { defaultTimers, type VehicleTimers } from '../vehicle-timers.js';
import { SutDrive } from './sut-drive.js';
import type { VehicleFaultName } from './sut-faults.js';
import type { SutOptions } from './sut-options.js';
import { perceiveWith } from './sut-perception.js';

export interface SutSurroundings {
  readonly clock: Clock;
  /** Sets the control pilot: B plugged, C ready for power; resolves when it is there. */
  readonly pilot: (state: 'B' | 'C') => Promise<void>;
  /** For the log. */
  readonly note: (text: string) => void;
}

const patienceMs = 600_000;

/** Our own vehicle as a SUT: once plugged in it finds the SECC, charges and leaves, as its options and faults have it. */
export class PluggedSut {
  readonly #options: SutOptions;
  readonly #around: SutSurroundings;
  readonly #faults: ReadonlySet<VehicleFaultName>;
  readonly #vehicle: Vehicle;
  #state: 'B' | 'C' = 'B';
  #broken = false;

  constructor(options: SutOptions, around: SutSurroundings) {
    this.#options = options;
    this.#around = around;
    this.#faults = new Set(options.faults ?? []);
    this.#vehicle = openVehicle(this.#vehicleOptions());
  }

  /** Runs until the session is over and the vehicle has let go of it. @throws TRANSPORT-007, TRANSPORT-008 */
  async run(): Promise<DriveResult> {
    const paused = this.#options.ends === 'Pause';
    const first = await this.#drive(paused ? 'paused' : 'stopped');
    if (!paused || !first.reached) return this.#leave(first);
    await this.#leave(first);
    await new Promise<void>((resolve) => void this.#around.clock.after(this.#options.resumeAfterMs ?? 1000, resolve));
    await this.#vehicle.rejoin();
    return this.#leave(await this.#drive('stopped'));
  }

  /** What the charger puts on the pilot: E and F end the session at once (IEC 61851-1: no supply). */
  async stationSignal(kind: string): Promise<void> {
    if ((kind !== 'E' && kind !== 'F') || this.#faults.has('ev-ignores-pilot-error')) return;
    this.#around.note(`the control pilot is in state ${kind}: the session ends`);
    this.#broken = true;
    await this.#pilot('B');
    await this.#vehicle.close();
  }

  async #drive(target: 'stopped' | 'paused'): Promise<DriveResult> {
    const serviceDetail = this.#options.serviceDetail ?? true;
    const drive = new SutDrive(this.#vehicle, this.#faults, serviceDetail);
    const short = this.#faults.has('ev-no-session-stop') ? 'energy-off' : target;
    try {
      return await driveVehicle(drive, short, this.#options.loops ?? 1000);
    } catch (error) {
      // The pilot ended the session between two requests.
      if (!this.#broken) throw error;
      return { reached: false, state: this.#vehicle.state, exchanges: [] };
    }
  }

  async #leave(result: DriveResult): Promise<DriveResult> {
    this.#around.note(result.reached ? `the session ended: ${result.state}` : (result.failure?.text ?? 'it failed'));
    await this.#pilot('B');
    if (!this.#faults.has('ev-never-closes')) await this.#vehicle.close();
    return result;
  }

  async #pilot(state: 'B' | 'C'): Promise<void> {
    if (state === 'B' && this.#faults.has('ev-stays-in-state-c')) return;
    if (state === 'C' && this.#faults.has('ev-never-state-c')) return;
    if (state === this.#state) return;
    this.#state = state;
    await this.#around.pilot(state);
  }

  #vehicleOptions(): VehicleOptions {
    const { energy, interface: name, secc } = this.#options;
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    const mac = macOf(name);
    const attempts = has('ev-one-discovery-request') ? 1 : has('ev-few-discovery-requests') ? 5 : 50;
    return {
      interface: name,
      energy,
      security: 'none',
      sdp: { attempts },
      ...(secc === undefined ? {} : { secc }),
      timers: this.#timers(),
      clock: this.#around.clock,
      pilot: (state) => this.#pilot(state),
      perceive: perceiveWith(this.#faults),
      ...(mac === undefined || has('ev-wrong-evccid') ? {} : { evccId: mac }),
      ...(has('ev-session-setup-not-zero') ? { initialSessionId: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) } : {}),
    };
  }

  #timers(): Partial<VehicleTimers> {
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    const scaled = (to: (ms: number) => number) =>
      Object.fromEntries(Object.entries(defaultTimers.message).map(([name, ms]) => [name, to(ms)]));
    return {
      ...(has('ev-waits-for-ever') ? { message: scaled(() => patienceMs) as VehicleTimers['message'] } : {}),
      ...(has('ev-gives-up-early') ? { message: scaled((ms) => ms / 10) as VehicleTimers['message'] } : {}),
      ...(has('ev-waits-while-ongoing') ? { ongoing: patienceMs } : {}),
      ...(has('ev-endless-cable-check') ? { cableCheck: patienceMs } : {}),
      ...(has('ev-endless-precharge') ? { preCharge: patienceMs } : {}),
    };
  }
}

/** Hardware address of an interface; undefined where it has none (loopback). */
function macOf(name: string): Uint8Array | undefined {
  const text = networkInterfaces()[name]?.[0]?.mac;
  if (text === undefined || text === '00:00:00:00:00:00') return undefined;
  return Uint8Array.from(text.split(':'), (byte) => Number.parseInt(byte, 16));
}
