import type { Iso20RequestName } from './messages.js';
import type { Iso20Phase } from './phase.js';

/** Legal in AC or DC alone, by the namespace that the handshake agreed on. */
type Legal = Iso20RequestName | 'ChargeParameterDiscovery' | 'ChargeLoop';

/**
 * The requests that are legal in each phase of the main stream (ISO 15118-20:2022, 8.8.4). Anything else is answered with
 * FAILED_SequenceError (V2G20-459). A vehicle may end the session while no energy flows; while it flows PowerDelivery Stop
 * comes first.
 */
const mainStream: Readonly<Record<Iso20Phase, readonly Legal[]>> = {
  'session-setup': ['SessionSetupReq'],
  'authorization-setup': ['AuthorizationSetupReq', 'SessionStopReq'],
  authorization: ['CertificateInstallationReq', 'AuthorizationReq', 'SessionStopReq'],
  'service-discovery': ['ServiceDiscoveryReq', 'SessionStopReq'],
  'service-detail': ['ServiceDetailReq', 'SessionStopReq'],
  'service-selection': ['ServiceDetailReq', 'ServiceSelectionReq', 'SessionStopReq'],
  'charge-parameters': ['VehicleCheckInReq', 'ChargeParameterDiscovery', 'SessionStopReq'],
  'schedule-exchange': ['ScheduleExchangeReq', 'SessionStopReq'],
  'cable-check': ['DC_CableCheckReq', 'SessionStopReq'],
  'pre-charge': ['DC_PreChargeReq', 'SessionStopReq'],
  'power-start': ['PowerDeliveryReq', 'SessionStopReq'],
  charging: ['ChargeLoop', 'PowerDeliveryReq', 'MeteringConfirmationReq'],
  renegotiating: ['ScheduleExchangeReq'],
  'power-restart': ['PowerDeliveryReq'],
  standby: ['PowerDeliveryReq', 'MeteringConfirmationReq'],
  'welding-detection': ['DC_WeldingDetectionReq', 'VehicleCheckOutReq', 'SessionStopReq'],
  'energy-off': ['VehicleCheckOutReq', 'SessionStopReq'],
  stopped: [],
};

/** Phases in which the side streams run: a charge loop goes on beside them. */
const withSideStreams: ReadonlySet<Iso20Phase> = new Set(['charging', 'standby']);

/** Whether `request` is legal in `phase`; `side`: it came in a side stream. */
export function isIso20Allowed(
  phase: Iso20Phase,
  request: Iso20RequestName,
  energy: 'ac' | 'dc',
  side: boolean,
): boolean {
  if (side) return withSideStreams.has(phase);
  return legalIn(phase, energy).includes(request);
}

/** The requests that are legal in the main stream. */
export function legalIn(phase: Iso20Phase, energy: 'ac' | 'dc'): readonly Iso20RequestName[] {
  return mainStream[phase].map((legal) => {
    if (legal === 'ChargeLoop') return energy === 'ac' ? 'AC_ChargeLoopReq' : 'DC_ChargeLoopReq';
    if (legal === 'ChargeParameterDiscovery') {
      return energy === 'ac' ? 'AC_ChargeParameterDiscoveryReq' : 'DC_ChargeParameterDiscoveryReq';
    }
    return legal;
  });
}
