import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { ResponseCode } from './response-code.js';
import type { PausedSession, Session } from './session.js';

/** What has to happen at the output before a request can be answered. */
export type StationAction =
  | { readonly kind: 'energise'; readonly output: 'ac' | 'dc'; readonly limitW: number }
  | { readonly kind: 'de-energise'; readonly reason: string };

export type ActionOutcome = 'done' | 'contactor-error' | 'unavailable' | 'not-verified';

/** What happens beside the answer and is not waited for. */
export type Effect =
  | { readonly kind: 'start-isolation-test' }
  | { readonly kind: 'request-authorization'; readonly joined: boolean }
  | { readonly kind: 'request-schedule' }
  | { readonly kind: 'set-output'; readonly voltageV: number; readonly currentA: number }
  | { readonly kind: 'limit-power'; readonly limitW: number }
  | { readonly kind: 'occupy' }
  | { readonly kind: 'remember-pause'; readonly paused: PausedSession }
  | { readonly kind: 'forget-pause' };

/** A response with what follows from it. */
export interface Answer {
  readonly code: ResponseCode;
  readonly body: ExiObject;
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/** What a handler makes of a request: the answer, or what must be done first. */
export type Plan =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'act'; readonly action: StationAction; readonly resume: (outcome: ActionOutcome) => Answer };

/** An answer without anything to be done first. */
export function answer(code: ResponseCode, body: ExiObject, session: Session, effects: readonly Effect[] = []): Plan {
  return { kind: 'answer', answer: { code, body: { ResponseCode: code, ...body }, session, effects } };
}
