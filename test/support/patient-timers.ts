import { timersWith, type VehicleTimers } from '../../src/peers/vehicle/vehicle-timers.js';

/** Longer than a loaded machine takes for anything that a test waits for, ms. */
export const patientMs = 30_000;

const ofMessage = Object.fromEntries(Object.keys(timersWith().message).map((name) => [name, patientMs]));

/**
 * Timers of a vehicle in a test that is not about timers. Those of the standard (250 ms for CurrentDemandReq) run out where
 * both ends are in one process and the machine has other things to do for a moment.
 */
export function patientTimers(changes: Partial<VehicleTimers> = {}): VehicleTimers {
  return timersWith({
    ...{ message: ofMessage, ongoing: 60_000, cableCheck: 60_000, preCharge: 60_000, preChargeIso20: 60_000 },
    ...{ setup: 60_000, connect: patientMs },
    ...changes,
  });
}
