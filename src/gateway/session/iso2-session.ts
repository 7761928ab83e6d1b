import { payloadTypes } from '../../wire/v2gtp.js';
import { iso2ResponseChanges } from '../faults/faulty-iso2-responses.js';
import { FaultyResponses } from '../faults/faulty-responses.js';
import { type Request, responseOf } from '../messages.js';
import { readRequest } from '../server/read-request.js';
import { CoreSession } from './core-session.js';
import type { Answer } from './plan.js';
import { planRequest, planUnreadable } from './plan-request.js';
import type { Milestone, Reply, Taken } from './protocol-session.js';
import { replyPlan } from './reply-plan.js';
import { isFailed } from './response-code.js';
import type { Session } from './session.js';
import type { Station } from './station.js';

/** A session of ISO 15118-2 as the connection driver runs it. */
export class Iso2Session extends CoreSession {
  readonly protocol = 'ISO 15118-2';
  readonly #faulty = new FaultyResponses(iso2ResponseChanges);

  take(payloadType: number, payload: Uint8Array, station: Station): Taken {
    if (payloadType !== payloadTypes.exi) return { kind: 'foreign', why: `payload type 0x${payloadType.toString(16)}` };
    const read = readRequest(this.codec.decode('iso2', payload));
    if (read.kind === 'unknown') return { kind: 'unreadable', why: read.why };
    const { request } = read;
    const broken = read.kind === 'broken' ? read.why : undefined;
    const plan =
      broken === undefined
        ? planRequest(this.session, request, station)
        : planUnreadable(this.session, request, station);
    const reply = (answer: Answer) => this.#reply(request, answer, broken !== undefined, station);
    return {
      kind: 'request',
      message: request.name,
      broken,
      plan: replyPlan(plan, reply),
    };
  }

  #reply(request: Request, answer: Answer, unreadable: boolean, { faults }: Station): Reply {
    const before = this.session;
    const message = responseOf[request.name];
    return {
      message,
      code: answer.code,
      failed: isFailed(answer.code),
      why: answer.why,
      // V2G2-538, V2G2-539: a wrong order ends the session; for the rest readings differ and the configuration decides.
      closes:
        unreadable || answer.code === 'FAILED_SequenceError' || answer.code === 'FAILED_UnknownSession'
          ? true
          : undefined,
      effects: answer.effects,
      milestone: milestone(answer, before),
      ends: answer.session.phase === 'stopped' && before.phase !== 'stopped',
      nextRequestWithinS: (timers) => timers.sequence_s,
      commit: () => {
        this.session = answer.session;
      },
      encode: () => {
        // Before a session exists, the answer carries what the vehicle sent (0 in a correct request).
        const noSession = answer.session.phase === 'session-setup';
        const Header = {
          SessionID: noSession ? request.sessionId.slice(0, 8) : answer.session.id,
          ...(unreadable ? { Notification: { FaultCode: 'ParsingError' } } : {}),
          ...(answer.signature === undefined ? {} : { Signature: answer.signature }),
        };
        const { sessionId: requestId } = request;
        const planned = { message, payloadType: payloadTypes.exi, requestId, header: Header, body: answer.body };
        const out = this.#faulty.apply(faults, planned);
        const value = { V2G_Message: { Header: out.header, Body: { [out.message]: out.body } } };
        return { payloadType: out.payloadType, payload: this.codec.encode('iso2', value) };
      },
    };
  }
}

function milestone(answer: Answer, before: Session): Milestone | undefined {
  if (answer.code === 'OK_NewSessionEstablished') return 'established';
  if (answer.code === 'OK_OldSessionJoined') return 'joined';
  if (answer.session.phase !== 'stopped' || before.phase === 'stopped') return undefined;
  return answer.effects.some((effect) => effect.kind === 'remember-pause') ? 'paused' : 'ended';
}
