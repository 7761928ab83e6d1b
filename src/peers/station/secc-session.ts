import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isIso2Request } from '../vehicle/message-names.js';
import { bytesAt, sameBytes, textAt } from '../vehicle/read-value.js';
import { answers, handshakeAnswer, type SeccFacts } from './answers.js';
import type { ContractDesk } from './contract-desk.js';
import type { SeccSurroundings } from './scripted-secc.js';
import { defaultLimits, type SeccScript } from './secc-script.js';

/** A response before it is put into a frame. */
export interface SeccResponse {
  readonly schema: 'sap' | 'iso2';
  readonly name: string;
  readonly body: ExiObject;
  /** For the header. */
  readonly signature?: ExiObject | undefined;
  /** What is wrong with certificates or signature of the request, where it carries any. */
  readonly refused?: string | undefined;
}

/** What one connection knows. */
export class SeccSession {
  id: Uint8Array;
  /** SessionStopReq asked for a pause. */
  paused = false;
  readonly #former: Uint8Array | undefined;
  readonly #script: SeccScript;
  readonly #facts: SeccFacts;
  readonly #desk: ContractDesk | undefined;
  readonly #clock: SeccSurroundings['clock'];
  #loops = 0;
  #stopAtLoop: number | undefined;
  /** When PowerDeliveryReq Start came, monotonic ns. */
  #chargingSince: bigint | undefined;
  agreed = false;

  /**
   * @param former SessionID of a paused session, which may be joined again
   * @param desk of an SECC that takes contracts
   */
  constructor(
    script: SeccScript,
    { random, clock }: SeccSurroundings,
    former: Uint8Array | undefined,
    desk: ContractDesk | undefined,
  ) {
    this.#script = script;
    this.#former = former;
    this.#desk = desk;
    this.#clock = clock;
    this.#stopAtLoop = script.stopAtLoop;
    // Zero is no SessionID: the last bit keeps it away.
    this.id = Uint8Array.from(random(8), (byte, index) => (index === 7 ? byte | 1 : byte));
    this.#facts = {
      energy: script.energy,
      limits: { ...defaultLimits, ...script.limits },
      wallSeconds: Number(clock.wallNs() / 1_000_000_000n),
      notification: 'None',
      voltage: 0,
      current: 0,
      tupleId: 1,
      cableChecks: 0,
      meterWh: 1000,
      paymentOptions: script.paymentOptions,
      schedules: script.schedules,
    };
  }

  /** The correct answer; undefined where a request has none here. @param message the whole request as decoded */
  answer(name: string, request: ExiObject, message: ExiObject | undefined): SeccResponse | undefined {
    if (name === 'supportedAppProtocolReq') {
      const body = handshakeAnswer(request);
      this.agreed = body['SchemaID'] !== undefined;
      return { schema: 'sap', name: 'supportedAppProtocolRes', body };
    }
    if (!isIso2Request(name)) return undefined;
    if (name === 'ChargingStatusReq' || name === 'CurrentDemandReq') this.#loop();
    const sessionId = bytesAt(message, 'V2G_Message', 'Header', 'SessionID');
    const joins = name === 'SessionSetupReq' && this.#former !== undefined && sameId(sessionId, this.#former);
    if (joins) this.#join(this.#former);
    const plain = answers[name]?.(this.#facts, request);
    if (name === 'PowerDeliveryReq') this.#deliver(textAt(request, 'ChargeProgress'));
    const contract = this.#desk?.answer(name, message ?? {}, plain);
    const correct = contract?.body ?? plain;
    if (name === 'SessionStopReq') this.paused = textAt(request, 'ChargingSession') === 'Pause';
    const body = joins && correct !== undefined ? { ...correct, ResponseCode: 'OK_OldSessionJoined' } : correct;
    if (body === undefined) return undefined;
    const { signature, refused } = contract ?? {};
    return { schema: 'iso2', name: name.replace(/Req$/, 'Res'), body, signature, refused };
  }

  #join(former: Uint8Array): void {
    this.id = former;
    const { joined } = this.#script;
    if (joined === undefined) return;
    this.#stopAtLoop = joined.stopAtLoop;
    this.#facts.schedules = joined.schedules;
    this.#facts.paymentOptions = joined.paymentOptions;
  }

  #deliver(progress: string | undefined): void {
    if (progress === 'Start') this.#chargingSince ??= this.#clock.monotonicNs();
    const { renegotiated } = this.#script;
    if (progress === 'Renegotiate' && renegotiated !== undefined) this.#facts.schedules = renegotiated.schedules;
  }

  #loop(): void {
    this.#loops += 1;
    const { renegotiateAtLoop, stopAfterMs = Number.POSITIVE_INFINITY } = this.#script;
    if (this.#loops === renegotiateAtLoop) this.#facts.notification = 'ReNegotiation';
    const since = this.#chargingSince ?? this.#clock.monotonicNs();
    const chargedMs = Number(this.#clock.monotonicNs() - since) / 1e6;
    const enough = this.#stopAtLoop !== undefined && this.#loops >= this.#stopAtLoop;
    if (enough || chargedMs >= stopAfterMs) this.#facts.notification = 'StopCharging';
  }
}

function sameId(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && sameBytes(one, other);
}
