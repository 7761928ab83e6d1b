import { ongoingEnds } from '../faults/faulty-timers.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/** Whether a phase that answers Ongoing has done so for `limitS` seconds since its first answer. */
export function ongoingExpired(session: Session, station: Station, limitS: number): boolean {
  return (
    ongoingEnds(station) &&
    session.ongoingSinceMs !== undefined &&
    station.nowMs - session.ongoingSinceMs >= limitS * 1000
  );
}

/** The session with the start of its Ongoing phase noted. */
export function ongoing(session: Session, station: Station): Session {
  return { ...session, ongoingSinceMs: session.ongoingSinceMs ?? station.nowMs };
}
