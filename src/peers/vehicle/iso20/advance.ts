import { payloadTypes } from '../../../wire/v2gtp.js';
import type { Exchange } from '../exchange.js';
import { textAt } from '../read-value.js';
import type { Step, VehicleView } from '../vehicle-protocol.js';
import type { VehicleState } from '../vehicle-state.js';
import { nextVas } from './services.js';

/** What a correct vehicle of ISO 15118-20 sends next (8.8.4). @returns undefined where the session has ended or not begun */
export function nextStep(view: VehicleView): Step | undefined {
  const { options, state, facts } = view;
  const { energy } = options;
  const parameters = energy === 'ac' ? 'AC_ChargeParameterDiscoveryReq' : 'DC_ChargeParameterDiscoveryReq';
  const { changesService, checkIns = 0, checkedOut } = facts.iso20;
  const checksIn = options.iso20?.checksIn === true;
  const leaves = checksIn && changesService !== true && checkedOut !== true;
  const stop: Step = leaves
    ? { request: 'VehicleCheckOutReq' }
    : { request: 'SessionStopReq', ...(changesService === true ? again : {}) };
  switch (state) {
    case 'app-protocol-agreed':
      return { request: 'SessionSetupReq' };
    case 'session-open':
      return { request: 'AuthorizationSetupReq' };
    case 'authorization-set-up':
      return { request: 'AuthorizationReq' };
    case 'authorized':
      return { request: 'ServiceDiscoveryReq' };
    case 'services-known':
      return { request: 'ServiceDetailReq' };
    case 'service-detailed':
      return { request: nextVas(view) === undefined ? 'ServiceSelectionReq' : 'ServiceDetailReq' };
    case 'service-selected':
      return checksIn && checkIns < checkInStatuses.length ? { request: 'VehicleCheckInReq' } : { request: parameters };
    case 'params-agreed':
    case 'renegotiation-accepted':
      return { request: 'ScheduleExchangeReq' };
    case 'schedule-agreed':
      return energy === 'dc' && facts.iso20.renegotiating !== true ? { request: 'DC_CableCheckReq' } : start;
    case 'cable-ok':
      return { request: 'DC_PreChargeReq' };
    case 'precharged':
    case 'standby':
      return start;
    case 'energy-on':
    case 'one-loop':
      return { request: energy === 'ac' ? 'AC_ChargeLoopReq' : 'DC_ChargeLoopReq' };
    case 'loop-done':
      return { request: 'PowerDeliveryReq', progress: 'Stop' };
    case 'energy-off':
      return energy === 'dc' ? { request: 'DC_WeldingDetectionReq' } : stop;
    case 'welding-checked':
      return stop;
    default:
      return undefined;
  }
}

/** EVCheckInStatus of one request after the other. */
export const checkInStatuses = ['CheckIn', 'Processing', 'Completed'] as const;

const start: Step = { request: 'PowerDeliveryReq', progress: 'Start' };
const again = { stop: 'ServiceRenegotiation' } as const;

/** The state that an exchange leads to; undefined: none that a session knows (still Ongoing, negative, out of order). */
export function stateReached(view: VehicleView, exchange: Exchange): VehicleState | undefined {
  const { answer, sent } = exchange;
  const request = sent.message;
  if (answer?.body === undefined || request === undefined || exchange.responseCode?.startsWith('OK') !== true) {
    return undefined;
  }
  if (answer.message !== request.replace(/Req$/, 'Res')) return undefined;
  const field = (name: string) => textAt(sent.value, request, name);
  // What ends or turns a session counts from wherever it was sent.
  if (request === 'SessionStopReq') {
    const how = field('ChargingSession');
    return how === 'Pause' ? 'paused' : how === 'ServiceRenegotiation' ? 'authorized' : 'stopped';
  }
  if (request === 'PowerDeliveryReq') {
    const side = sent.payloadType === payloadTypes.iso20ScheduleRenegotiation;
    return afterPowerDelivery(view, field('ChargeProgress'), field('EVProcessing'), side);
  }
  if (request !== nextStep(view)?.request) return undefined;
  const finished = textAt(answer.body, 'EVSEProcessing') === 'Finished';
  switch (request) {
    case 'SessionSetupReq':
      // V2G20-1032: what was authorised and selected before the pause still holds.
      return exchange.responseCode === 'OK_OldSessionJoined' ? 'service-selected' : 'session-open';
    case 'AuthorizationSetupReq':
      return 'authorization-set-up';
    case 'AuthorizationReq':
      return finished ? 'authorized' : undefined;
    case 'ServiceDiscoveryReq':
      return 'services-known';
    case 'ServiceDetailReq':
      return 'service-detailed';
    case 'ServiceSelectionReq':
      return 'service-selected';
    case 'AC_ChargeParameterDiscoveryReq':
    case 'DC_ChargeParameterDiscoveryReq':
      return 'params-agreed';
    case 'ScheduleExchangeReq':
      return finished ? 'schedule-agreed' : undefined;
    case 'DC_CableCheckReq':
      return finished ? 'cable-ok' : undefined;
    case 'DC_PreChargeReq':
      return field('EVProcessing') === 'Finished' ? 'precharged' : undefined;
    case 'AC_ChargeLoopReq':
    case 'DC_ChargeLoopReq':
      return 'one-loop';
    case 'DC_WeldingDetectionReq':
      return field('EVProcessing') === 'Finished' ? 'welding-checked' : undefined;
    default:
      return undefined;
  }
}

function afterPowerDelivery(
  { state }: VehicleView,
  progress: string | undefined,
  processing: string | undefined,
  side: boolean,
): VehicleState | undefined {
  if (progress === 'Stop') return 'energy-off';
  if (processing !== 'Finished') return undefined;
  // A renegotiation in the side stream leaves the charge loop where it is.
  if (progress === 'ScheduleRenegotiation') return side ? undefined : 'renegotiation-accepted';
  if (progress === 'Standby') return 'standby';
  const startable = state === 'schedule-agreed' || state === 'precharged' || state === 'standby';
  return progress === 'Start' && startable ? 'energy-on' : undefined;
}
