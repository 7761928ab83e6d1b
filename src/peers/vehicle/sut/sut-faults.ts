import { goodSessionFaults } from './sut-faults-good.js';
import { contractFaults } from './sut-faults-pnc.js';
import type { VehicleFault } from './vehicle-fault.js';

const list = 'published EVCC list: ';

/** Faults by name. */
export const vehicleFaults = {
  'ev-takes-failed': {
    behaviour: 'takes every FAILED response for OK',
    source: `${list}FAILED response codes`,
  },
  'ev-takes-failed-in-loop': {
    behaviour: 'takes a FAILED response of the charge loop for OK',
    source: `${list}FAILED response codes`,
  },
  'ev-takes-unknown-session': {
    behaviour: 'takes FAILED_UnknownSession for OK',
    source: `${list}FAILED response codes`,
  },
  'ev-takes-any-response': {
    behaviour: 'takes a response of another kind for the one it waits for',
    source: `${list}invalid V2G messages`,
  },
  'ev-takes-any-payload-type': {
    behaviour: 'reads a response whatever payload type its V2GTP header names',
    source: `${list}invalid V2GTP data fields`,
  },
  'ev-takes-any-session-id': {
    behaviour: 'goes on with responses of another SessionID',
    source: 'V2G2-741: one SessionID in all messages of a session',
  },
  'ev-waits-for-ever': {
    behaviour: 'never stops waiting for a response',
    source: `${list}V2G timeouts`,
  },
  'ev-gives-up-early': {
    behaviour: 'gives up on a response after a tenth of V2G_EVCC_Msg_Timeout',
    source: `${list}V2G timeouts`,
  },
  'ev-waits-while-ongoing': {
    behaviour: 'repeats a request for ever while EVSEProcessing is Ongoing',
    source: `${list}V2G timeouts, V2G_EVCC_Ongoing_Timeout`,
  },
  'ev-endless-cable-check': {
    behaviour: 'repeats CableCheckReq for ever',
    source: `${list}V2G timeouts, V2G_EVCC_CableCheck_Timeout`,
  },
  'ev-endless-precharge': {
    behaviour: 'repeats PreChargeReq for ever',
    source: `${list}V2G timeouts, V2G_EVCC_PreCharge_Timeout`,
  },
  'ev-never-closes': {
    behaviour: 'leaves the TCP connection open when its session is over',
    source: `${list}par_CMN_TCP_Connection_Termination_Timeout`,
  },
  'ev-stays-in-state-c': {
    behaviour: 'leaves the control pilot in state C when its session is over',
    source: `${list}par_EVCC_StateB_Shutdown_Timeout`,
  },
  'ev-never-state-c': {
    behaviour: 'asks for power in state B',
    source: `${list}CP state C or D before CableCheckReq and at PowerDelivery`,
  },
  'ev-ignores-pilot-error': {
    behaviour: 'takes no notice of the pilot states E and F',
    source: `${list}invalid states and duty cycles`,
  },
  'ev-ignores-stop': {
    behaviour: 'charges on after EVSENotification StopCharging',
    source: `${list}ChargingLoop, EVSENotification StopCharging`,
  },
  'ev-ignores-renegotiation': {
    behaviour: 'takes no notice of EVSENotification ReNegotiation',
    source: `${list}ChargingLoop, EVSENotification ReNegotiation`,
  },
  'ev-ignores-emergency': {
    behaviour: 'charges on when EVSEStatusCode says EVSE_EmergencyShutdown',
    source: 'ISO 15118-2, DC_EVSEStatusCode',
  },
  'ev-exceeds-limits': {
    behaviour: 'asks for more current, or plans more power, than the EVSE allows',
    source: 'ISO 15118-2, limits of ChargeParameterDiscoveryRes and CurrentDemandRes',
  },
  'ev-wrong-session-id': {
    behaviour: 'sends a SessionID that the SECC has not given',
    source: 'V2G2-741: one SessionID in all messages of a session',
  },
  'ev-session-setup-not-zero': {
    behaviour: 'opens a new session with a SessionID other than zero',
    source: `${list}SessionSetup`,
  },
  'ev-wrong-evccid': {
    behaviour: 'names an EVCCID that is not its MAC address',
    source: `${list}SessionSetup`,
  },
  'ev-pays-by-contract': {
    behaviour: 'selects Contract where only ExternalPayment is offered',
    source: `${list}PaymentServiceSelection`,
  },
  'ev-skips-service-discovery': {
    behaviour: 'selects a payment option without asking for the services',
    source: `${list}ServiceDiscovery`,
  },
  'ev-skips-cable-check': {
    behaviour: 'sends PreChargeReq in place of CableCheckReq',
    source: `${list}CableCheck`,
  },
  'ev-no-charging-profile': {
    behaviour: 'starts power delivery without a ChargingProfile',
    source: `${list}PowerDelivery`,
  },
  'ev-stops-without-power-delivery': {
    behaviour: 'sends SessionStopReq while power flows, without PowerDeliveryReq Stop',
    source: `${list}ChargingLoop`,
  },
  'ev-no-session-stop': {
    behaviour: 'leaves after PowerDeliveryReq Stop without SessionStopReq',
    source: `${list}SessionStop`,
  },
  'ev-few-discovery-requests': {
    behaviour: 'gives up after five SECC Discovery Requests',
    source: `${list}SDP, 50 requests`,
  },
  'ev-one-discovery-request': {
    behaviour: 'sends a single SECC Discovery Request',
    source: `${list}V2GTPSDP`,
  },
  ...goodSessionFaults,
  ...contractFaults,
} as const satisfies Readonly<Record<string, VehicleFault>>;

export type VehicleFaultName = keyof typeof vehicleFaults;

export function isVehicleFault(name: string): name is VehicleFaultName {
  return Object.hasOwn(vehicleFaults, name);
}
