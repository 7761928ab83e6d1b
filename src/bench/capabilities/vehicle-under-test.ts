import type { CapabilityFacts } from './capability-facts.js';

/** What a vehicle under test is plugged in for. */
export interface VehiclePlan {
  readonly energy: 'ac' | 'dc';
  /** How it is to end its session. Default Terminate. */
  readonly ends?: 'Terminate' | 'Pause';
  /** What ends a pause: the vehicle itself (a B-C-B toggle), or the charger that turns its oscillator on. Default `itself`. */
  readonly wakes?: 'itself' | 'charger';
  /** Which of several schedules it is to take: the first, the one with the lowest price, the one it had before a renegotiation. */
  readonly schedule?: 'first' | 'cheapest' | 'same';
  /** It is to name a departure time so many seconds away; undefined: it names none. */
  readonly departureSeconds?: number;
  /** Charge loop after which it is to ask for a renegotiation by itself, once; undefined: it does not. */
  readonly renegotiateAtLoop?: number;
  /** What the vehicle under test leaves out by its PICS, where it can be told to: a real one is as it is. */
  readonly serviceDetail?: boolean;
  readonly weldingDetection?: boolean;
  /** Charge loops after which it is to stop by itself; undefined: it charges until it is told to stop. */
  readonly loops?: number;
  /** Folder of the PKI that it trusts and whose contract it has: TLS. Default: plain TCP. */
  readonly pki?: string;
  /** It pays by contract; `install`: it has none yet, `update`: it renews it first. Default: external payment. */
  readonly contract?: 'none' | 'install' | 'update';
  /** Faults to seed into our own vehicle; a real one has its own. */
  readonly faults?: readonly string[];
}

/** A vehicle as the item under test. */
export interface VehicleUnderTest extends CapabilityFacts {
  /** Folder of the PKI whose certificates a real vehicle has; undefined: it is given those of the run. */
  readonly pki?: string;
  /** Plugs it in, unplugged before; resolves when it is. @throws PlumblineError BENCH-018 when it cannot be done */
  plug(plan: VehiclePlan): Promise<void>;
  /** Unplugs it; does nothing when it is not plugged in. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}
