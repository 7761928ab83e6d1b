import { isSeeded } from '../faults/faults.js';
import { looksAtOrder, sessionIdPasses } from '../faults/faulty-session-id.js';
import type { Station } from '../session/station.js';
import { type Iso20Plan, refuse } from './handler.js';
import { iso20Handlers } from './handlers/handlers.js';
import { type Iso20Request, isSideStream, sideStreams } from './messages.js';
import { isIso20Allowed } from './sequence-table.js';
import type { Iso20SessionState } from './session.js';

/**
 * The whole SECC of ISO 15118-20 as one function. The SessionID is looked at first, in every message but SessionSetupReq
 * (V2G20-460), then the order (V2G20-459); before SessionSetup there is no SessionID that could be wrong.
 */
export function planIso20Request(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan {
  const handler = iso20Handlers[request.name];
  const hasId = session.phase !== 'session-setup' && request.name !== 'SessionSetupReq';
  if (hasId && !sessionIdPasses(station, request.sessionId, session.id)) {
    return refuse(handler, 'FAILED_UnknownSession', session, request, station);
  }
  const side = isSideStream(request);
  const belongs =
    !side ||
    isSeeded(station, 'iso20-side-stream-any-message') ||
    sideStreams.get(request.payloadType)?.includes(request.name) === true;
  const allowed =
    isIso20Allowed(session.phase, request.name, session.energy, side) ||
    (side && isSeeded(station, 'iso20-side-stream-any-time'));
  if (looksAtOrder(station) && (!belongs || !allowed)) {
    return refuse(handler, 'FAILED_SequenceError', session, request, station);
  }
  return handler.handle(session, request, station);
}

/** A request whose elements cannot be trusted is answered FAILED, with the response that belongs to it. */
export function planUnreadableIso20(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan {
  // Nothing of a broken body is used: its fields may be of any shape.
  return refuse(iso20Handlers[request.name], 'FAILED', session, { ...request, body: {} }, station);
}
