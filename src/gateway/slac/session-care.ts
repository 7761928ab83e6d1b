import type { SlacStationEvent } from './slac-station-options.js';
import type { VehicleSession } from './vehicle-session.js';

/** What a desk needs of the charger. */
export interface SessionCare {
  sessions(): readonly VehicleSession[];
  tell(event: SlacStationEvent): void;
  /** Ends the session after so many ms, unless something comes. */
  limit(session: VehicleSession, ms: number, reason: string): void;
  end(session: VehicleSession, reason: string): void;
}
