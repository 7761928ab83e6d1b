import type { Clock } from '../../base/clock.js';
import type { SupportedAppProtocolReq } from '../../messages/sap/sap.js';
import { formatEndpoint } from '../../transport/endpoint.js';
import type { V2gConnection } from '../../transport/v2g-connection.js';
import { payloadTypes } from '../../wire/v2gtp.js';
import { toHex } from '../bytes.js';
import type { Evse, SessionEnd } from '../evse/evse.js';
import type { Faults } from '../faults/faults.js';
import {
  afterFailure,
  frameAnyway,
  payloadTypeRead,
  standsStill,
  staysSilent,
  takesShortHeader,
} from '../faults/faulty-driver.js';
import { negotiateWith } from '../faults/faulty-negotiation.js';
import { holdsBack } from '../faults/faulty-timers.js';
import type { EventName } from '../log/event-table.js';
import type { EventFacts, GatewayLog } from '../log/gateway-log.js';
import type { ProtocolSession, Reply, ReplyPlan } from '../session/protocol-session.js';
import type { CodecPort } from './codec-port.js';
import { openProtocolSession, protocolsSpoken } from './protocols-spoken.js';

export interface ConnectionDriverOptions {
  readonly connection: V2gConnection;
  readonly evse: Evse;
  readonly clock: Clock;
  readonly codec: CodecPort;
  readonly log: GatewayLog;
  /** Monotonic ns: V2G_SECC_CommunicationSetup_Performance_Time since the plug-in (V2G2-714 to V2G2-716); undefined: not seen. */
  readonly setupUntilNs?: bigint | undefined;
  readonly faults: Faults;
  /** Number of the connection, for the log. */
  readonly number: number;
}

const noId = new Uint8Array(8);

/** What the driver does after a message. */
type Next = 'go-on' | 'close' | 'close-after-failure';

/**
 * Runs one TCP or TLS connection from the application protocol handshake to its end. All decisions are the session
 * core's; here are only bytes, time and the order of things: power goes off before a failed session is closed.
 */
export class ConnectionDriver {
  readonly #o: ConnectionDriverOptions;
  /** undefined until the application protocol is agreed. */
  #session: ProtocolSession | undefined;
  #deadlineNs = 0n;
  #setupUntilNs: bigint | undefined;
  #held = false; // It has held the EVSE: a refused request gives that back before its connection ends.
  /** What the running sequence timer was set to, s. */
  #sequenceS = 0;
  #endReason: string | undefined;

  constructor(options: ConnectionDriverOptions) {
    this.#o = options;
    this.#setupUntilNs = options.setupUntilNs;
  }

  /** For `status`. */
  describe(): {
    readonly connection: number;
    readonly remote: string;
    readonly protocol: string | undefined;
    readonly session: string;
    readonly phase: string;
  } {
    const remote = formatEndpoint(this.#o.connection.remote);
    const { id = noId, phase = 'app-protocol', protocol } = this.#session ?? {};
    return { connection: this.#o.number, remote, protocol, session: toHex(id), phase };
  }

  /** Serves the vehicle until the connection is over. Never throws: what goes wrong is logged and ends the session. */
  async run(): Promise<void> {
    const { connection } = this.#o;
    const facts = { remote: formatEndpoint(connection.remote), tls: connection.tls?.cipher };
    this.#log('connection-opened', facts);
    this.#restartSequenceTimer(this.#o.evse.config.timers.sequence_s);
    let reason: string;
    try {
      reason = await this.#serve();
    } catch (error) {
      this.#log('handler-error', { detail: (error as Error).message });
      reason = 'internal error';
    }
    // Power first (IEC 61851-1: the pilot goes off before the link); closing must not wait for the inverter.
    const over = this.#sessionEnd();
    // The oscillator is off before TCP goes down (V2G2-729, V2G2-736).
    if (over === 'error') this.#o.evse.onSessionOver('failing');
    const released = this.#o.evse.release(this, reason).catch(() => undefined);
    await connection.close();
    await released;
    if (over !== undefined) this.#o.evse.onSessionOver(over);
    this.#log('connection-closed', { reason });
  }

  /** What the end of this connection means for the data link; undefined where it never held the EVSE. */
  #sessionEnd(): SessionEnd | undefined {
    const { evse } = this.#o;
    if (this.#session?.ended !== true) return this.#held ? 'error' : undefined;
    const { paused, pausedIso20 } = evse.state;
    return paused === undefined && pausedIso20 === undefined ? 'terminate' : 'pause';
  }

  /** Ends the connection from outside: shutdown, pilot, operator. */
  async end(reason: string): Promise<void> {
    this.#endReason ??= reason;
    await this.#o.connection.close();
  }

  async #serve(): Promise<string> {
    for (;;) {
      const leftNs = this.#limitNs - this.#o.clock.monotonicNs();
      const received = await this.#o.connection.receive(leftNs > 0n ? Math.ceil(Number(leftNs) / 1e6) : 0);
      if (this.#endReason !== undefined) return this.#endReason;
      switch (received.kind) {
        case 'timeout':
          if (this.#o.clock.monotonicNs() < this.#limitNs) break;
          if (takesShortHeader(this.#o.faults, received.partial)) await this.#agreeToNothing();
          return this.#onTimeout();
        case 'closed':
          return this.#onClosed(received.how, received.detail);
        case 'malformed': {
          const read = frameAnyway(this.#o.faults, received.raw);
          if (read !== undefined) {
            await this.#onFrame(read.payloadType, read.payload);
            break;
          }
          this.#log('frame-ignored', { detail: received.violations.join('; ') });
          // Nothing tells where the next frame begins.
          if (received.violations.some((text) => text.startsWith('v2gtp-length'))) return 'V2GTP length not believed';
          break;
        }
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
    if (payload.length === 0) return this.#ignore('empty payload');
    if (this.#session !== undefined) {
      const type = payloadTypeRead(this.#o.faults, this.#session.protocol, payloadType);
      return this.#onMessage(this.#session, type, payload);
    }
    if (payloadType !== payloadTypes.sap) return this.#ignore(`payload type 0x${payloadType.toString(16)}`);
    return this.#onAppProtocol(payload);
  }

  #ignore(detail: string): Next {
    this.#log('frame-ignored', { detail });
    return 'go-on';
  }

  async #onAppProtocol(payload: Uint8Array): Promise<Next> {
    const read = this.#o.codec.decode('sap', payload);
    const request = read.value?.['supportedAppProtocolReq'];
    if (read.violations.length > 0 || request === undefined) {
      const detail = read.violations.map((violation) => `${violation.rule}: ${violation.detail}`).join('; ');
      this.#log('message-unreadable', { detail: detail === '' ? 'no supportedAppProtocolReq' : detail });
      return 'close';
    }
    const { codec, evse, connection, faults } = this.#o;
    const spoken = protocolsSpoken(evse.config, connection.tls, faults);
    const { answer, protocol } = negotiateWith(faults, request as unknown as SupportedAppProtocolReq, spoken);
    this.#log('app-protocol', { code: answer.ResponseCode, schema_id: answer.SchemaID, protocol: protocol?.name });
    if (protocol !== undefined) this.#session = openProtocolSession(protocol, codec, connection.tls);
    await this.#send(payloadTypes.sap, codec.encode('sap', { supportedAppProtocolRes: answer }));
    this.#restartSequenceTimer(evse.config.timers.sequence_s);
    return protocol === undefined ? 'close-after-failure' : 'go-on';
  }

  async #onMessage(session: ProtocolSession, payloadType: number, payload: Uint8Array): Promise<Next> {
    const station = this.#o.evse.station(this, this.#o.connection.tls !== undefined);
    const taken = session.take(payloadType, payload, station);
    if (taken.kind === 'foreign') return this.#ignore(taken.why);
    if (taken.kind === 'unreadable') {
      this.#log('message-unreadable', { detail: taken.why });
      return 'close';
    }
    this.#log('request', { message: taken.message, phase: session.phase });
    if (taken.broken !== undefined) this.#log('message-unreadable', { message: taken.message, detail: taken.broken });
    const reply = await this.#carryOut(taken.plan);
    if (this.#endReason !== undefined) return 'close';
    if (staysSilent(this.#o.faults, reply.code)) return 'close';
    await holdsBack(this.#o.faults, this.#o.clock, reply.message);
    return this.#reply(session, reply);
  }

  async #carryOut(plan: ReplyPlan): Promise<Reply> {
    if (plan.kind === 'answer') return plan.reply;
    return plan.resume(await this.#o.evse.perform(plan.action));
  }

  async #reply(session: ProtocolSession, reply: Reply): Promise<Next> {
    const { evse } = this.#o;
    const { staysOpen, talks } = afterFailure(this.#o.faults);
    const closes =
      reply.failed && !staysOpen && (reply.closes ?? evse.config.behaviour.close_after === 'every-failure');
    if (closes) void evse.release(this, reply.code).catch(() => undefined);
    reply.commit();
    for (const effect of reply.effects) evse.apply(effect, this);
    if (evse.holder === this) this.#held = true;
    this.#logReply(session, reply);
    if (reply.milestone === 'established' || reply.milestone === 'joined') this.#setupUntilNs = undefined;
    const { payloadType, payload } = reply.encode();
    await this.#send(payloadType, payload);
    if (reply.failed && talks) await this.#send(payloadType, payload);
    const withinS = reply.nextRequestWithinS(evse.config.timers);
    if (withinS !== undefined) this.#restartSequenceTimer(reply.failed && staysOpen ? 60 : withinS);
    if (closes) return 'close-after-failure';
    if (reply.ends) await this.#afterSessionStop();
    return 'go-on';
  }

  /** The vehicle closes first; this side waits for it, within its timer. The EVSE is free at once. */
  async #afterSessionStop(): Promise<void> {
    await this.#o.evse.release(this, 'SessionStop');
    this.#deadlineNs = this.#inSeconds(this.#o.evse.config.timers.session_stop_close_s);
  }

  /** The answer must reach the vehicle before the connection goes. */
  async #afterFailure(): Promise<string> {
    const ms = this.#o.evse.config.timers.failure_close_s * 1000;
    await this.#o.connection.receive(ms);
    return 'request refused';
  }

  #onTimeout(): string {
    if (this.#session?.ended === true) return 'session over';
    const inSetup = this.#limitNs < this.#deadlineNs;
    if (inSetup) this.#log('setup-timeout', { phase: this.#session?.phase ?? 'app-protocol' });
    if (inSetup) return 'no session within the set-up time';
    this.#log('sequence-timeout', { phase: this.#session?.phase ?? 'app-protocol', after_s: this.#sequenceS });
    return 'sequence timeout';
  }

  /** What the bytes of a header that never came happen to mean. */
  #agreeToNothing(): Promise<void> {
    const answer = { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: 0 };
    return this.#send(payloadTypes.sap, this.#o.codec.encode('sap', { supportedAppProtocolRes: answer }));
  }

  #onClosed(how: string, detail: string | undefined): string {
    if (this.#session !== undefined && !this.#session.ended) standsStill(this.#o.faults);
    if (detail?.includes('ETIMEDOUT') === true) {
      this.#log('io-timeout', { peer: formatEndpoint(this.#o.connection.remote), detail });
    } else if (this.#o.connection.tls !== undefined && this.#session === undefined) {
      // A stack that checks the certificate after the handshake sends no alert: it just goes away, as a port scan does.
      this.#log('peer-left-early', { how, detail });
    }
    return `${how}${detail === undefined ? '' : `: ${detail}`}`;
  }

  async #send(payloadType: number, payload: Uint8Array): Promise<void> {
    try {
      await this.#o.connection.send(payloadType, payload);
    } catch {
      // The end of the connection shows in receive(), with how it came.
    }
  }

  #restartSequenceTimer(seconds: number): void {
    this.#sequenceS = seconds;
    this.#deadlineNs = this.#inSeconds(seconds);
  }

  /** The sequence timer, or the set-up time where that is shorter. */
  get #limitNs(): bigint {
    const setup = this.#setupUntilNs ?? this.#deadlineNs;
    return setup < this.#deadlineNs ? setup : this.#deadlineNs;
  }

  #inSeconds(seconds: number): bigint {
    return this.#o.clock.monotonicNs() + BigInt(Math.round(seconds * 1e9));
  }

  #logReply(session: ProtocolSession, reply: Reply): void {
    const why = reply.why === undefined ? {} : { detail: reply.why };
    const facts = { message: reply.message, code: reply.code, phase: session.phase, ...why };
    this.#log(reply.failed ? 'response-failed' : 'response', facts);
    if (reply.milestone === undefined) return;
    const evccId = reply.milestone === 'established' ? { evcc_id: session.evccId ?? '' } : {};
    this.#log(`session-${reply.milestone}`, evccId);
  }

  #log(name: EventName, facts: EventFacts = {}): void {
    const id = this.#session?.id ?? noId;
    const session = id.some((byte) => byte !== 0) ? { session: toHex(id) } : {};
    this.#o.log.event(name, { connection: this.#o.number, ...session, ...facts });
  }
}
