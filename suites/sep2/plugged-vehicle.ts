import { systemClock } from '../../src/base/clock.js';
import { openVehicle, type Vehicle } from '../../src/peers/vehicle/vehicle.js';
import type { Harness } from '../engine/harness.js';

/** What the vehicle at the charging point does with its battery: power in W, below 0 out of the vehicle. */
export type EnergyWish = number;

/** Pause between two charge loops, ms: far below the 500 ms after which the SECC of ISO 15118-20 gives the session up. */
const loopPauseMs = 100;
/** A vehicle that charges asks for this much more than its pack has, V; the power counts with it. */
const chargeRiseV = 10;
/** Pause before a session that ended is opened again, ms. */
const againMs = 200;

/**
 * A vehicle of ISO 15118-20 that stays plugged in while cases of the grid side run: it opens a bidirectional DC session,
 * wants the same power all the time, and comes back whenever its session ends. What the grid allows is the gateway's part.
 */
export class PluggedVehicle {
  #wish: EnergyWish | undefined;
  #running: Promise<void> = Promise.resolve();
  #sessions = 0;
  #failure: string | undefined;
  #rude = false;

  constructor(private readonly harness: Harness) {}

  /** Sessions opened so far. */
  get sessions(): number {
    return this.#sessions;
  }

  /** Why the newest session could not be opened, or ended; for the reader of an inconclusive case. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get wish(): EnergyWish | undefined {
    return this.#wish;
  }

  /** Plugs in and wants `watts` from now on; a session with another wish is ended first. */
  async want(watts: EnergyWish): Promise<void> {
    if (this.#wish === watts) return;
    await this.leave();
    this.#wish = watts;
    this.#running = this.#run(watts);
  }

  /** Ends the session as a vehicle should, and unplugs. */
  async leave(): Promise<void> {
    this.#wish = undefined;
    await this.#running;
  }

  /** Is gone at once, without a word: for the end of a run, where nobody looks any more. */
  async vanish(): Promise<void> {
    this.#wish = undefined;
    this.#rude = true;
    await this.#running;
  }

  async #run(watts: number): Promise<void> {
    while (this.#wish === watts) {
      const vehicle = this.#open(watts);
      const drive = await vehicle.driveTo('one-loop');
      if (drive.reached) {
        this.#sessions++;
        this.#failure = await this.#charge(vehicle, watts);
      } else this.#failure = drive.failure?.text ?? 'no reason known';
      const polite = !this.#rude && (vehicle.state === 'loop-done' || vehicle.state === 'one-loop');
      if (polite) await vehicle.driveTo('stopped');
      await vehicle.close();
      if (this.#wish === watts) await pause(againMs);
    }
  }

  /** Goes on as long as it is wanted; returns why it ended otherwise. */
  async #charge(vehicle: Vehicle, watts: number): Promise<string | undefined> {
    while (this.#wish === watts) {
      const { outcome, responseCode } = await vehicle.request('DC_ChargeLoopReq');
      if (outcome !== 'answered' || responseCode?.startsWith('FAILED') !== false) {
        return `charge loop: ${responseCode ?? outcome}`;
      }
      await pause(loopPauseMs);
    }
    return undefined;
  }

  #open(watts: number): Vehicle {
    const { bench, tls, keylog } = this.harness;
    const mesh = bench.interfaces['mesh'];
    if (mesh === undefined) throw new Error('the bench has no interface in the role mesh');
    const voltage = 400;
    return openVehicle({
      interface: mesh.name,
      security: 'tls',
      energy: 'dc',
      protocol: 'iso20',
      loops: 1,
      ...(tls === undefined ? {} : { tls }),
      keylog,
      iso20: {
        service: 'DC_BPT',
        controlMode: 'scheduled',
        maxDischargePower: Math.max(1, -watts),
        ...(watts < 0 ? { dischargeCurrent: -watts / voltage } : {}),
      },
      // A full pack holds its voltage, so that current times voltage is the power that is wanted.
      car: {
        socPercent: 99,
        capacityWh: 10_000_000,
        dc: {
          emptyVoltage: voltage,
          fullVoltage: voltage,
          targetCurrent: Math.max(0, watts) / (voltage + chargeRiseV),
          currentStep: 1000,
        },
      },
      timers: { chargeLoopPause: loopPauseMs },
    });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => systemClock.after(ms, resolve));
}
