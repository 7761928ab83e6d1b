import { payloadTypes } from '../../wire/v2gtp.js';
import { objectAt } from '../exi-object.js';
import { describeViolations } from '../server/read-request.js';
import { CoreSession } from '../session/core-session.js';
import type { Answer } from '../session/plan.js';
import { planRequest, planUnreadable } from '../session/plan-request.js';
import type { Reply, Taken } from '../session/protocol-session.js';
import { replyPlan } from '../session/reply-plan.js';
import { isFailed } from '../session/response-code.js';
import type { Station } from '../session/station.js';
import { dinCode, fromCoreBody } from './from-core.js';
import { type DinRequestName, dinMessages, isDinRequest } from './messages.js';
import { toCoreRequest } from './to-core.js';

/** A session of DIN 70121, DC with external payment: the core of ISO 15118-2, spoken to in DIN's words. */
export class DinSession extends CoreSession {
  readonly protocol = 'DIN 70121';

  take(payloadType: number, payload: Uint8Array, station: Station): Taken {
    if (payloadType !== payloadTypes.exi) return { kind: 'foreign', why: `payload type 0x${payloadType.toString(16)}` };
    const read = this.codec.decode('din', payload);
    const why = describeViolations(read);
    const name = read.message;
    if (name === undefined || !isDinRequest(name)) {
      return { kind: 'unreadable', why: why === '' ? `${name ?? 'an empty body'} is no request` : why };
    }
    const envelope = objectAt(read.value, 'V2G_Message');
    const id = objectAt(envelope, 'Header')?.['SessionID'];
    const sessionId = id instanceof Uint8Array ? id : new Uint8Array();
    const body = objectAt(objectAt(envelope, 'Body'), name) ?? {};
    const request = toCoreRequest(name, sessionId, body, this.session);
    const dc = dcOnly(station);
    const plan = (why === '' ? planRequest : planUnreadable)(this.session, request, dc);
    const reply = (answer: Answer) => this.#reply(name, sessionId, answer, why !== '', dc);
    return {
      kind: 'request',
      message: name,
      broken: why === '' ? undefined : why,
      plan: replyPlan(plan, reply),
    };
  }

  #reply(name: DinRequestName, asked: Uint8Array, answer: Answer, unreadable: boolean, station: Station): Reply {
    const stops = answer.session.phase === 'stopped' && this.session.phase !== 'stopped';
    const { response } = dinMessages[name];
    const ended = answer.code === 'FAILED_SequenceError' || answer.code === 'FAILED_UnknownSession';
    return {
      message: response,
      code: dinCode(answer.code),
      failed: isFailed(answer.code),
      closes: unreadable || ended ? true : undefined,
      effects: answer.effects,
      milestone: answer.code === 'OK_NewSessionEstablished' ? 'established' : stops ? 'ended' : undefined,
      ends: stops,
      nextRequestWithinS: (timers) => timers.sequence_s,
      commit: () => {
        this.session = answer.session;
      },
      encode: () => {
        // Before a session exists, the answer carries what the vehicle sent.
        const noSession = answer.session.phase === 'session-setup';
        const Header = {
          SessionID: noSession ? asked.slice(0, 8) : answer.session.id,
          ...(unreadable ? { Notification: { FaultCode: 'ParsingError' } } : {}),
        };
        const body = fromCoreBody(name, answer.code, answer.body, answer.session, station);
        const value = { V2G_Message: { Header, Body: { [response]: body } } };
        return { payloadType: payloadTypes.exi, payload: this.codec.encode('din', value) };
      },
    };
  }
}

/** DIN 70121 is DC: the station as it looks to such a vehicle. */
function dcOnly(station: Station): Station {
  const modes = station.config.evse.energy_transfer_modes.filter((mode) => mode.startsWith('DC'));
  const energy_transfer_modes = modes.length === 0 ? (['DC_extended'] as const) : modes;
  const evse = { ...station.config.evse, energy_transfer_modes };
  return { ...station, config: { ...station.config, evse } };
}
