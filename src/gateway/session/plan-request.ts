import { looksAtOrder, sessionIdPasses } from '../faults/faulty-session-id.js';
import { handlers } from '../handlers/handlers.js';
import type { Request } from '../messages.js';
import { fail } from './fail.js';
import type { Plan } from './plan.js';
import { isAllowed } from './sequence-table.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/**
 * The whole SECC as one function: session and request in, answer (or what must be done first) out. The SessionID is
 * looked at first, in every message but SessionSetupReq (V2G2-460), then the order (V2G2-459); before SessionSetup there
 * is no SessionID that could be wrong.
 */
export function planRequest(session: Session, request: Request, station: Station): Plan {
  const handler = handlers[request.name];
  const hasId = session.phase !== 'session-setup' && request.name !== 'SessionSetupReq';
  if (hasId && !sessionIdPasses(station, request.sessionId, session.id)) {
    return fail(handler, 'FAILED_UnknownSession', session, request, station);
  }
  if (looksAtOrder(station) && !isAllowed(session.phase, request.name)) {
    return fail(handler, 'FAILED_SequenceError', session, request, station);
  }
  return handler.handle(session, request, station);
}

/** A request whose elements cannot be trusted is answered FAILED, with the response that belongs to it. */
export function planUnreadable(session: Session, request: Request, station: Station): Plan {
  return fail(handlers[request.name], 'FAILED', session, request, station);
}
