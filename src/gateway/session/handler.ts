import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { Request, RequestName } from '../messages.js';
import type { Plan } from './plan.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/** What this SECC does with one message. Pure: no clock, no socket, no device but through what it is given. */
export interface Handler {
  readonly request: RequestName;
  /** Called only for a request that the sequence table allows, with the right SessionID and a valid body. */
  handle(session: Session, request: Request, station: Station): Plan;
  /**
   * The mandatory elements beside ResponseCode, with valid values: a FAILED answer carries them too (V2G2-736).
   */
  failedBody(session: Session, request: Request, station: Station): ExiObject;
}
