import type { PilotChange, StationSignal, VehicleState, Wiring } from '../devices/pilot-line/pilot-line.js';
import type { CapabilityFacts } from './capability-facts.js';

/** The control pilot between charger and vehicle, from the vehicle's side. */
export interface PilotLineAccess extends CapabilityFacts {
  /** Sets the vehicle's side: A unplugged, B plugged, C and D drawing power. @returns when, monotonic ns of this machine */
  vehicle(state: VehicleState): Promise<bigint>;
  /** Sets the wires between the two: a short, an open earth, no diode. @returns when, monotonic ns of this machine */
  wiring(wiring: Wiring): Promise<bigint>;
  /** What is on the line now, and the number of its newest change. */
  state(): Promise<{ readonly vehicle: VehicleState; readonly station: StationSignal; readonly last: number }>;
  /** What changed after change `after`, both sides; waits up to `timeoutMs` while there is nothing. */
  changes(after: number, timeoutMs: number): Promise<readonly PilotChange[]>;
  /** Sets the charger's side, where the harness plays the charger. */
  station(signal: StationSignal): Promise<void>;
  close(): Promise<void>;
}
