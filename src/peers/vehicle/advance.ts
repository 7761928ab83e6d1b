import type { Car } from './car.js';
import type { Exchange } from './exchange.js';
import { quantityAt, textAt } from './read-value.js';
import type { Step } from './vehicle-protocol.js';
import type { EnergyKind, VehicleState } from './vehicle-state.js';

/** Below this the contactors may open: what is left is not dangerous (IEC 61851-23). */
const safeVolts = 60;
/** PreCharge is done when the charger is this near to the battery, as a part of its voltage. */
const preChargeTolerance = 0.05;

/** What a correct vehicle sends next in a state. @returns undefined where the session has ended or not begun */
export function nextStep(energy: EnergyKind, state: VehicleState): Step | undefined {
  const loop = { request: energy === 'ac' ? 'ChargingStatusReq' : 'CurrentDemandReq' } as const;
  switch (state) {
    case 'tcp-connected':
      return { request: 'supportedAppProtocolReq' };
    case 'app-protocol-agreed':
      return { request: 'SessionSetupReq' };
    case 'session-open':
      return { request: 'ServiceDiscoveryReq' };
    case 'services-known':
      return { request: 'PaymentServiceSelectionReq' };
    case 'payment-selected':
      return { request: 'AuthorizationReq' };
    case 'authorized':
    case 'renegotiation-accepted':
      return { request: 'ChargeParameterDiscoveryReq' };
    case 'params-agreed':
      return energy === 'dc' ? { request: 'CableCheckReq' } : { request: 'PowerDeliveryReq', progress: 'Start' };
    case 'cable-ok':
      return { request: 'PreChargeReq' };
    case 'precharged':
      return { request: 'PowerDeliveryReq', progress: 'Start' };
    case 'energy-on':
      return loop;
    case 'one-loop':
      return loop;
    case 'loop-done':
      return { request: 'PowerDeliveryReq', progress: 'Stop' };
    case 'energy-off':
      return energy === 'dc' ? { request: 'WeldingDetectionReq' } : { request: 'SessionStopReq' };
    case 'welding-checked':
      return { request: 'SessionStopReq' };
    default:
      return undefined;
  }
}

/** The state that an exchange leads to; undefined: none that a session knows (still Ongoing, negative, out of order). */
export function stateReached(
  energy: EnergyKind,
  state: VehicleState,
  exchange: Exchange,
  car: Car,
): VehicleState | undefined {
  const answer = exchange.answer;
  const request = exchange.sent.message;
  if (answer?.body === undefined || exchange.responseCode?.startsWith('OK') !== true) return undefined;
  if (answer.message !== request?.replace(/Req$/, 'Res')) return undefined;
  const { body } = answer;
  const sent = (name: string) => textAt(exchange.sent.value, 'V2G_Message', 'Body', request ?? '', name);
  // What ends or turns a session counts from wherever it was sent.
  if (request === 'SessionStopReq') return sent('ChargingSession') === 'Pause' ? 'paused' : 'stopped';
  if (request === 'PowerDeliveryReq') {
    const progress = sent('ChargeProgress');
    if (progress === 'Stop') return 'energy-off';
    if (progress === 'Renegotiate') return 'renegotiation-accepted';
    return state === 'params-agreed' || state === 'precharged' ? 'energy-on' : undefined;
  }
  if (request !== nextStep(energy, state)?.request) return undefined;
  const finished = textAt(body, 'EVSEProcessing') === 'Finished';
  switch (request) {
    case 'supportedAppProtocolReq':
      return 'app-protocol-agreed';
    case 'SessionSetupReq':
      return 'session-open';
    case 'ServiceDiscoveryReq':
      return 'services-known';
    case 'PaymentServiceSelectionReq':
      return 'payment-selected';
    case 'AuthorizationReq':
      return finished ? 'authorized' : undefined;
    case 'ChargeParameterDiscoveryReq':
      return finished ? 'params-agreed' : undefined;
    case 'CableCheckReq':
      return finished ? 'cable-ok' : undefined;
    case 'PreChargeReq': {
      const present = quantityAt(body, 'EVSEPresentVoltage') ?? 0;
      const near = Math.abs(present - car.packVoltage) <= preChargeTolerance * car.packVoltage;
      return near ? 'precharged' : undefined;
    }
    case 'ChargingStatusReq':
    case 'CurrentDemandReq':
      return 'one-loop';
    case 'WeldingDetectionReq':
      return (quantityAt(body, 'EVSEPresentVoltage') ?? 0) <= safeVolts ? 'welding-checked' : undefined;
    default:
      return undefined;
  }
}
