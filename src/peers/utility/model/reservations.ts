import type { Device } from './device.js';
import type { UtilityEvent } from './event.js';

/** A FlowReservationResponse. */
export interface Reservation extends UtilityEvent {
  readonly id: number;
  readonly device: Device;
  /** mRID of the request. */
  readonly subject: string;
  readonly energyWh: { readonly value: number; readonly multiplier: number };
  readonly powerW: { readonly value: number; readonly multiplier: number };
}

/** What was granted to devices that asked for energy. */
export class Reservations {
  readonly granted: Reservation[] = [];

  events(): readonly UtilityEvent[] {
    return this.granted;
  }

  of(device: Device): readonly Reservation[] {
    return this.granted.filter((reservation) => reservation.device === device);
  }
}
