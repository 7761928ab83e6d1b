import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { EnergyWish } from '../sep2/station-view.js';
import type { ResponseCode } from './response-code.js';
import type { PausedIso20, PausedSession, Session } from './session.js';

/** What has to happen at the output before a request can be answered. */
export type StationAction =
  /** `bidirectional`: power is set with its sign from now on (below 0: out of the vehicle), not only limited. */
  | {
      readonly kind: 'energise';
      readonly output: 'ac' | 'dc';
      readonly limitW: number;
      readonly bidirectional?: boolean;
    }
  | { readonly kind: 'de-energise'; readonly reason: string };

export type ActionOutcome = 'done' | 'contactor-error' | 'unavailable' | 'not-verified';

/** What happens beside the answer and is not waited for. */
export type Effect =
  | { readonly kind: 'start-isolation-test' }
  | { readonly kind: 'request-authorization'; readonly joined: boolean }
  | { readonly kind: 'request-schedule' }
  /** Currents below 0 flow out of the vehicle. */
  | { readonly kind: 'set-output'; readonly voltageV: number; readonly currentA: number }
  | { readonly kind: 'limit-power'; readonly limitW: number }
  | { readonly kind: 'occupy' }
  | { readonly kind: 'remember-pause'; readonly paused: PausedSession }
  | { readonly kind: 'remember-pause-iso20'; readonly paused: PausedIso20 }
  /** What a bidirectional session wants of the energy, for the utility. */
  | { readonly kind: 'note-energy-wish'; readonly wish: EnergyWish }
  /** What the operator wished for has been done, or begun. */
  | { readonly kind: 'wish-granted' }
  | { readonly kind: 'forget-pause' };

/** A response with what follows from it. `S` is the protocol's session, `C` its response codes. */
export interface Answer<S = Session, C extends string = ResponseCode> {
  readonly code: C;
  readonly body: ExiObject;
  readonly session: S;
  readonly effects: readonly Effect[];
  /** Signature of the header, over parts of the body. */
  readonly signature?: ExiObject;
  /** Why it was refused, for the log. */
  readonly why?: string;
}

/** What a handler makes of a request: the answer, or what must be done first. */
export type Plan<S = Session, C extends string = ResponseCode> =
  | { readonly kind: 'answer'; readonly answer: Answer<S, C> }
  | { readonly kind: 'act'; readonly action: StationAction; readonly resume: (outcome: ActionOutcome) => Answer<S, C> };

/** An answer without anything to be done first. */
export function answer<S = Session, C extends string = ResponseCode>(
  code: C,
  body: ExiObject,
  session: S,
  effects: readonly Effect[] = [],
): Extract<Plan<S, C>, { kind: 'answer' }> {
  return { kind: 'answer', answer: { code, body: { ResponseCode: code, ...body }, session, effects } };
}
