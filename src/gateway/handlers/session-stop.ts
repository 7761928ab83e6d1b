import type { SessionStopReq } from '../../messages/iso2/session-stop.js';
import { toHex } from '../bytes.js';
import { bodyOf } from '../messages.js';
import { pilotReleased } from '../session/dc-request.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { energyPhases } from '../session/phase.js';
import { type Answer, answer, type Effect } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * SessionStop (ISO 15118-2, 8.4.3.11): Terminate forgets the session, Pause keeps what V2G2-740 and V2G2-741 need to join it
 * again. FAILED while the pilot still shows state C or D after energy has flowed.
 */
export const sessionStop: Handler = {
  request: 'SessionStopReq',
  failedBody: () => ({}),
  handle(session, request, station) {
    if (session.powered && !pilotReleased(station)) return fail(sessionStop, 'FAILED', session, request, station);
    const ended: Session = { ...session, phase: 'stopped' };
    const effects = [endEffect(session, bodyOf<SessionStopReq>(request).ChargingSession, station)];
    if (!energyPhases.has(session.phase)) return answer('OK', {}, ended, effects);
    return {
      kind: 'act',
      action: { kind: 'de-energise', reason: 'SessionStop' },
      resume: (outcome): Answer => {
        const code = outcome === 'done' ? 'OK' : 'FAILED';
        // A session that fails to end is not one that could be joined again.
        return { code, body: { ResponseCode: code }, session: ended, effects: code === 'OK' ? effects : [] };
      },
    };
  },
};

function endEffect(session: Session, how: 'Terminate' | 'Pause', station: Station): Effect {
  if (how === 'Terminate') return { kind: 'forget-pause' };
  const emaid = session.contract?.emaid ?? session.pausedEmaid;
  return {
    kind: 'remember-pause',
    paused: {
      id: toHex(session.id),
      evccId: toHex(session.evccId ?? new Uint8Array()),
      mode: session.mode,
      tupleId: session.tupleId,
      schedules: session.schedules,
      ...(session.payment === undefined ? {} : { payment: session.payment }),
      ...(emaid === undefined ? {} : { emaid }),
      pausedAtS: station.wallS,
    },
  };
}
