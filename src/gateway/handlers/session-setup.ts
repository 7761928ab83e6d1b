import type { SessionSetupReq } from '../../messages/iso2/session-setup.js';
import { fromHex, sameBytes, toHex } from '../bytes.js';
import { resumable } from '../faults/faulty-resume.js';
import { faultySessionId } from '../faults/faulty-session-id.js';
import { bodyOf, type Request } from '../messages.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { answer, type Plan } from '../session/plan.js';
import { type Session, sessionIdLength } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * SessionSetup (ISO 15118-2, 8.4.3.2). The SessionID of a paused session joins it again (V2G2-753, V2G2-754); any other
 * one, zero included, gets a new SessionID from the cryptographic generator (V2G2-750, V2G2-835).
 */
export const sessionSetup: Handler = {
  request: 'SessionSetupReq',
  failedBody: (_session, _request, station) => ({ EVSEID: station.config.evse.id }),
  handle(session, request, station): Plan {
    if (station.occupied) return fail(sessionSetup, 'FAILED', session, request, station);
    const evccId = bodyOf<SessionSetupReq>(request).EVCCID;
    const paused = resumable(station, request.sessionId);
    const body = { EVSEID: station.config.evse.id, EVSETimeStamp: station.wallS };
    if (paused !== undefined && sameBytes(request.sessionId, fromHex(paused.id))) {
      // A mode that the configuration no longer offers is not carried over.
      const keeps = paused.mode !== undefined && station.config.evse.energy_transfer_modes.includes(paused.mode);
      const joined: Session = {
        ...session,
        phase: 'service-discovery',
        id: request.sessionId,
        evccId,
        joined: true,
        mode: keeps ? paused.mode : undefined,
        tupleId: paused.tupleId,
        schedules: keeps ? paused.schedules : undefined,
        payment: paused.payment,
        pausedEmaid: paused.emaid,
      };
      return answer('OK_OldSessionJoined', body, joined, [{ kind: 'occupy' }, { kind: 'forget-pause' }]);
    }
    const id = newSessionId(request, station);
    return answer('OK_NewSessionEstablished', body, { ...session, phase: 'service-discovery', id, evccId }, [
      { kind: 'occupy' },
      ...(paused === undefined ? [] : [{ kind: 'forget-pause' } as const]),
    ]);
  },
};

function newSessionId(request: Request, station: Station): Uint8Array {
  const faulty = faultySessionId(station);
  if (faulty !== undefined) return faulty;
  for (;;) {
    const id = Uint8Array.from(station.random(sessionIdLength));
    const isZero = id.every((byte) => byte === 0);
    if (!isZero && !sameBytes(id, request.sessionId) && toHex(id) !== station.paused?.id) return id;
  }
}
