import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import { payloadTypes } from '../../../wire/v2gtp.js';
import { nextStep } from '../advance.js';
import type { Exchange } from '../exchange.js';
import { learn as learnIso2 } from '../learn.js';
import { isIso2Request, type RequestName } from '../message-names.js';
import { at, bytesAt, hexOf, listAt, numberAt, quantityAt, textAt } from '../read-value.js';
import { requestBody } from '../request-body.js';
import type { RequestOptions } from '../request-options.js';
import type { Step, VehicleProtocol, VehicleView } from '../vehicle-protocol.js';
import { iso2Path, type VehicleState } from '../vehicle-state.js';

/** Names of DIN 70121 and of ISO 15118-2 for the same message. */
const dinNames: Partial<Readonly<Record<RequestName, RequestName>>> = {
  PaymentServiceSelectionReq: 'ServicePaymentSelectionReq',
  AuthorizationReq: 'ContractAuthenticationReq',
};
const iso2Names: Partial<Readonly<Record<RequestName, RequestName>>> = {
  ServicePaymentSelectionReq: 'PaymentServiceSelectionReq',
  ContractAuthenticationReq: 'AuthorizationReq',
};
/** PMaxType is an xs:short. */
const largestPMax = 32_767;
/** Below this the contactors may open (IEC 61851-23). */
const safeVolts = 60;
/** PreCharge is done when the charger is this near to the battery, as a part of its voltage. */
const preChargeTolerance = 0.05;

/** DIN 70121: DC, external payment, no TLS. The draft that ISO 15118-2 grew from: the same session in other words. */
export const dinVehicle: VehicleProtocol = {
  name: 'din',
  path: iso2Path,
  schemaOf: () => 'din',
  payloadTypeOf: () => payloadTypes.exi,
  schemaOfPayload: () => 'din',
  payloadTypeFits: (answer) => answer.payloadType === payloadTypes.exi,
  body: dinBody,
  message: (request, Header, body) => ({ V2G_Message: { Header, Body: { [request]: body } } }),
  nextStep: dinStep,
  stateReached,
  learn,
  observe: () => [],
  loopRequest: () => 'CurrentDemandReq',
};

function dinStep({ options, state }: VehicleView): Step | undefined {
  const step = nextStep(options.energy, state);
  return step === undefined ? undefined : { ...step, request: dinNames[step.request] ?? step.request };
}

function dinBody(request: RequestName, view: VehicleView, options: RequestOptions): ExiObject {
  const name = iso2Names[request] ?? request;
  if (!isIso2Request(name)) return {};
  const body = requestBody(name, view, options);
  switch (name) {
    case 'AuthorizationReq':
    case 'SessionStopReq':
      return {};
    case 'ChargeParameterDiscoveryReq': {
      const { RequestedEnergyTransferMode, DC_EVChargeParameter, ...rest } = body;
      const { DepartureTime: _, ...parameters } = objectOf(DC_EVChargeParameter);
      return {
        EVRequestedEnergyTransferType: RequestedEnergyTransferMode ?? '',
        DC_EVChargeParameter: parameters,
        ...rest,
      };
    }
    case 'PowerDeliveryReq': {
      const { ChargeProgress, SAScheduleTupleID, ChargingProfile, ...rest } = body;
      return {
        ReadyToChargeState: ChargeProgress === 'Start',
        ...profile(view, SAScheduleTupleID, ChargeProgress),
        ...rest,
      };
    }
    default:
      return body;
  }
}

function profile({ facts, car }: VehicleView, tuple: ExiValue | undefined, progress: ExiValue | undefined): ExiObject {
  const schedule = facts.pMaxSchedule ?? [];
  if (progress !== 'Start' || schedule.length === 0) return {};
  const ProfileEntry = schedule.slice(0, 24).map((slot) => ({
    ChargingProfileEntryStart: numberAt(slot, 'RelativeTimeInterval', 'start') ?? 0,
    ChargingProfileEntryMaxPower: Math.min(largestPMax, Math.floor(car.dc.maxPower), numberAt(slot, 'PMax') ?? 0),
  }));
  return { ChargingProfile: { SAScheduleTupleID: tuple ?? 1, ProfileEntry } };
}

function stateReached(view: VehicleView, exchange: Exchange): VehicleState | undefined {
  const { answer, sent, responseCode } = exchange;
  const request = sent.message;
  if (answer?.body === undefined || responseCode?.startsWith('OK') !== true) return undefined;
  if (answer.message !== request?.replace(/Req$/, 'Res')) return undefined;
  const { state, car } = view;
  if (request === 'SessionStopReq') return 'stopped';
  if (request === 'PowerDeliveryReq') {
    const ready = at(sent.value, 'V2G_Message', 'Body', 'PowerDeliveryReq', 'ReadyToChargeState');
    if (ready !== true) return 'energy-off';
    return state === 'precharged' ? 'energy-on' : undefined;
  }
  if (request !== dinStep(view)?.request) return undefined;
  const finished = textAt(answer.body, 'EVSEProcessing') === 'Finished';
  const volts = quantityOf(answer.body, 'EVSEPresentVoltage') ?? 0;
  switch (request) {
    case 'SessionSetupReq':
      return 'session-open';
    case 'ServiceDiscoveryReq':
      return 'services-known';
    case 'ServicePaymentSelectionReq':
      return 'payment-selected';
    case 'ContractAuthenticationReq':
      return finished ? 'authorized' : undefined;
    case 'ChargeParameterDiscoveryReq':
      return finished ? 'params-agreed' : undefined;
    case 'CableCheckReq':
      return finished ? 'cable-ok' : undefined;
    case 'PreChargeReq':
      return Math.abs(volts - car.packVoltage) <= preChargeTolerance * car.packVoltage ? 'precharged' : undefined;
    case 'CurrentDemandReq':
      return 'one-loop';
    case 'WeldingDetectionReq':
      return volts <= safeVolts ? 'welding-checked' : undefined;
    default:
      return undefined;
  }
}

function learn(view: VehicleView, exchange: Exchange, loopSeconds: number): void {
  const { facts, car } = view;
  const body = exchange.answer?.body;
  learnIso2(facts, car, exchange, loopSeconds);
  if (body === undefined || exchange.responseCode?.startsWith('OK') !== true) return;
  switch (exchange.answer?.message) {
    case 'SessionSetupRes': {
      const id = bytesAt(body, 'EVSEID');
      if (id !== undefined) facts.evseId = hexOf(id);
      return;
    }
    case 'ServiceDiscoveryRes': {
      const id = numberAt(body, 'ChargeService', 'ServiceTag', 'ServiceID');
      if (id !== undefined) facts.chargeServiceId = id;
      facts.paymentOptions = listAt(body, 'PaymentOptions', 'PaymentOption').filter(
        (option): option is string => typeof option === 'string',
      );
      return;
    }
    default:
      return;
  }
}

/** Unit is optional in DIN 70121: what is not said is the base unit of the element. */
function quantityOf(body: ExiObject, name: string): number | undefined {
  const given = quantityAt(body, name);
  if (given !== undefined) return given;
  const multiplier = numberAt(body, name, 'Multiplier');
  const value = numberAt(body, name, 'Value');
  return multiplier === undefined || value === undefined ? undefined : Number(`${value}e${multiplier}`);
}

function objectOf(value: ExiValue | undefined): ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array)
    ? (value as ExiObject)
    : {};
}
