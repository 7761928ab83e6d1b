import { toHex } from '../bytes.js';
import type { PausedIso20, PausedSession } from '../session/session.js';
import type { Station } from '../session/station.js';
import { isSeeded } from './faults.js';

/** The paused session that a vehicle may be taken back into: the one that there is, none, or whatever it names. */
export function resumable(station: Station, named: Uint8Array): PausedSession | undefined {
  if (isSeeded(station, 'session-never-joined')) return undefined;
  const known = named.some((byte) => byte !== 0) && station.paused === undefined;
  if (!isSeeded(station, 'session-joins-anything') || !known) return station.paused;
  return { id: toHex(named), evccId: '', mode: undefined, tupleId: undefined, schedules: undefined, pausedAtS: 0 };
}

/** The same in ISO 15118-20. */
export function resumableIso20(station: Station): PausedIso20 | undefined {
  return isSeeded(station, 'session-never-joined') ? undefined : station.pausedIso20;
}

/** Whether the certificate of a vehicle that comes back is held against the one that paused. */
export function looksAtVehicle(station: Station): boolean {
  return !isSeeded(station, 'iso20-any-vehicle-joins');
}
