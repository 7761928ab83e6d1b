import { type GatewayFault, seccFault } from './gateway-fault.js';

const responses = 'src/gateway/faults/faulty-iso20-responses.ts';
const handler = (name: string) => `src/gateway/iso20/handlers/${name}.ts`;
const clause = (ids: string) => `ISO 15118-20, ${ids}`;

/** Faults of the messages of ISO 15118-20. */
export const iso20Faults = {
  // what is said
  'iso20-eim-alone': seccFault('lists EIM alone though it takes contracts', clause('V2G20-2566'), responses),
  'iso20-other-control-mode': seccFault('answers in the other control mode', clause('V2G20-1600'), responses),
  'iso20-no-departure-time': seccFault('does not tell the needs that it works with', clause('V2G20-2656'), responses),
  'iso20-side-stream-type': seccFault(
    'answers a side stream in the main stream',
    clause('V2G20-1919, payload types'),
    responses,
  ),
  'iso20-schedule-above-limit': seccFault(
    'offers more power than it has said that it has',
    clause('V2G20-2654'),
    responses,
  ),
  'iso20-time-stands-still': seccFault('repeats the first TimeStamp of its session', clause('header'), responses),
  'iso20-time-of-yesterday': seccFault('stamps its messages a day ago', clause('header'), responses),
  // what is not checked
  'iso20-rejection-ongoing': seccFault(
    'answers Ongoing to a customer who was refused',
    clause('V2G20-2219, V2G20-2230'),
    handler('authorization'),
    ['d20-eim-rejection-ongoing'],
  ),
  'iso20-any-authorization': seccFault(
    'takes a contract where EIM alone is offered',
    clause('V2G20-2566'),
    handler('authorization'),
  ),
  'iso20-no-installation': seccFault(
    'closes the connection on CertificateInstallationReq',
    clause('V2G20-735'),
    'src/gateway/iso20/iso20-session.ts',
    ['josev-certificate-installation-missing'],
  ),
  'iso20-filter-required': seccFault(
    'ends a session whose ServiceDiscoveryReq has no SupportedServiceIDs',
    clause('V2G20-1248'),
    handler('services'),
    ['edf-service-discovery-filter'],
  ),
  'iso20-filter-ignored': seccFault('lists all value added services always', clause('V2G20-1249'), handler('services')),
  'iso20-filter-for-energy': seccFault(
    'applies SupportedServiceIDs to the energy transfer services too',
    clause('V2G20-1248'),
    handler('services'),
  ),
  'iso20-any-service-detail': seccFault(
    'tells details of services that there are not',
    clause('V2G20-464, V2G20-425'),
    handler('services'),
  ),
  'iso20-any-parameter-set': seccFault(
    'takes parameter sets that it has not offered',
    clause('V2G20-467, V2G20-433'),
    handler('services'),
  ),
  'iso20-any-value-added': seccFault(
    'takes value added services that it has not offered',
    clause('V2G20-467'),
    handler('services'),
  ),
  'iso20-value-added-for-energy': seccFault(
    'answers a value added service in the place of energy transfer with another code',
    clause('V2G20-1618'),
    handler('services'),
  ),
  'iso20-any-control-mode': seccFault(
    'takes ScheduleExchangeReq of the control mode that was not selected',
    clause('V2G20-1600'),
    handler('schedule-exchange'),
  ),
  'iso20-any-tuple': seccFault(
    'takes ScheduleTupleIDs that it has not offered',
    clause('V2G20-734'),
    handler('power-delivery'),
  ),
  'iso20-any-profile': seccFault(
    'never holds an EVPowerProfile against the schedule',
    clause('V2G20-734'),
    handler('power-delivery'),
  ),
  'iso20-tolerance-unread': seccFault(
    'does not read PowerToleranceAcceptance',
    clause('V2G20-734'),
    handler('power-delivery'),
  ),
  'iso20-profile-unwatched': seccFault(
    'never looks whether a vehicle keeps to its profile',
    clause('V2G20-734'),
    'src/gateway/iso20/power-profile.ts',
  ),
  'iso20-contactor-latch': seccFault(
    'counts a contactor that did not close as closed',
    'ISO 15118-20, V2G20-734, FAILED_ContactorError; IEC 61851-1',
    handler('power-delivery'),
    ['iso20-ac-contactor-latch'],
  ),
  'iso20-contactor-edge': seccFault(
    'sees a contactor only where it closes while it waits: one that is closed already is FAILED_ContactorError',
    clause('V2G20-734'),
    handler('power-delivery'),
    ['d20-ac-contactor-edge'],
  ),
  'iso20-standby-anyway': seccFault(
    'goes to standby where it allows none',
    clause('V2G20-1391'),
    handler('power-delivery'),
  ),
  'iso20-pause-anyway': seccFault('pauses where it allows no pause', clause('V2G20-734'), handler('session-stop')),
  'iso20-service-renegotiation-anyway': seccFault(
    'renegotiates services where it supports none',
    clause('V2G20-1477'),
    handler('session-stop'),
  ),
  'iso20-ends-at-service-renegotiation': seccFault(
    'ends the session when a vehicle wants to renegotiate services',
    clause('V2G20-1477'),
    handler('session-stop'),
    ['josev-d20-renegotiation'],
  ),
  'iso20-selection-at-once': seccFault(
    'lets a vehicle select at once after a service renegotiation, without discovery',
    clause('V2G20-1477, V2G20-459'),
    handler('session-stop'),
  ),
  'iso20-any-vehicle-joins': seccFault(
    'joins a paused session whatever certificate the vehicle shows',
    clause('V2G20-2545, V2G20-2627, V2G20-2677'),
    'src/gateway/faults/faulty-resume.ts',
  ),
  'iso20-check-out-at-once': seccFault(
    'completes a check-out whose time has not come',
    clause('V2G20-459'),
    handler('vehicle-check'),
  ),
  'iso20-side-stream-any-time': seccFault(
    'serves side streams before energy flows',
    clause('V2G20-459'),
    'src/gateway/iso20/plan-request.ts',
  ),
  'iso20-side-stream-any-message': seccFault(
    'serves every message in every side stream',
    clause('V2G20-459'),
    'src/gateway/iso20/plan-request.ts',
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
