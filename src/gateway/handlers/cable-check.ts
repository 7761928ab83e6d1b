import { isSeeded } from '../faults/faults.js';
import { pilotTakesEnergy } from '../session/dc-request.js';
import { dcStatus } from '../session/evse-status.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { ongoing, ongoingExpired } from '../session/ongoing.js';
import { answer } from '../session/plan.js';

/**
 * CableCheck (ISO 15118-2, 8.4.5.2): needs state C or D on the pilot; its first request starts the isolation test, which
 * is made anew in every pass; Finished once it is over, FAILED on a fault or when it takes too long.
 */
export const cableCheck: Handler = {
  request: 'CableCheckReq',
  failedBody: (_session, _request, station) => ({ DC_EVSEStatus: dcStatus(station), EVSEProcessing: 'Finished' }),
  handle(session, request, station) {
    if (!pilotTakesEnergy(station)) return fail(cableCheck, 'FAILED', session, request, station);
    if (session.powered && isSeeded(station, 'iso2-supply-on-in-renegotiation')) {
      return fail(cableCheck, 'FAILED', session, request, station);
    }
    const first = session.ongoingSinceMs === undefined;
    if (!first && station.isolation === 'fault') return fail(cableCheck, 'FAILED', session, request, station);
    if (!first && (station.isolation === 'valid' || station.isolation === 'warning')) {
      const body = { DC_EVSEStatus: dcStatus(station), EVSEProcessing: 'Finished' };
      return answer('OK', body, { ...session, phase: 'pre-charge', ongoingSinceMs: undefined });
    }
    if (ongoingExpired(session, station, station.config.timers.cable_check_s)) {
      return fail(cableCheck, 'FAILED', session, request, station);
    }
    const body = { DC_EVSEStatus: dcStatus({ ...station, isolation: 'testing' }), EVSEProcessing: 'Ongoing' };
    return answer('OK', body, ongoing(session, station), first ? [{ kind: 'start-isolation-test' }] : []);
  },
};
