import type { Clock } from '../../../base/clock.js';
import { ipv6AddressesOf } from '../../../transport/interfaces.js';
import { serveSdp } from '../../../transport/sdp-server.js';
import { driveVehicle } from '../drive.js';
import type { DriveResult } from '../drive-result.js';
import { openVehicle, type Vehicle } from '../vehicle.js';
import type { VehicleState } from '../vehicle-state.js';
import { ChargerSignal } from './charger-signal.js';
import { SutDrive } from './sut-drive.js';
import type { VehicleFaultName } from './sut-faults.js';
import type { SutOptions } from './sut-options.js';
import type { ZeroPower } from './sut-schedule.js';
import { discoveryRequests, sutVehicleOptions } from './sut-vehicle-options.js';

export interface SutSurroundings {
  readonly clock: Clock;
  /** Sets the control pilot: B plugged, C ready for power; resolves when it is there. */
  readonly pilot: (state: 'B' | 'C') => Promise<void>;
  /** For the log. */
  readonly note: (text: string) => void;
}

/** Default time between the end of a session and the return, ms. */
const resumeMs = 1000;
/** How long state C of a B-C-B toggle lasts, ms (ISO 15118-3: 200 to 400). */
const toggleMs = 300;
/** The duty cycle that asks for digital communication, percent. */
const digitalDuty = 5;

/** Our own vehicle as a SUT: once plugged in it finds the SECC, charges and leaves, as its options and faults have it. */
export class PluggedSut {
  readonly #options: SutOptions;
  readonly #around: SutSurroundings;
  readonly #faults: ReadonlySet<VehicleFaultName>;
  readonly #vehicle: Vehicle;
  readonly #charger = new ChargerSignal();
  /** How many SECC Discovery Requests it sends; the vehicle looks here each time. */
  readonly #discovery: { attempts: number };
  #state: 'B' | 'C' = 'B';
  #broken = false;

  constructor(options: SutOptions, around: SutSurroundings) {
    this.#options = options;
    this.#around = around;
    this.#faults = new Set(options.faults ?? []);
    this.#discovery = { attempts: discoveryRequests(this.#faults) };
    this.#vehicle = openVehicle({
      ...sutVehicleOptions(options, this.#faults, around.clock),
      sdp: this.#discovery,
      pilot: (state) => this.#pilot(state),
    });
  }

  /** Runs until the session is over and the vehicle has let go of it. @throws TRANSPORT-007, TRANSPORT-008 */
  async run(): Promise<DriveResult> {
    if (this.#faults.has('ev-answers-discovery')) await this.#answerDiscovery();
    const drive = this.#newDrive(false);
    const first = await this.#drive(drive);
    const turnedOn = this.#charger.turnedOn;
    if (first.state !== 'paused') return this.#leave(first);
    await this.#leave(first);
    await this.#sleep(drive.zeroPower, turnedOn);
    if (this.#faults.has('ev-keeps-discovery-count')) this.#discovery.attempts -= 1;
    if (this.#faults.has('ev-endless-discovery-after-pause')) this.#discovery.attempts = 1000;
    const forgets = this.#faults.has('ev-forgets-paused-session');
    await this.#vehicle.rejoin(forgets ? new Uint8Array(8) : undefined);
    return this.#leave(await this.#drive(this.#newDrive(true)));
  }

  /**
   * What the charger puts on the pilot: `steady`, `oscillating` and its duty cycle, `E`, `F`. E and F end the session at once
   * (IEC 61851-1: no supply).
   */
  async stationSignal(signal: string): Promise<void> {
    this.#charger.take(signal);
    const { kind, duty } = this.#charger;
    const error = (kind === 'E' || kind === 'F') && !this.#faults.has('ev-ignores-pilot-error');
    const deaf = kind === 'oscillating' && duty !== digitalDuty && this.#faults.has('ev-deaf-at-nominal-duty');
    if (!error && !deaf) return;
    this.#around.note(`the control pilot shows ${signal}: the session ends`);
    this.#broken = true;
    await this.#pilot('B');
    await this.#vehicle.close();
  }

  /** As if it were an SECC itself; it does not fall for its own answers. */
  async #answerDiscovery(): Promise<void> {
    const own = ipv6AddressesOf(this.#options.interface);
    const [address = '::1'] = own;
    await serveSdp({
      interface: this.#options.interface,
      answer: (_request, from) => (own.includes(from.address) ? undefined : { address, port: 15118, security: 'none' }),
    });
  }

  #newDrive(joined: boolean): SutDrive {
    return new SutDrive(this.#vehicle, this.#faults, { ...this.#options, joined });
  }

  /** From the plug to the end of the session: up to the schedule, charging, and the farewell that it leads to. */
  async #drive(drive: SutDrive): Promise<DriveResult> {
    const { energy, weldingDetection, loops = 1000 } = this.#options;
    try {
      const agreed = await driveVehicle(drive, 'params-agreed', loops);
      if (!agreed.reached) return agreed;
      if (drive.hasNoPowerNow) {
        this.#around.note('the schedule begins with 0 W: the session is paused without a charge');
        this.#vehicle.enter('loop-done');
      }
      const charged = await driveVehicle(drive, 'energy-off', loops);
      if (!charged.reached || this.#faults.has('ev-no-session-stop')) return charged;
      if (energy === 'dc' && weldingDetection === false) this.#vehicle.enter('welding-checked');
      return await driveVehicle(drive, this.#farewell(drive), loops);
    } catch (error) {
      // The pilot ended the session between two requests.
      if (!this.#broken) throw error;
      return { reached: false, state: this.#vehicle.state, exchanges: [] };
    }
  }

  /** A session that was taken up again is not paused a second time. */
  #farewell(drive: SutDrive): Extract<VehicleState, 'paused' | 'stopped'> {
    if (drive.joined || this.#faults.has('ev-never-pauses')) return 'stopped';
    return this.#options.ends === 'Pause' || drive.zeroPower !== undefined ? 'paused' : 'stopped';
  }

  /** Until its own clock or the charger wakes it. @param turnedOn how often the oscillator had been turned on when the session ended */
  async #sleep(zero: ZeroPower | undefined, turnedOn: number): Promise<void> {
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    if (has('ev-sleeps-in-state-c')) await this.#toggle();
    if (this.#options.wakes === 'charger') {
      await this.#charger.until((signal) => signal.turnedOn > turnedOn && !has('ev-sleeps-through-wake-up'));
      return;
    }
    const left = zero === undefined ? undefined : Number(zero.until - this.#around.clock.monotonicNs()) / 1e6;
    const usual = left ?? this.#options.resumeAfterMs ?? resumeMs;
    await this.#after(Math.max(0, has('ev-comes-back-early') ? usual / 2 : usual));
    if (has('ev-no-wake-up-toggle')) return;
    await this.#toggle();
    // A charger that was woken turns its oscillator on; where nobody tells of a pilot there is none to wait for.
    await this.#charger.until(({ kind }) => kind === undefined || kind === 'oscillating');
  }

  /** B-C-B. */
  async #toggle(): Promise<void> {
    await this.#pilot('C');
    await this.#after(toggleMs);
    await this.#pilot('B');
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

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#around.clock.after(ms, resolve));
  }
}
