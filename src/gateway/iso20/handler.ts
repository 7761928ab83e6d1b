import type { responseCodeType } from '../../messages/iso20/common-types/index.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { ongoingEnds } from '../faults/faulty-timers.js';
import { type Answer, answer, type Effect, type Plan } from '../session/plan.js';
import type { Station } from '../session/station.js';
import type { Iso20Request, Iso20RequestName } from './messages.js';
import type { Iso20SessionState } from './session.js';

/** Response codes of ISO 15118-20 (responseCodeType): OK_*, WARNING_*, FAILED_*. */
export type Iso20Code = responseCodeType;
export type Iso20Failed = Extract<Iso20Code, `FAILED${string}`>;
export type Iso20Answer = Answer<Iso20SessionState, Iso20Code>;
export type Iso20Plan = Plan<Iso20SessionState, Iso20Code>;

/** What this SECC does with one message. Pure: no clock, no socket, no device but through what it is given. */
export interface Iso20Handler {
  readonly request: Iso20RequestName;
  /** Called only for a request that the sequence table allows, with the right SessionID and a valid body. */
  handle(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan;
  /** The mandatory elements beside ResponseCode, with valid values: a FAILED answer carries them too (V2G20-735). */
  failedBody(session: Iso20SessionState, request: Iso20Request, station: Station): ExiObject;
}

/** A positive answer, or a warning. */
export function respond(
  code: Iso20Code,
  body: ExiObject,
  session: Iso20SessionState,
  effects: readonly Effect[] = [],
): Iso20Plan {
  return answer(code, body, session, effects);
}

/** A FAILED answer with every mandatory element; the session stays where it is, and ends after it (V2G20-735). */
export function refuse(
  handler: Iso20Handler,
  code: Iso20Failed,
  session: Iso20SessionState,
  request: Iso20Request,
  station: Station,
): Iso20Plan {
  return answer<Iso20SessionState, Iso20Code>(code, handler.failedBody(session, request, station), session);
}

/** As {@link refuse}, or a warning, with the reason for the log. */
export function explain(plan: Iso20Plan, why: string): Iso20Plan {
  return plan.kind === 'answer' ? { kind: 'answer', answer: { ...plan.answer, why } } : plan;
}

/** Whether a phase that answers Ongoing has done so for `limitS` seconds since its first answer. */
export function ongoingExpired(session: Iso20SessionState, station: Station, limitS: number): boolean {
  return (
    ongoingEnds(station) &&
    session.ongoingSinceMs !== undefined &&
    station.nowMs - session.ongoingSinceMs >= limitS * 1000
  );
}

/** The session with the start of its Ongoing phase noted. */
export function ongoing(session: Iso20SessionState, station: Station): Iso20SessionState {
  return { ...session, ongoingSinceMs: session.ongoingSinceMs ?? station.nowMs };
}
