import { type Clock, systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { encodeMessage, type SchemaName } from '../../messages/codec.js';
import type { V2gConnection } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { encodeV2gtp, payloadTypes } from '../../wire/v2gtp.js';
import { nextStep, stateReached } from './advance.js';
import { Car } from './car.js';
import { connectSecc, findSecc, type SeccAddress } from './connect-step.js';
import { type Drive, driveVehicle } from './drive.js';
import type { DriveFailure, DriveResult } from './drive-result.js';
import type { Exchange } from './exchange.js';
import { learn } from './learn.js';
import type { RequestName } from './message-names.js';
import { iso2Protocol, requestBody } from './request-body.js';
import type { RawOptions, RequestOptions } from './request-options.js';
import { noFacts, type SessionFacts } from './session-facts.js';
import type { VehicleEvent } from './vehicle-event.js';
import { type CloseOutcome, VehicleLink } from './vehicle-link.js';
import type { VehicleOptions } from './vehicle-options.js';
import type { VehicleState } from './vehicle-state.js';
import { timersWith, type VehicleTimers } from './vehicle-timers.js';

/**
 * An EVCC of ISO 15118-2, AC or DC, external payment, that a test drives: to a named state, or message by message in any
 * order and with any fault. What the SECC does wrong comes back as observations; only the caller's mistakes are exceptions.
 */
export class Vehicle implements Drive {
  readonly options: VehicleOptions;
  readonly car: Car;
  readonly timers: VehicleTimers;
  readonly clock: Clock;
  readonly facts: SessionFacts = noFacts();
  #state: VehicleState = 'plugged';
  #secc: SeccAddress | undefined;
  #link: VehicleLink | undefined;
  #exchanges = 0;
  #lastLoopAt: bigint | undefined;

  constructor(options: VehicleOptions) {
    this.options = options;
    this.car = options.car instanceof Car ? options.car : new Car(options.car);
    this.timers = timersWith(options.timers);
    this.clock = options.clock ?? systemClock;
  }

  get state(): VehicleState {
    return this.#state;
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
   * @throws PEERS-001 the target lies behind; PEERS-003, PEERS-004, TRANSPORT-005, 007, 008, 009 the caller's set-up
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
    const schema: SchemaName = name === 'supportedAppProtocolReq' ? 'sap' : 'iso2';
    const correct = this.#correctBody(name, options);
    const body = typeof options.body === 'function' ? options.body(correct) : (options.body ?? correct);
    const sessionId = options.sessionId ?? this.#headerSessionId(name);
    const value: ExiObject =
      schema === 'sap'
        ? { [name]: body }
        : { V2G_Message: { Header: { SessionID: sessionId, ...options.header }, Body: { [name]: body } } };
    const faults = options.faults ?? [];
    const payload = encodeMessage(schema, value, faults);
    const payloadType = options.payloadType ?? payloadTypes.exi;
    const frame = encodeV2gtp(payloadType, payload, options.frame);
    const outgoing = { schema, message: name, value, frame, payload, payloadType, faults };
    return this.#exchange(outgoing, options.timeoutMs ?? this.timers.message[name]);
  }

  /** Sends bytes as an EXI payload (or as a whole frame) and waits for an answer. @throws PEERS-002 */
  requestRaw(bytes: Uint8Array, options: RawOptions = {}): Promise<Exchange> {
    const payloadType = options.payloadType ?? payloadTypes.exi;
    const frame = options.whole === true ? bytes : encodeV2gtp(payloadType, bytes, options.frame);
    const schema: SchemaName = this.#state === 'tcp-connected' ? 'sap' : 'iso2';
    const outgoing = { schema, message: undefined, value: undefined, frame, payload: bytes, payloadType, faults: [] };
    return this.#exchange(outgoing, options.timeoutMs ?? 2000);
  }

  /** Says nothing and waits for the SECC to end the connection. @throws PEERS-002 */
  async awaitClose(timeoutMs: number): Promise<CloseOutcome> {
    const outcome = await this.#connected().awaitClose(timeoutMs, this.#state === 'tcp-connected' ? 'sap' : 'iso2');
    if (outcome.closed && this.#state !== 'stopped' && this.#state !== 'paused') this.enter('closed');
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

  /** Finds the SECC: `plugged` to `sdp-answered`. */
  async discover(): Promise<DriveFailure | undefined> {
    const found = await findSecc(this.options, this.clock, (event) => this.tell(event));
    if ('rule' in found) return found;
    this.#secc = found;
    this.enter('sdp-answered');
    return undefined;
  }

  /** Connects: `sdp-answered` to `tcp-connected`. @param timeoutMs for TCP and TLS together */
  async connect(timeoutMs: number): Promise<DriveFailure | undefined> {
    if (this.#secc === undefined) throw new PlumblineError('PEERS-001', { detail: 'no SECC has been found yet' });
    const observer = (event: VehicleEvent) => this.tell(event);
    const connection = await connectSecc(this.options, this.#secc, timeoutMs, this.clock, observer);
    if ('rule' in connection) return connection;
    this.#link = new VehicleLink(connection, this.clock, observer);
    this.enter('tcp-connected');
    return undefined;
  }

  /** Declares the vehicle to be in `state`, for a test that got there on its own way. */
  enter(state: VehicleState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.tell({ kind: 'state', at: this.clock.monotonicNs(), state });
  }

  /** Passes an event to the observer. */
  tell(event: VehicleEvent): void {
    this.options.observer?.(event);
  }

  async #exchange(outgoing: Parameters<VehicleLink['exchange']>[1], timeoutMs: number): Promise<Exchange> {
    const link = this.#connected();
    const exchange = await link.exchange(++this.#exchanges, outgoing, outgoing.schema, timeoutMs, this.facts);
    const next = stateReached(this.options.energy, this.#state, exchange, this.car);
    learn(this.facts, this.car, exchange, this.#loopSeconds(exchange));
    if (exchange.received?.kind === 'closed') this.enter('closed');
    else if (next !== undefined) this.enter(next);
    return exchange;
  }

  /** Seconds for which power has flowed since the last charge loop. */
  #loopSeconds(exchange: Exchange): number {
    const { message } = exchange.sent;
    if (message !== 'CurrentDemandReq' && message !== 'ChargingStatusReq') return 0;
    const last = this.facts.loops === 0 ? undefined : this.#lastLoopAt;
    this.#lastLoopAt = exchange.sent.at;
    return last === undefined ? 0 : Number(exchange.sent.at - last) / 1e9;
  }

  #correctBody(name: RequestName, options: RequestOptions): ExiObject {
    const { energy, energyTransferMode, evccId, protocols } = this.options;
    return requestBody(name, {
      facts: this.facts,
      car: this.car,
      energy,
      mode: energyTransferMode ?? (energy === 'ac' ? 'AC_three_phase_core' : 'DC_extended'),
      evccId: evccId ?? Uint8Array.of(0x02, 0x00, 0x00, 0x00, 0x00, 0x01),
      protocols: protocols ?? [iso2Protocol],
      progress: options.progress ?? nextStep(energy, this.#state)?.progress ?? 'Start',
      stop: options.stop ?? 'Terminate',
    });
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
