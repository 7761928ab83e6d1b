import { payloadTypes } from '../../wire/v2gtp.js';
import { isSeeded } from '../faults/faults.js';
import { iso20ResponseChanges } from '../faults/faulty-iso20-responses.js';
import { FaultyResponses } from '../faults/faulty-responses.js';
import type { CodecPort } from '../server/codec-port.js';
import type { Milestone, ProtocolSession, Reply, Taken } from '../session/protocol-session.js';
import { replyPlan } from '../session/reply-plan.js';
import type { Station } from '../session/station.js';
import type { Iso20Answer } from './handler.js';
import { type Iso20Request, iso20Messages, isSideStream, schemaOfPayload } from './messages.js';
import { planIso20Request, planUnreadableIso20 } from './plan-request.js';
import { readIso20Request } from './read-request.js';
import { freshIso20Session, type Iso20SessionState } from './session.js';

const payloadOfSchema = {
  'iso20.cm': payloadTypes.iso20Main,
  'iso20.ac': payloadTypes.iso20Ac,
  'iso20.dc': payloadTypes.iso20Dc,
} as const;

/** A session of ISO 15118-20 as the connection driver runs it: messages by payload type, side streams included. */
export class Iso20Session implements ProtocolSession {
  readonly protocol: string;
  readonly #codec: CodecPort;
  readonly #faulty = new FaultyResponses(iso20ResponseChanges);
  #session: Iso20SessionState;

  /** @param vehicleCertificate DER, from the TLS handshake: by it a paused vehicle is known again */
  constructor(codec: CodecPort, energy: 'ac' | 'dc', vehicleCertificate: Uint8Array | undefined) {
    this.protocol = `ISO 15118-20 ${energy.toUpperCase()}`;
    this.#codec = codec;
    this.#session = freshIso20Session(energy, vehicleCertificate);
  }

  get id(): Uint8Array {
    return this.#session.id;
  }

  get evccId(): string | undefined {
    return this.#session.evccId;
  }

  get phase(): string {
    return this.#session.phase;
  }

  get ended(): boolean {
    return this.#session.phase === 'stopped';
  }

  take(payloadType: number, payload: Uint8Array, station: Station): Taken {
    const schema = schemaOfPayload.get(payloadType);
    if (schema === undefined) return { kind: 'foreign', why: `payload type 0x${payloadType.toString(16)}` };
    const read = readIso20Request(this.#codec.decode(schema, payload), payloadType);
    if (read.kind === 'unknown') return { kind: 'unreadable', why: read.why };
    const { request } = read;
    if (request.name === 'CertificateInstallationReq' && isSeeded(station, 'iso20-no-installation')) {
      return { kind: 'unreadable', why: 'not implemented' };
    }
    const broken = read.kind === 'broken' ? read.why : undefined;
    const plan = (broken === undefined ? planIso20Request : planUnreadableIso20)(this.#session, request, station);
    const reply = (answer: Iso20Answer) => this.#reply(request, answer, station);
    return {
      kind: 'request',
      message: request.name,
      broken,
      plan: replyPlan(plan, reply),
    };
  }

  #reply(request: Iso20Request, answer: Iso20Answer, { wallS, faults }: Station): Reply {
    const { response, schema } = iso20Messages[request.name];
    const failed = answer.code.startsWith('FAILED');
    const side = isSideStream(request);
    const loops = request.name === 'AC_ChargeLoopReq' || request.name === 'DC_ChargeLoopReq';
    const stops = answer.session.phase === 'stopped' && this.#session.phase !== 'stopped';
    return {
      message: response,
      code: answer.code,
      failed,
      why: answer.why,
      // A FAILED code ends the session on both sides, whatever it is (V2G20-735).
      closes: failed,
      effects: answer.effects,
      milestone: milestone(answer, stops),
      ends: stops,
      nextRequestWithinS(timers) {
        // The main stream's timer is not a side stream's business; after a charge loop it is short (V2G20-1500, -1502).
        if (side) return undefined;
        return loops && !failed ? timers.charge_loop_sequence_s : timers.sequence_s;
      },
      commit: () => {
        this.#session = answer.session;
      },
      encode: () => {
        // Before a session exists, the answer carries what the vehicle sent (0 in a correct request); always eight bytes.
        const noSession = answer.session.phase === 'session-setup' && request.sessionId.length === 8;
        const Header = {
          SessionID: noSession ? request.sessionId : answer.session.id,
          TimeStamp: wallS,
          ...(answer.signature === undefined ? {} : { Signature: answer.signature }),
        };
        const out = this.#faulty.apply(faults, {
          message: response,
          payloadType: side ? request.payloadType : payloadOfSchema[schema],
          requestId: request.sessionId,
          header: Header,
          body: answer.body,
        });
        return {
          payloadType: out.payloadType,
          payload: this.#codec.encode(schema, { [out.message]: { Header: out.header, ...out.body } }),
        };
      },
    };
  }
}

function milestone(answer: Iso20Answer, stops: boolean): Milestone | undefined {
  if (answer.code === 'OK_NewSessionEstablished') return 'established';
  if (answer.code === 'OK_OldSessionJoined') return 'joined';
  if (!stops) return undefined;
  return answer.effects.some((effect) => effect.kind === 'remember-pause-iso20') ? 'paused' : 'ended';
}
