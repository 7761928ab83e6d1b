import type { Request } from '../messages.js';
import type { Handler } from './handler.js';
import { answer, type Plan } from './plan.js';
import type { FailedCode } from './response-code.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/** A FAILED answer with every mandatory element; the session stays where it is. */
export function fail(handler: Handler, code: FailedCode, session: Session, request: Request, station: Station): Plan {
  return answer(code, handler.failedBody(session, request, station), session);
}

/** As {@link fail}, with the reason for the log. */
export function refusal(
  handler: Handler,
  code: FailedCode,
  why: string,
  session: Session,
  request: Request,
  station: Station,
): Plan {
  const body = { ResponseCode: code, ...handler.failedBody(session, request, station) };
  return { kind: 'answer', answer: { code, body, session, effects: [], why } };
}
