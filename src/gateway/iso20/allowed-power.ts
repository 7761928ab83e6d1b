import { powerAt } from '../schedule/offer-schedules.js';
import type { Station } from '../session/station.js';
import type { Iso20SessionState } from './session.js';
import { outputLimits } from './station-limits.js';

/** What the chosen schedule and the output allow at this moment towards the vehicle, W. */
export function allowedChargeW(session: Iso20SessionState, station: Station, tupleId = session.tupleId): number {
  const limitW = Math.min(
    outputLimits(station.config, session.energy).maxPowerW,
    station.grid?.maxChargeW ?? Number.POSITIVE_INFINITY,
  );
  const { schedules } = session;
  const tuple = schedules?.tuples.find((candidate) => candidate.id === tupleId) ?? schedules?.tuples[0];
  if (schedules === undefined || tuple === undefined) return limitW;
  return Math.min(limitW, powerAt(tuple, Math.max(0, station.wallS - schedules.offeredAtS)));
}

/** What may flow out of the vehicle, W, 0 or more; 0 where the service is not bidirectional. */
export function allowedDischargeW(session: Iso20SessionState, station: Station): number {
  if (session.service?.bidirectional !== true) return 0;
  return Math.min(
    outputLimits(station.config, session.energy).maxDischargePowerW,
    session.evLimits.maxDischargePowerW,
    station.grid?.maxDischargeW ?? Number.POSITIVE_INFINITY,
  );
}

/**
 * The power that the station wants in dynamic and bidirectional AC sessions, W, below 0 out of the vehicle: the setpoint of the
 * grid, of the operator, else what the schedule allows; within the limits of both sides and of the grid.
 */
export function wantedPowerW(session: Iso20SessionState, station: Station): number {
  const most = Math.min(allowedChargeW(session, station), session.evLimits.maxPowerW);
  const wanted = station.grid?.setpointW ?? station.setpointW ?? most;
  return Math.max(-allowedDischargeW(session, station), Math.min(most, wanted));
}
