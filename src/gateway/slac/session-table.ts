import type { Clock } from '../../base/clock.js';
import type { SessionCare } from './session-care.js';
import type { SlacStationEvent } from './slac-station-options.js';
import type { VehicleSession } from './vehicle-session.js';

/** The matchings that run, by the address of their vehicle. */
export class SessionTable implements SessionCare {
  readonly #clock: Clock;
  readonly #byVehicle = new Map<string, VehicleSession>();
  readonly tell: (event: SlacStationEvent) => void;

  constructor(clock: Clock, tell: (event: SlacStationEvent) => void) {
    this.#clock = clock;
    this.tell = tell;
  }

  get size(): number {
    return this.#byVehicle.size;
  }

  of(vehicle: string): VehicleSession | undefined {
    return this.#byVehicle.get(vehicle);
  }

  sessions(): readonly VehicleSession[] {
    return [...this.#byVehicle.values()];
  }

  add(session: VehicleSession): void {
    this.#byVehicle.set(session.vehicle, session);
  }

  limit(session: VehicleSession, ms: number, reason: string): void {
    session.cancelTimer();
    session.cancelTimer = this.#clock.after(ms, () => this.end(session, reason));
  }

  end(session: VehicleSession, reason: string): void {
    session.cancelTimer();
    this.#byVehicle.delete(session.vehicle);
    this.tell({ kind: 'session-ended', vehicle: session.vehicle, reason });
  }

  /** Without a word: the charger itself ends. */
  clear(): void {
    for (const session of this.#byVehicle.values()) session.cancelTimer();
    this.#byVehicle.clear();
  }
}
