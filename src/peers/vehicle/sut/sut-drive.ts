import type { ExiObject } from '../../../wire/exi/notation/values.js';
import type { Drive } from '../drive.js';
import type { Exchange } from '../exchange.js';
import type { RequestName } from '../message-names.js';
import { physical } from '../physical-value.js';
import { listAt, quantityAt } from '../read-value.js';
import type { RequestOptions } from '../request-options.js';
import type { Vehicle } from '../vehicle.js';
import type { VehicleState } from '../vehicle-state.js';
import type { VehicleFaultName } from './sut-faults.js';

/** Breaches after which a message counts as not received (published EVCC list, invalid V2GTP data fields). */
const unreadable: ReadonlySet<string> = new Set(['payload-type', 'undecodable', 'schema']);
const foreignSessionId = new Uint8Array(8).fill(0xee);
/** How much the vehicle with the fault asks for beyond what the EVSE allows: A, and a factor on power. */
const beyond = { amperes: 50, power: 2 };

/**
 * The vehicle as a SUT drives it: stricter than the tester's vehicle, which goes on as far as it can. A message that it
 * cannot read is as if it had not come, another SessionID ends the session. Seeded faults change what it sends.
 */
export class SutDrive implements Drive {
  readonly #vehicle: Vehicle;
  readonly #faults: ReadonlySet<VehicleFaultName>;
  readonly #serviceDetail: boolean;

  constructor(vehicle: Vehicle, faults: ReadonlySet<VehicleFaultName>, serviceDetail: boolean) {
    this.#vehicle = vehicle;
    this.#faults = faults;
    this.#serviceDetail = serviceDetail;
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
    return this.#vehicle.interlude;
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
  tell: Drive['tell'] = (event) => this.#vehicle.tell(event);

  async request(name: RequestName, options: RequestOptions = {}): Promise<Exchange> {
    if (
      name === 'PaymentServiceSelectionReq' &&
      this.#serviceDetail &&
      !this.#faults.has('ev-skips-service-discovery')
    ) {
      const timeoutMs = this.timers.message.ServiceDetailReq;
      const detail = await this.#one('ServiceDetailReq', { timeoutMs });
      const positive = detail.responseCode?.startsWith('OK') === true;
      if (!positive || detail.outcome !== 'answered') return detail;
      // The drive asked for another message: it would take this answer for the one to that.
      if (detail.answer?.message !== 'ServiceDetailRes') return { ...detail, responseCode: 'FAILED' };
    }
    return this.#one(this.#inPlaceOf(name, options), this.#spoilt(name, options));
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
    return exchange;
  }

  #inPlaceOf(name: RequestName, { progress }: RequestOptions): RequestName {
    if (name === 'ServiceDiscoveryReq' && this.#faults.has('ev-skips-service-discovery')) {
      return 'PaymentServiceSelectionReq';
    }
    if (name === 'CableCheckReq' && this.#faults.has('ev-skips-cable-check')) return 'PreChargeReq';
    const early = name === 'PowerDeliveryReq' && progress === 'Stop';
    return early && this.#faults.has('ev-stops-without-power-delivery') ? 'SessionStopReq' : name;
  }

  #spoilt(name: RequestName, options: RequestOptions): RequestOptions {
    const has = (fault: VehicleFaultName) => this.#faults.has(fault);
    const opening = name === 'supportedAppProtocolReq' || name === 'SessionSetupReq';
    if (has('ev-wrong-session-id') && !opening) return { ...options, sessionId: foreignSessionId };
    if (has('ev-pays-by-contract') && name === 'PaymentServiceSelectionReq') {
      return { ...options, body: (correct) => ({ ...correct, SelectedPaymentOption: 'Contract' }) };
    }
    if (has('ev-no-charging-profile') && name === 'PowerDeliveryReq') {
      return { ...options, body: ({ ChargingProfile: _profile, ...rest }) => rest };
    }
    if (has('ev-exceeds-limits') && name === 'CurrentDemandReq') {
      const amperes = (this.facts.evseMaxCurrent ?? 0) + beyond.amperes;
      return { ...options, body: (correct) => ({ ...correct, EVTargetCurrent: physical(amperes, 'A') }) };
    }
    if (has('ev-exceeds-limits') && name === 'PowerDeliveryReq') return { ...options, body: withMorePower };
    return options;
  }

  #sleepUntil(ns: bigint): Promise<void> {
    const ms = Math.max(0, Number(ns - this.clock.monotonicNs()) / 1e6);
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }
}

function withMorePower(correct: ExiObject): ExiObject {
  const entries = listAt(correct, 'ChargingProfile', 'ProfileEntry') as readonly ExiObject[];
  if (entries.length === 0) return correct;
  const ProfileEntry = entries.map((entry) => ({
    ...entry,
    ChargingProfileEntryMaxPower: physical(
      beyond.power * Math.max(100_000, quantityAt(entry, 'ChargingProfileEntryMaxPower') ?? 0),
      'W',
    ),
  }));
  return { ...correct, ChargingProfile: { ProfileEntry } };
}
