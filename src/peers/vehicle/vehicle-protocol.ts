import type { SchemaName } from '../../messages/codec.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { Car } from './car.js';
import type { Exchange, Observation, ReceivedMessage, SentMessage } from './exchange.js';
import type { RequestName } from './message-names.js';
import type { RequestOptions } from './request-options.js';
import type { SessionFacts } from './session-facts.js';
import type { VehicleOptions } from './vehicle-options.js';
import type { EnergyKind, ForwardState, VehicleState } from './vehicle-state.js';

/** Protocols that the vehicle speaks, by the names that its options give them. */
export type ProtocolName = 'iso20' | 'iso2' | 'din';

/** ChargeProgress of PowerDeliveryReq, in the words of the protocol. */
export type Progress = 'Start' | 'Stop' | 'Renegotiate' | 'Standby' | 'ScheduleRenegotiation';

/** ChargingSession of SessionStopReq. */
export type StopKind = 'Terminate' | 'Pause' | 'ServiceRenegotiation';

/** The request that leads on from a state. */
export interface Step {
  readonly request: RequestName;
  readonly progress?: Progress;
  readonly stop?: StopKind;
}

/** What a protocol sees of the vehicle. */
export interface VehicleView {
  readonly options: VehicleOptions;
  readonly car: Car;
  readonly facts: SessionFacts;
  readonly state: VehicleState;
  /** Wall clock, s since 1970. */
  readonly wallSeconds: number;
}

/** One protocol as an EVCC speaks it. The handshake picks it; everything else of the vehicle is the same for all. */
export interface VehicleProtocol {
  readonly name: ProtocolName;
  /** States of a session in the order in which it passes them. */
  path(energy: EnergyKind): readonly ForwardState[];
  /** Message set of a request. */
  schemaOf(request: RequestName): SchemaName;
  /** V2GTP payload type of a request; of raw bytes without one. */
  payloadTypeOf(request: RequestName | undefined): number;
  /** Message set by which an answer is read. */
  schemaOfPayload(payloadType: number): SchemaName;
  /** Whether an answer came with the payload type that belongs to it. */
  payloadTypeFits(answer: ReceivedMessage, sent: SentMessage): boolean;
  /** The body that a correct vehicle would send now. */
  body(request: RequestName, view: VehicleView, options: RequestOptions): ExiObject;
  /** Header and body put together, and signed where the protocol asks for it. */
  message(
    request: RequestName,
    header: ExiObject,
    body: ExiObject,
    view: VehicleView,
    options?: RequestOptions,
  ): ExiObject;
  /** What a correct vehicle sends next; undefined where the session has ended or not begun. */
  nextStep(view: VehicleView): Step | undefined;
  /** The state that an exchange leads to; undefined: none that a session knows. */
  stateReached(view: VehicleView, exchange: Exchange): VehicleState | undefined;
  /** Takes over from a positive answer what later requests need. */
  learn(view: VehicleView, exchange: Exchange, loopSeconds: number): void;
  /** What is wrong with an answer beyond name, schema, code and SessionID. */
  observe(answer: ReceivedMessage, facts: SessionFacts): Observation[];
  /** Charge loop request. */
  loopRequest(energy: EnergyKind): RequestName;
  /** What the SECC has asked for between two charge loops. */
  interlude?(view: VehicleView): RequestName | undefined;
}
