import { powerAt } from '../schedule/offer-schedules.js';
import { outputLimitW } from './charge-parameter.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/** What the chosen schedule and the output allow at this moment, W. */
export function allowedPowerW(session: Session, station: Station, tupleId = session.tupleId): number {
  const mode = session.mode ?? station.config.evse.energy_transfer_modes[0]!;
  const limitW = Math.min(
    outputLimitW(mode, station.config.limits),
    station.grid?.maxChargeW ?? Number.POSITIVE_INFINITY,
  );
  const schedules = session.schedules;
  const tuple = schedules?.tuples.find((candidate) => candidate.id === tupleId);
  if (schedules === undefined || tuple === undefined) return limitW;
  return Math.min(limitW, powerAt(tuple, Math.max(0, station.wallS - schedules.offeredAtS)));
}
