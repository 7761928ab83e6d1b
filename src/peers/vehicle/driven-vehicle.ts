import type { Clock } from '../../base/clock.js';
import type { Car } from './car.js';
import type { DriveFailure } from './drive-result.js';
import type { Exchange } from './exchange.js';
import type { RequestName } from './message-names.js';
import type { RequestOptions } from './request-options.js';
import type { SessionFacts } from './session-facts.js';
import type { VehicleEvent } from './vehicle-event.js';
import type { VehicleOptions } from './vehicle-options.js';
import type { Step, VehicleProtocol } from './vehicle-protocol.js';
import type { VehicleState } from './vehicle-state.js';
import type { VehicleTimers } from './vehicle-timers.js';

/** What a drive needs of the vehicle. */
export interface DrivenVehicle {
  readonly state: VehicleState;
  readonly options: VehicleOptions;
  readonly timers: VehicleTimers;
  readonly clock: Clock;
  readonly facts: SessionFacts;
  readonly car: Car;
  readonly protocol: VehicleProtocol;
  /** What a correct vehicle would send now. */
  readonly nextStep: Step | undefined;
  /** What the SECC has asked for between two charge loops. */
  readonly interlude: RequestName | undefined;
  request(name: RequestName, options?: RequestOptions): Promise<Exchange>;
  discover(): Promise<DriveFailure | undefined>;
  connect(timeoutMs: number): Promise<DriveFailure | undefined>;
  enter(state: VehicleState): void;
  tell(event: VehicleEvent): void;
}
