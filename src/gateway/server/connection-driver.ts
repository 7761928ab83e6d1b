import type { Clock } from '../../base/clock.js';
import type { SupportedAppProtocolReq } from '../../messages/sap/sap.js';
import { formatEndpoint } from '../../transport/endpoint.js';
import type { V2gConnection } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { payloadTypes } from '../../wire/v2gtp.js';
import { toHex } from '../bytes.js';
import type { Evse } from '../evse/evse.js';
import type { EventName } from '../log/event-table.js';
import type { EventFacts, GatewayLog } from '../log/gateway-log.js';
import { type Request, responseOf } from '../messages.js';
import { iso15118Part2, negotiate } from '../session/app-protocol.js';
import type { Answer, Plan } from '../session/plan.js';
import { planRequest, planUnreadable } from '../session/plan-request.js';
import { isFailed, type ResponseCode } from '../session/response-code.js';
import { freshSession, type Session } from '../session/session.js';
import type { CodecPort } from './codec-port.js';
import { readRequest } from './read-request.js';

export interface ConnectionDriverOptions {
  readonly connection: V2gConnection;
  readonly evse: Evse;
  readonly clock: Clock;
  readonly codec: CodecPort;
  readonly log: GatewayLog;
  /** Number of the connection, for the log. */
  readonly number: number;
}

/** What the driver does after a message. */
type Next = 'go-on' | 'close' | 'close-after-failure';

/**
 * Runs one TCP or TLS connection from the application protocol handshake to its end. All decisions are the session
 * core's; here are only bytes, time and the order of things: power goes off before a failed session is closed.
 */
export class ConnectionDriver {
  readonly #o: ConnectionDriverOptions;
  #session: Session = { ...freshSession(), phase: 'app-protocol' };
  #deadlineNs = 0n;
  #endReason: string | undefined;

  constructor(options: ConnectionDriverOptions) {
    this.#o = options;
  }

  /** For `status`. */
  describe(): {
    readonly connection: number;
    readonly remote: string;
    readonly session: string;
    readonly phase: string;
  } {
    const { id, phase } = this.#session;
    const remote = formatEndpoint(this.#o.connection.remote);
    return { connection: this.#o.number, remote, session: toHex(id), phase };
  }

  /** Serves the vehicle until the connection is over. Never throws: what goes wrong is logged and ends the session. */
  async run(): Promise<void> {
    const { connection } = this.#o;
    const facts = { remote: formatEndpoint(connection.remote), tls: connection.tls?.cipher };
    this.#log('connection-opened', facts);
    this.#restartSequenceTimer();
    let reason: string;
    try {
      reason = await this.#serve();
    } catch (error) {
      this.#log('handler-error', { detail: (error as Error).message });
      reason = 'internal error';
    }
    // Power first (IEC 61851-1: the pilot goes off before the link); closing must not wait for the inverter.
    const released = this.#o.evse.release(this, reason).catch(() => undefined);
    await connection.close();
    await released;
    this.#log('connection-closed', { reason });
  }

  /** Ends the connection from outside: shutdown, pilot, operator. */
  async end(reason: string): Promise<void> {
    this.#endReason ??= reason;
    await this.#o.connection.close();
  }

  async #serve(): Promise<string> {
    for (;;) {
      const leftNs = this.#deadlineNs - this.#o.clock.monotonicNs();
      const received = await this.#o.connection.receive(leftNs > 0n ? Math.ceil(Number(leftNs) / 1e6) : 0);
      if (this.#endReason !== undefined) return this.#endReason;
      switch (received.kind) {
        case 'timeout':
          if (this.#o.clock.monotonicNs() < this.#deadlineNs) break;
          return this.#onTimeout();
        case 'closed':
          return this.#onClosed(received.how, received.detail);
        case 'malformed':
          this.#log('frame-ignored', { detail: received.violations.join('; ') });
          // Nothing tells where the next frame begins.
          if (received.violations.some((text) => text.startsWith('v2gtp-length'))) return 'V2GTP length not believed';
          break;
        case 'frame': {
          const next = await this.#onFrame(received.payloadType, received.payload);
          if (next === 'close') return this.#endReason ?? 'unreadable message';
          if (next === 'close-after-failure') return this.#afterFailure();
          break;
        }
      }
    }
  }

  async #onFrame(payloadType: number, payload: Uint8Array): Promise<Next> {
    if (payloadType !== payloadTypes.exi || payload.length === 0) {
      const detail = payload.length === 0 ? 'empty payload' : `payload type 0x${payloadType.toString(16)}`;
      this.#log('frame-ignored', { detail });
      return 'go-on';
    }
    return this.#session.phase === 'app-protocol' ? this.#onAppProtocol(payload) : this.#onMessage(payload);
  }

  async #onAppProtocol(payload: Uint8Array): Promise<Next> {
    const read = this.#o.codec.decode('sap', payload);
    const request = read.value?.['supportedAppProtocolReq'];
    if (read.violations.length > 0 || request === undefined) {
      const detail = read.violations.map((violation) => `${violation.rule}: ${violation.detail}`).join('; ');
      this.#log('message-unreadable', { detail: detail === '' ? 'no supportedAppProtocolReq' : detail });
      return 'close';
    }
    const answer = negotiate(request as unknown as SupportedAppProtocolReq, [iso15118Part2]);
    this.#log('app-protocol', { code: answer.ResponseCode, schema_id: answer.SchemaID });
    const agreed = answer.ResponseCode !== 'Failed_NoNegotiation';
    if (agreed) this.#session = freshSession();
    await this.#send(this.#o.codec.encode('sap', { supportedAppProtocolRes: answer }));
    return agreed ? 'go-on' : 'close-after-failure';
  }

  async #onMessage(payload: Uint8Array): Promise<Next> {
    const read = readRequest(this.#o.codec.decode('iso2', payload));
    if (read.kind === 'unknown') {
      this.#log('message-unreadable', { detail: read.why });
      return 'close';
    }
    const { request } = read;
    const station = this.#o.evse.station(this, this.#o.connection.tls !== undefined);
    this.#log('request', { message: request.name, phase: this.#session.phase });
    if (read.kind === 'broken') this.#log('message-unreadable', { message: request.name, detail: read.why });
    const plan =
      read.kind === 'broken'
        ? planUnreadable(this.#session, request, station)
        : planRequest(this.#session, request, station);
    const answer = await this.#carryOut(plan);
    if (this.#endReason !== undefined) return 'close';
    return this.#reply(request, answer, read.kind === 'broken');
  }

  async #carryOut(plan: Plan): Promise<Answer> {
    if (plan.kind === 'answer') return plan.answer;
    return plan.resume(await this.#o.evse.perform(plan.action));
  }

  async #reply(request: Request, answer: Answer, unreadable: boolean): Promise<Next> {
    const before = this.#session;
    const failed = isFailed(answer.code);
    const closes = failed && this.#closesAfter(answer.code, unreadable);
    if (closes) void this.#o.evse.release(this, answer.code).catch(() => undefined);
    this.#session = answer.session;
    for (const effect of answer.effects) this.#o.evse.apply(effect, this);
    this.#logAnswer(request, answer, before);
    // Before a session exists, the answer carries what the vehicle sent (0 in a correct request).
    const noSession = answer.session.phase === 'session-setup';
    const header: ExiObject = {
      SessionID: noSession ? request.sessionId.slice(0, 8) : answer.session.id,
      ...(unreadable ? { Notification: { FaultCode: 'ParsingError' } } : {}),
    };
    const message = { V2G_Message: { Header: header, Body: { [responseOf[request.name]]: answer.body } } };
    await this.#send(this.#o.codec.encode('iso2', message));
    if (closes) return 'close-after-failure';
    if (answer.session.phase === 'stopped') await this.#afterSessionStop(before);
    return 'go-on';
  }

  /** The vehicle closes first; this side waits for it, within its timer. The EVSE is free at once. */
  async #afterSessionStop(before: Session): Promise<void> {
    if (before.phase === 'stopped') return;
    await this.#o.evse.release(this, 'SessionStop');
    this.#deadlineNs = this.#inSeconds(this.#o.evse.config.timers.session_stop_close_s);
  }

  #closesAfter(code: ResponseCode, unreadable: boolean): boolean {
    if (unreadable || this.#o.evse.config.behaviour.close_after === 'every-failure') return true;
    return code === 'FAILED_SequenceError' || code === 'FAILED_UnknownSession';
  }

  /** The answer must reach the vehicle before the connection goes. */
  async #afterFailure(): Promise<string> {
    const ms = this.#o.evse.config.timers.failure_close_s * 1000;
    await this.#o.connection.receive(ms);
    return 'request refused';
  }

  #onTimeout(): string {
    if (this.#session.phase === 'stopped') return 'session over';
    const { sequence_s } = this.#o.evse.config.timers;
    this.#log('sequence-timeout', { phase: this.#session.phase, after_s: sequence_s });
    return 'sequence timeout';
  }

  #onClosed(how: string, detail: string | undefined): string {
    if (detail?.includes('ETIMEDOUT') === true) {
      this.#log('io-timeout', { peer: formatEndpoint(this.#o.connection.remote), detail });
    } else if (this.#o.connection.tls !== undefined && this.#session.phase === 'app-protocol') {
      // A stack that checks the certificate after the handshake sends no alert: it just goes away, as a port scan does.
      this.#log('peer-left-early', { how, detail });
    }
    return `${how}${detail === undefined ? '' : `: ${detail}`}`;
  }

  async #send(payload: Uint8Array): Promise<void> {
    try {
      await this.#o.connection.send(payloadTypes.exi, payload);
    } catch {
      // The end of the connection shows in receive(), with how it came.
    }
    this.#restartSequenceTimer();
  }

  #restartSequenceTimer(): void {
    this.#deadlineNs = this.#inSeconds(this.#o.evse.config.timers.sequence_s);
  }

  #inSeconds(seconds: number): bigint {
    return this.#o.clock.monotonicNs() + BigInt(Math.round(seconds * 1e9));
  }

  #logAnswer(request: Request, answer: Answer, before: Session): void {
    const facts = { message: responseOf[request.name], code: answer.code, phase: answer.session.phase };
    this.#log(isFailed(answer.code) ? 'response-failed' : 'response', facts);
    if (answer.code === 'OK_NewSessionEstablished') {
      this.#log('session-established', { evcc_id: toHex(answer.session.evccId ?? new Uint8Array()) });
    }
    if (answer.code === 'OK_OldSessionJoined') this.#log('session-joined');
    if (answer.session.phase === 'stopped' && before.phase !== 'stopped') {
      const paused = answer.effects.some((effect) => effect.kind === 'remember-pause');
      this.#log(paused ? 'session-paused' : 'session-ended');
    }
  }

  #log(name: EventName, facts: EventFacts = {}): void {
    const id = this.#session.id;
    const session = id.some((byte) => byte !== 0) ? { session: toHex(id) } : {};
    this.#o.log.event(name, { connection: this.#o.number, ...session, ...facts });
  }
}
