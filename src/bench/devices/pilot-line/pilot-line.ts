import type { Clock } from '../../../base/clock.js';

/** The vehicle's side of the control pilot (IEC 61851-1): what its resistors make of it. */
export const vehicleStates = ['A', 'B', 'C', 'D'] as const;
export type VehicleState = (typeof vehicleStates)[number];

/**
 * The wires between the two: as they should be, the control pilot shorted to protective earth, protective earth open, or a
 * vehicle without the diode that IEC 61851-1 wants.
 */
export const wirings = ['sound', 'cp-to-pe', 'pe-open', 'no-diode'] as const;
export type Wiring = (typeof wirings)[number];

/** What the charger measures of the vehicle's side: a state, `E` without voltage, `F` a negative half that no vehicle leaves. */
export type SeenState = VehicleState | 'E' | 'F';

/** What the charger puts on the line: no oscillation (X1), 1 kHz with a duty cycle (X2), no voltage (E), negative (F). */
export type StationSignal =
  | { readonly kind: 'steady' }
  | { readonly kind: 'oscillating'; readonly dutyPercent: number; readonly frequencyHz: number }
  | { readonly kind: 'E' }
  | { readonly kind: 'F' };

/** Something that happened on the line. */
export type PilotChange = {
  /** Counts from 1. */
  readonly number: number;
  /** Monotonic time of the machine, ns. */
  readonly ns: bigint;
} & (
  | { readonly side: 'vehicle'; readonly vehicle: SeenState }
  | { readonly side: 'station'; readonly station: StationSignal }
);

/** Changes that are remembered. */
const longest = 10_000;

/**
 * The line between a charger and a vehicle: either side sets its own, both see both, in order and with times. A vehicle
 * without diode is found once the line oscillates (a steady voltage has no negative half); that finding stays until it is
 * unplugged, as the boards of chargers have it.
 */
export class PilotLine {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  readonly #changes: PilotChange[] = [];
  #count = 0;
  #vehicle: VehicleState = 'A';
  #wiring: Wiring = 'sound';
  #seen: SeenState = 'A';
  #diodeMissed = false;
  #station: StationSignal = { kind: 'steady' };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get vehicle(): VehicleState {
    return this.#vehicle;
  }

  /** What the charger measures of the vehicle's side. */
  get seen(): SeenState {
    return this.#seen;
  }

  get station(): StationSignal {
    return this.#station;
  }

  /** Number of the newest change. */
  get last(): number {
    return this.#count;
  }

  /** Sets the vehicle's side. @returns the time of it, ns; a state that is there already is no change */
  setVehicle(vehicle: VehicleState): bigint {
    this.#vehicle = vehicle;
    if (vehicle === 'A') this.#diodeMissed = false;
    return this.#look();
  }

  /** Sets the wires. @returns the time of it, ns */
  setWiring(wiring: Wiring): bigint {
    this.#wiring = wiring;
    return this.#look();
  }

  /** Sets the charger's side; the same signal again is no change. */
  setStation(station: StationSignal): void {
    if (JSON.stringify(station) === JSON.stringify(this.#station)) return;
    this.#station = station;
    this.#add({ number: ++this.#count, ns: this.#clock.monotonicNs(), side: 'station', station });
    this.#look();
  }

  /** What came after a change; waits up to `timeoutMs` while there is nothing. */
  async changes(after: number, timeoutMs: number): Promise<readonly PilotChange[]> {
    if (this.#count <= after) await this.#news(timeoutMs);
    return this.#changes.filter(({ number }) => number > after);
  }

  /** What the charger measures now; what is new becomes a change. */
  #look(): bigint {
    const ns = this.#clock.monotonicNs();
    if (this.#wiring === 'no-diode' && this.#vehicle !== 'A' && this.#station.kind === 'oscillating') {
      this.#diodeMissed = true;
    }
    const seen = this.#measured();
    if (seen === this.#seen) return ns;
    this.#seen = seen;
    this.#add({ number: ++this.#count, ns, side: 'vehicle', vehicle: seen });
    return ns;
  }

  #measured(): SeenState {
    if (this.#wiring === 'cp-to-pe') return 'E';
    // Without earth no current flows back: the line stays at its open voltage, as with nobody there.
    if (this.#wiring === 'pe-open') return 'A';
    return this.#diodeMissed ? 'F' : this.#vehicle;
  }

  #news(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        cancel();
        this.#waiting.delete(finish);
        resolve();
      };
      const cancel = this.#clock.after(timeoutMs, finish);
      this.#waiting.add(finish);
    });
  }

  #add(change: PilotChange): void {
    this.#changes.push(change);
    if (this.#changes.length > longest) this.#changes.shift();
    for (const finish of [...this.#waiting]) finish();
  }
}
