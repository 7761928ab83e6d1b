import type { ExiObject } from '../../../wire/exi/notation/values.js';
import type { DrivenVehicle } from '../driven-vehicle.js';
import type { Exchange } from '../exchange.js';
import type { RequestName } from '../message-names.js';
import { physical } from '../physical-value.js';
import type { RequestOptions } from '../request-options.js';
import type { Vehicle } from '../vehicle.js';
import type { VehicleState } from '../vehicle-state.js';
import { withDeparture, withMorePower, withoutElement, withoutPhases } from './spoil-body.js';
import { spoilContract } from './spoil-contract.js';
import type { VehicleFaultName } from './sut-faults.js';
import type { SutOptions } from './sut-options.js';
import { chooseSchedule, type ScheduleChoice, type ZeroPower, zeroPowerOf } from './sut-schedule.js';

/** Breaches after which a message counts as not received (published EVCC list, invalid V2GTP data fields). */
const unreadable: ReadonlySet<string> = new Set(['payload-type', 'undecodable', 'schema']);
/** Breaches of what a contract rests on. */
const trusted: ReadonlySet<string> = new Set(['installation-signature', 'cps-chain', 'contract-key', 'challenge']);
const foreignSessionId = new Uint8Array(8).fill(0xee);
/** How much the vehicle with the fault asks for beyond what the EVSE allows, A. */
const beyondAmperes = 50;
/** A vehicle that tires stops so long after its first charge loop, ns. */
const tiredAfter = 1_000_000_000n;
/** Energy transfer mode of a vehicle that changes its mind. */
const otherMode = { ac: 'AC_single_phase_core', dc: 'DC_core' } as const;

/** How the vehicle behaves in the session that it drives. */
export type SutHabits = Pick<SutOptions, 'serviceDetail' | 'renegotiateAtLoop' | 'schedule' | 'departureSeconds'> & {
  /** It takes a paused session up again. */
  readonly joined: boolean;
};

/**
 * The vehicle as a SUT drives it: stricter than the tester's vehicle, which goes on as far as it can. A message that it
 * cannot read is as if it had not come, another SessionID ends the session. Seeded faults change what it sends.
 */
export class SutDrive implements DrivenVehicle {
  readonly #vehicle: Vehicle;
  readonly #faults: ReadonlySet<VehicleFaultName>;
  readonly #habits: SutHabits;
  #renegotiated = false;
  #loopsBefore = 0;
  #charging: bigint | undefined;
  /** When the agreed schedule allows no power. */
  zeroPower: ZeroPower | undefined;

  constructor(vehicle: Vehicle, faults: ReadonlySet<VehicleFaultName>, habits: SutHabits) {
    this.#vehicle = vehicle;
    this.#faults = faults;
    this.#habits = habits;
  }

  /** It takes a paused session up again. */
  get joined(): boolean {
    return this.#habits.joined;
  }

  /** The agreed schedule allows no power at this moment. */
  get hasNoPowerNow(): boolean {
    const now = this.clock.monotonicNs();
    return this.zeroPower !== undefined && now >= this.zeroPower.from && now < this.zeroPower.until;
  }

  get state(): VehicleState {
    return this.#vehicle.state;
  }
  get options() {
    return this.#vehicle.options;
  }
  get timers() {
    return this.#vehicle.timers;
  }
  get clock() {
    return this.#vehicle.clock;
  }
  get facts() {
    return this.#vehicle.facts;
  }
  get car() {
    return this.#vehicle.car;
  }
  get protocol() {
    return this.#vehicle.protocol;
  }
  get nextStep() {
    return this.#vehicle.nextStep;
  }
  get interlude() {
    return this.#faults.has('ev-ignores-receipt') ? undefined : this.#vehicle.interlude;
  }

  discover() {
    return this.#vehicle.discover();
  }
  connect(timeoutMs: number) {
    return this.#vehicle.connect(timeoutMs);
  }
  enter(state: VehicleState): void {
    this.#vehicle.enter(state);
  }
  tell: DrivenVehicle['tell'] = (event) => this.#vehicle.tell(event);

  async request(name: RequestName, options: RequestOptions = {}): Promise<Exchange> {
    if (
      name === 'PaymentServiceSelectionReq' &&
      (this.#habits.serviceDetail ?? true) &&
      !this.#faults.has('ev-skips-service-discovery')
    ) {
      const timeoutMs = this.timers.message.ServiceDetailReq;
      const detail = await this.#one('ServiceDetailReq', { timeoutMs });
      const positive = detail.responseCode?.startsWith('OK') === true;
      if (!positive || detail.outcome !== 'answered') return detail;
      // The drive asked for another message: it would take this answer for the one to that.
      if (detail.answer?.message !== 'ServiceDetailRes') return { ...detail, responseCode: 'FAILED' };
    }
    const before = this.facts.saScheduleTupleId;
    if (name === 'PaymentDetailsReq' && this.#faults.has('ev-keeps-old-contract')) delete this.facts.pnc.contract;
    const spoilt = spoilContract(name, this.#spoilt(name, options), this.#faults, this.options);
    const exchange = await this.#one(this.#inPlaceOf(name, options), spoilt);
    this.#takeOver(exchange, before);
    return exchange;
  }

  /** What the vehicle itself makes of an answer: its schedule, and what it wants in the charge loop. */
  #takeOver({ answer, sent, responseCode }: Exchange, tupleBefore: number | undefined): void {
    if (answer === undefined || responseCode?.startsWith('OK') !== true) return;
    if (answer.message === 'ChargeParameterDiscoveryRes') {
      chooseSchedule(this.facts, answer, this.#choice(), this.#renegotiated ? tupleBefore : undefined);
      const heedless = this.#faults.has('ev-charges-through-zero-power');
      this.zeroPower = heedless ? undefined : zeroPowerOf(this.facts, answer.at);
      return;
    }
    if (answer.message === 'WeldingDetectionRes' && this.#faults.has('ev-one-welding-detection')) {
      this.enter('welding-checked');
    }
    const isLoop = answer.message === 'ChargingStatusRes' || answer.message === 'CurrentDemandRes';
    // The answer to a receipt has an EVSENotification too: what the vehicle wants of itself stands all the same.
    if (!isLoop && answer.message !== 'MeteringReceiptRes') return;
    if (isLoop) this.#loopsBefore += 1;
    this.#charging ??= sent.at;
    const { renegotiateAtLoop = Number.POSITIVE_INFINITY } = this.#habits;
    const tired = this.#faults.has('ev-tires') && sent.at - this.#charging >= tiredAfter;
    if (tired || this.hasNoPowerNow) this.#want('StopCharging', answer.at);
    const turns = this.#loopsBefore >= renegotiateAtLoop && !this.#faults.has('ev-never-renegotiates');
    if (turns && !this.#renegotiated) this.#want('ReNegotiation', answer.at);
  }

  /** Does in the next loop what an EVSENotification of this kind would make it do. */
  #want(kind: 'StopCharging' | 'ReNegotiation', at: bigint): void {
    this.facts.notification = { kind, maxDelaySeconds: 0, at };
  }

  #choice(): ScheduleChoice {
    const { schedule = 'first' } = this.#habits;
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    if (schedule === 'cheapest' && has('ev-ignores-prices')) return 'first';
    if (schedule === 'first' && has('ev-takes-last-schedule')) return 'last';
    return schedule === 'same' && has('ev-changes-schedule') && this.#renegotiated ? 'first' : schedule;
  }

  async #one(name: RequestName, options: RequestOptions): Promise<Exchange> {
    const exchange = await this.#vehicle.request(name, options);
    const { observations, outcome } = exchange;
    const broken = observations.filter(({ rule, severity }) => severity === 'fault' && unreadable.has(rule));
    const tolerated = this.#faults.has('ev-takes-any-payload-type') ? 'payload-type' : undefined;
    if (outcome === 'malformed' || (outcome === 'answered' && broken.some(({ rule }) => rule !== tolerated))) {
      await this.#sleepUntil(exchange.sent.at + BigInt(Math.round(exchange.timeoutMs * 1e6)));
      return { ...exchange, outcome: 'timeout' };
    }
    const foreign = observations.some(({ rule, severity }) => rule === 'session-id' && severity === 'fault');
    // To the drive this is a refusal: the session ends.
    if (foreign && !this.#faults.has('ev-takes-any-session-id')) {
      return { ...exchange, responseCode: 'FAILED_UnknownSession' };
    }
    return this.#untrusted(exchange) ? { ...exchange, responseCode: 'FAILED_SignatureError' } : exchange;
  }

  /** What is signed and does not hold, or comes from whom nobody vouches for, is of no use: the session ends as refused. */
  #untrusted({ observations }: Exchange): boolean {
    return observations.some(
      ({ rule, severity }) =>
        severity === 'fault' &&
        trusted.has(rule) &&
        !(rule === 'installation-signature' && this.#faults.has('ev-ignores-installation-signature')) &&
        !(rule === 'cps-chain' && this.#faults.has('ev-ignores-provisioning-chain')) &&
        !(rule === 'contract-key' && this.#faults.has('ev-takes-any-contract-key')),
    );
  }

  #inPlaceOf(name: RequestName, { progress }: RequestOptions): RequestName {
    if (name === 'ServiceDiscoveryReq' && this.#faults.has('ev-skips-service-discovery')) {
      return 'PaymentServiceSelectionReq';
    }
    if (name === 'CableCheckReq' && this.#faults.has('ev-skips-cable-check')) return 'PreChargeReq';
    const again = name === 'ChargeParameterDiscoveryReq' && this.#renegotiated;
    if (again && this.#faults.has('ev-renegotiates-without-parameters')) return 'PowerDeliveryReq';
    if (name === 'PaymentDetailsReq' && this.#faults.has('ev-skips-payment-details')) return 'AuthorizationReq';
    const early = name === 'PowerDeliveryReq' && progress === 'Stop';
    return early && this.#faults.has('ev-stops-without-power-delivery') ? 'SessionStopReq' : name;
  }

  #spoilt(name: RequestName, options: RequestOptions): RequestOptions {
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    if (options.progress === 'Renegotiate') this.#renegotiated = true;
    const opening = name === 'supportedAppProtocolReq' || name === 'SessionSetupReq';
    if (has('ev-wrong-session-id') && !opening) return { ...options, sessionId: foreignSessionId };
    const pays = has('ev-pays-by-contract') || (this.joined && has('ev-changes-payment-after-pause'));
    if (pays && name === 'PaymentServiceSelectionReq') {
      return { ...options, body: (correct) => ({ ...correct, SelectedPaymentOption: 'Contract' }) };
    }
    if (name === 'ChargeParameterDiscoveryReq') return { ...options, body: (correct) => this.#parameters(correct) };
    if (has('ev-names-no-phases') && name === 'PowerDeliveryReq') return { ...options, body: withoutPhases };
    if (has('ev-no-charging-profile') && name === 'PowerDeliveryReq') {
      return { ...options, body: ({ ChargingProfile: _profile, ...rest }) => rest };
    }
    if (has('ev-exceeds-limits') && name === 'CurrentDemandReq') {
      const amperes = (this.facts.evseMaxCurrent ?? 0) + beyondAmperes;
      return { ...options, body: (correct) => ({ ...correct, EVTargetCurrent: physical(amperes, 'A') }) };
    }
    if (has('ev-exceeds-limits') && name === 'PowerDeliveryReq') return { ...options, body: withMorePower };
    return options;
  }

  #parameters(correct: ExiObject): ExiObject {
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    const { energy } = this.options;
    const place = energy === 'ac' ? 'AC_EVChargeParameter' : 'DC_EVChargeParameter';
    const asked =
      this.joined && has('ev-changes-energy-mode-after-pause')
        ? { ...correct, RequestedEnergyTransferMode: otherMode[energy] }
        : correct;
    if (this.joined && has('ev-forgets-departure')) return withoutElement(asked, place, 'DepartureTime');
    return has('ev-names-departure') ? withDeparture(asked, place) : asked;
  }

  #sleepUntil(ns: bigint): Promise<void> {
    const ms = Math.max(0, Number(ns - this.clock.monotonicNs()) / 1e6);
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }
}
