import { isSeeded } from '../faults/faults.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { ongoing, ongoingExpired } from '../session/ongoing.js';
import { answer } from '../session/plan.js';
import { authorizeContract } from './contract-authorization.js';

/**
 * Authorization. External payment (ISO 15118-2, 8.4.3.7): Ongoing_WaitingForCustomerInteraction until somebody
 * authorises, a refusal included (V2G2-854, V2G2-856); after V2G_SECC_Ongoing_Performance_Time FAILED.
 */
export const authorization: Handler = {
  request: 'AuthorizationReq',
  failedBody: () => ({ EVSEProcessing: 'Finished' }),
  handle(session, request, station) {
    if (session.contract !== undefined)
      return authorizeContract(authorization, session.contract, session, request, station);
    if (station.authorization === 'granted' || isSeeded(station, 'iso2-authorizes-anybody')) {
      return answer(
        'OK',
        { EVSEProcessing: 'Finished' },
        { ...session, phase: 'charge-parameters', ongoingSinceMs: undefined },
        [{ kind: 'request-schedule' }],
      );
    }
    const final = station.authorizationRefused && isSeeded(station, 'iso2-refusal-ends-session');
    if (final || ongoingExpired(session, station, station.config.timers.ongoing_s)) {
      return fail(authorization, 'FAILED', session, request, station);
    }
    return answer('OK', { EVSEProcessing: 'Ongoing_WaitingForCustomerInteraction' }, ongoing(session, station));
  },
};
