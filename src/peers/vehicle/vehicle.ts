import { type Clock, systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { encodeMessage, type SchemaName } from '../../messages/codec.js';
import type { V2gConnection } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { encodeV2gtp, payloadTypes } from '../../wire/v2gtp.js';
import { Car } from './car.js';
import { connectSecc, findSecc, type SeccAddress } from './connect-step.js';
import { driveVehicle } from './drive.js';
import type { DriveFailure, DriveResult } from './drive-result.js';
import type { DrivenVehicle } from './driven-vehicle.js';
import type { Exchange } from './exchange.js';
import type { RequestName } from './message-names.js';
import { asIdentified, offeredProtocols, protocolOfNamespace, protocols, wantedProtocols } from './protocols.js';
import { listAt, numberAt, textAt } from './read-value.js';
import type { RawOptions, RequestOptions } from './request-options.js';
import { type NewWishes, noFacts, type SessionFacts } from './session-facts.js';
import { doubtOfExchange, doubtOfFailure, doubtOfWait, type VehicleDoubt } from './vehicle-doubt.js';
import type { VehicleEvent } from './vehicle-event.js';
import { type CloseOutcome, type SchemaOf, VehicleLink } from './vehicle-link.js';
import type { VehicleOptions } from './vehicle-options.js';
import type { Step, VehicleProtocol, VehicleView } from './vehicle-protocol.js';
import type { VehicleState } from './vehicle-state.js';
import { timersWith, type VehicleTimers } from './vehicle-timers.js';

/**
 * An EVCC of ISO 15118-2, ISO 15118-20 or DIN 70121 that a test drives: to a named state, or message by message in any
 * order and with any fault. What the SECC does wrong comes back as observations; only the caller's mistakes are exceptions.
 */
export class Vehicle implements DrivenVehicle {
  readonly options: VehicleOptions;
  readonly car: Car;
  readonly timers: VehicleTimers;
  readonly clock: Clock;
  readonly facts: SessionFacts = noFacts();
  #protocol: VehicleProtocol;
  #state: VehicleState = 'plugged';
  #secc: SeccAddress | undefined;
  #link: VehicleLink | undefined;
  #exchanges = 0;
  #lastLoopAt: bigint | undefined;

  constructor(options: VehicleOptions) {
    this.options = options;
    this.car = options.car instanceof Car ? options.car : new Car(options.car);
    this.timers = timersWith(options.timers);
    const [first = 'iso2', ...others] = wantedProtocols(options);
    if (first === 'iso20' && others.length === 0 && options.security !== 'tls' && options.protocols === undefined) {
      throw new PlumblineError('PEERS-005');
    }
    if (options.identification === 'PnC' && options.security !== 'tls') throw new PlumblineError('PEERS-006');
    this.#protocol = asIdentified(protocols[first], options);
    this.clock = options.clock ?? systemClock;
  }

  get state(): VehicleState {
    return this.#state;
  }

  /** The protocol that is spoken; before the handshake the one that is wanted most. */
  get protocol(): VehicleProtocol {
    return this.#protocol;
  }

  /** What a correct vehicle would send now. */
  get nextStep(): Step | undefined {
    if (this.#state === 'tcp-connected') return { request: 'supportedAppProtocolReq' };
    return this.#protocol.nextStep(this.#view());
  }

  /** What the SECC has asked for between two charge loops. */
  get interlude(): RequestName | undefined {
    return this.#protocol.interlude?.(this.#view());
  }

  /** The session's id, as the SECC gave it. */
  get sessionId(): Uint8Array {
    return this.facts.sessionId;
  }

  /** undefined before `tcp-connected`. */
  get connection(): V2gConnection | undefined {
    return this.#link?.connection;
  }

  /**
   * Runs the session on to `target` as a correct vehicle would. Ends early, with the reason, when the SECC does not play along.
   * @param loops charge loops before `loop-done`, in place of the option
   * @throws PEERS-001 the target lies behind; PEERS-007 `loops` is not a number; PEERS-003, PEERS-004, TRANSPORT-005, 007, 008, 009 the caller's set-up
   */
  driveTo(target: VehicleState, options: { readonly loops?: number } = {}): Promise<DriveResult> {
    return driveVehicle(this, target, options.loops ?? this.options.loops ?? 5);
  }

  /**
   * Sends one request, in or out of order, correct or not, and waits for its answer. An answer that moves the session on
   * moves the vehicle's state with it.
   * @throws PEERS-002 there is no connection; MESSAGES-* the value cannot be encoded without a fault
   */
  request(name: RequestName, options: RequestOptions = {}): Promise<Exchange> {
    const handshake = name === 'supportedAppProtocolReq';
    const schema: SchemaName = handshake ? 'sap' : this.protocol.schemaOf(name);
    const view = this.#view();
    const correct = handshake
      ? { AppProtocol: offeredProtocols(this.options, this.#link?.connection) }
      : this.protocol.body(name, view, options);
    const body = typeof options.body === 'function' ? options.body(correct) : (options.body ?? correct);
    const header = { SessionID: options.sessionId ?? this.#headerSessionId(name), ...options.header };
    const value: ExiObject = handshake ? { [name]: body } : this.protocol.message(name, header, body, view, options);
    const faults = options.faults ?? [];
    const payload = encodeMessage(schema, value, faults);
    const usual = handshake ? payloadTypes.sap : this.protocol.payloadTypeOf(name);
    const payloadType = options.payloadType ?? usual;
    const frame = encodeV2gtp(payloadType, payload, options.frame);
    const outgoing = { schema, message: name, value, frame, payload, payloadType, faults };
    return this.#exchange(outgoing, options.timeoutMs ?? this.timers.message[name]);
  }

  /** Sends bytes as an EXI payload (or as a whole frame) and waits for an answer. @throws PEERS-002 */
  requestRaw(bytes: Uint8Array, options: RawOptions = {}): Promise<Exchange> {
    const handshake = this.#state === 'tcp-connected';
    const payloadType = options.payloadType ?? (handshake ? payloadTypes.sap : this.protocol.payloadTypeOf(undefined));
    const frame = options.whole === true ? bytes : encodeV2gtp(payloadType, bytes, options.frame);
    const schema: SchemaName = handshake ? 'sap' : this.protocol.schemaOfPayload(payloadType);
    const outgoing = { schema, message: undefined, value: undefined, frame, payload: bytes, payloadType, faults: [] };
    return this.#exchange(outgoing, options.timeoutMs ?? 2000);
  }

  /** Says nothing and waits for the SECC to end the connection. @throws PEERS-002 */
  async awaitClose(timeoutMs: number): Promise<CloseOutcome> {
    const handshake = this.#state === 'tcp-connected';
    const schemaOf: SchemaOf = handshake ? () => 'sap' : (type) => this.protocol.schemaOfPayload(type);
    const link = this.#connected();
    const since = this.clock.monotonicNs();
    const outcome = await link.awaitClose(timeoutMs, schemaOf);
    if (outcome.closed && this.#state !== 'stopped' && this.#state !== 'paused') this.enter('closed');
    await this.#settle(doubtOfWait(outcome, since, link.connection));
    return outcome;
  }

  /** Ends the connection from here; does nothing without one. */
  async close(how: 'fin' | 'reset' = 'fin'): Promise<void> {
    await this.#link?.close(how);
    if (this.#link !== undefined && this.#state !== 'stopped' && this.#state !== 'paused') this.enter('closed');
    this.#link = undefined;
  }

  /**
   * Begins again at `plugged`, to join the session that was paused (or lost): the next SessionSetupReq carries its SessionID.
   * @param sessionId in place of the vehicle's own last one
   */
  async rejoin(sessionId: Uint8Array = this.facts.sessionId): Promise<void> {
    await this.close();
    this.facts.rejoining = sessionId;
    this.facts.loops = 0;
    delete this.facts.notification;
    this.enter('plugged');
  }

  /** Whether its SessionSetupReq asks for a new session: the SessionID of it is zero (ISO 15118-2, 8.4.2). */
  get asksForNewSession(): boolean {
    return this.#headerSessionId('SessionSetupReq').every((byte) => byte === 0);
  }

  /** Finds the SECC: `plugged` to `sdp-answered`. */
  async discover(): Promise<DriveFailure | undefined> {
    const since = this.clock.monotonicNs();
    const found = await findSecc(this.options, this.clock, (event) => this.tell(event));
    if ('rule' in found) {
      await this.#settle(doubtOfFailure(found, since, undefined));
      return found;
    }
    this.#secc = found;
    this.enter('sdp-answered');
    return undefined;
  }

  /** Connects: `sdp-answered` to `tcp-connected`. @param timeoutMs for TCP and TLS together */
  async connect(timeoutMs: number): Promise<DriveFailure | undefined> {
    if (this.#secc === undefined) throw new PlumblineError('PEERS-001', { detail: 'no SECC has been found yet' });
    const observer = (event: VehicleEvent) => this.tell(event);
    const since = this.clock.monotonicNs();
    const connection = await connectSecc(this.options, this.#secc, timeoutMs, this.clock, observer);
    if ('rule' in connection) {
      await this.#settle(doubtOfFailure(connection, since, this.#secc));
      return connection;
    }
    this.#link = new VehicleLink(connection, this.clock, observer);
    const secc = connection.tls?.peerChain[0];
    if (secc !== undefined) this.facts.iso20.secc = secc;
    this.enter('tcp-connected');
    return undefined;
  }

  /** Declares the vehicle to be in `state`, for a test that got there on its own way. */
  enter(state: VehicleState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.tell({ kind: 'state', at: this.clock.monotonicNs(), state });
  }

  /**
   * Changes its mind about service, control mode or schedule: counts from the next ServiceDetailRes or ScheduleExchangeRes of
   * this session on (ISO 15118-20).
   */
  want(wishes: NewWishes): void {
    this.facts.iso20.wanted = { ...this.facts.iso20.wanted, ...wishes };
  }

  /** Passes an event to the observer. */
  tell(event: VehicleEvent): void {
    this.options.observer?.(event);
  }

  async #exchange(outgoing: Parameters<VehicleLink['exchange']>[1], timeoutMs: number): Promise<Exchange> {
    const link = this.#connected();
    const asked = this.clock.monotonicNs();
    const seen = await link.exchange(++this.#exchanges, outgoing, this.protocol, timeoutMs, this.facts);
    const exchange = this.options.perceive?.(seen) ?? seen;
    const next = outgoing.schema === 'sap' ? this.#agree(exchange) : this.protocol.stateReached(this.#view(), exchange);
    if (outgoing.schema !== 'sap') this.protocol.learn(this.#view(), exchange, this.#loopSeconds(exchange));
    if (exchange.received?.kind === 'closed') this.enter('closed');
    else if (next !== undefined) this.enter(next);
    await this.#settle(doubtOfExchange(exchange, asked, link.connection));
    return exchange;
  }

  async #settle(doubt: VehicleDoubt | undefined): Promise<void> {
    if (doubt !== undefined) await this.options.onDoubt?.(doubt);
  }

  /** Takes over the protocol that the SECC has chosen. */
  #agree(exchange: Exchange): VehicleState | undefined {
    if (exchange.answer?.message !== 'supportedAppProtocolRes') return undefined;
    if (exchange.responseCode?.startsWith('OK') !== true) return undefined;
    const schemaId = numberAt(exchange.answer.body, 'SchemaID');
    if (schemaId !== undefined) this.facts.schemaId = schemaId;
    const offered = listAt(exchange.sent.value, 'supportedAppProtocolReq', 'AppProtocol');
    const chosen = offered.find((entry) => numberAt(entry, 'SchemaID') === schemaId);
    const agreed = protocolOfNamespace(textAt(chosen, 'ProtocolNamespace') ?? '');
    if (agreed !== undefined) this.#protocol = asIdentified(agreed, this.options);
    return this.#state === 'tcp-connected' ? 'app-protocol-agreed' : undefined;
  }

  #view(): VehicleView {
    const wallSeconds = Number(this.clock.wallNs() / 1_000_000_000n);
    return { options: this.options, car: this.car, facts: this.facts, state: this.#state, wallSeconds };
  }

  /** Seconds for which power has flowed since the last charge loop. */
  #loopSeconds(exchange: Exchange): number {
    if (exchange.sent.message !== this.protocol.loopRequest(this.options.energy)) return 0;
    const last = this.facts.loops === 0 ? undefined : this.#lastLoopAt;
    this.#lastLoopAt = exchange.sent.at;
    return last === undefined ? 0 : Number(exchange.sent.at - last) / 1e9;
  }

  #headerSessionId(name: RequestName): Uint8Array {
    if (name !== 'SessionSetupReq') return this.facts.sessionId;
    return this.facts.rejoining ?? this.options.initialSessionId ?? new Uint8Array(8);
  }

  #connected(): VehicleLink {
    if (this.#link === undefined) throw new PlumblineError('PEERS-002', { detail: `the vehicle is ${this.#state}` });
    return this.#link;
  }
}

/** A vehicle that stands plugged in at a charger and has not spoken yet. */
export function openVehicle(options: VehicleOptions): Vehicle {
  return new Vehicle(options);
}
