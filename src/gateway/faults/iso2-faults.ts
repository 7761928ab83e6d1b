import { type GatewayFault, seccFault } from './gateway-fault.js';

const responses = 'src/gateway/faults/faulty-iso2-responses.ts';
const handler = (name: string) => `src/gateway/handlers/${name}.ts`;
const clause = (ids: string) => `ISO 15118-2, ${ids}`;

/** Faults of the messages of ISO 15118-2. */
export const iso2Faults = {
  // what is said
  'iso2-evse-id-form': seccFault('names an EVSEID of no known form', clause('V2G2-191, annex H'), responses),
  'iso2-evse-id-changes': seccFault('names another EVSEID in the charge loop', clause('V2G2-260'), responses),
  'iso2-no-external-payment': seccFault(
    'lists Contract alone among its payment options',
    clause('V2G2-196'),
    responses,
  ),
  'iso2-other-transfer-modes': seccFault(
    'lists the energy transfer modes of the other current',
    clause('V2G2-196'),
    responses,
  ),
  'iso2-schedule-too-short': seccFault(
    'offers schedules of twelve hours where no departure was given',
    clause('V2G2-304'),
    responses,
  ),
  'iso2-tuple-twice': seccFault('offers two SAScheduleTuples of one id', clause('V2G2-773'), responses),
  'iso2-wrong-unit': seccFault('gives EVSEMaximumCurrentLimit in W', clause('V2G2-278'), responses),
  'iso2-absurd-limit': seccFault('announces a power of 400 kW', clause('V2G2-278, limits of the charger'), responses),
  'iso2-other-tuple-in-loop': seccFault('names another schedule in the loop', clause('V2G2-244'), responses),
  'iso2-no-status': seccFault('says AC_EVSEStatus in DC', clause('V2G2-365, V2G2-366'), responses),
  'iso2-cable-check-invalid': seccFault('finishes CableCheck with isolation Invalid', clause('V2G2-252'), responses),
  'iso2-no-pre-charge': seccFault('reports 0 V in PreCharge', clause('V2G2-256'), responses),
  'iso2-failed-unfilled': seccFault(
    'fills answers that refuse with zeros: quantities in hours, an EVSEID of no form',
    clause('V2G2-735'),
    responses,
  ),
  'iso2-limit-unsaid': seccFault('never says that a limit was reached', clause('V2G2-258, V2G2-644'), responses),
  'iso2-wrong-response': seccFault('answers WeldingDetectionReq with CableCheckRes', clause('V2G2-264'), responses),
  // what is not checked
  'iso2-any-payment-option': seccFault(
    'takes payment options that it has not offered',
    clause('V2G2-465'),
    handler('payment-service-selection'),
  ),
  'iso2-no-charge-service': seccFault(
    'lets a vehicle select no charge service',
    clause('V2G2-804'),
    handler('payment-service-selection'),
  ),
  'iso2-any-service': seccFault(
    'takes services that it has not offered',
    clause('V2G2-467'),
    handler('payment-service-selection'),
  ),
  'iso2-any-service-detail': seccFault(
    'tells details of services that there are not',
    clause('V2G2-464'),
    handler('service-detail'),
  ),
  'iso2-any-transfer-mode': seccFault(
    'takes energy transfer modes that it has not offered',
    clause('V2G2-476'),
    handler('charge-parameter-discovery'),
  ),
  'iso2-any-parameters': seccFault(
    'takes charge parameters that make no sense',
    clause('V2G2-477'),
    handler('charge-parameter-discovery'),
  ),
  'iso2-refusal-ends-session': seccFault(
    'answers FAILED to a customer who was refused once',
    clause('V2G2-845, V2G2-856'),
    handler('authorization'),
  ),
  'iso2-authorizes-anybody': seccFault(
    'says Finished before anybody has accepted the customer',
    clause('V2G2-845, V2G2-854'),
    handler('authorization'),
  ),
  'resume-schedule-anew': seccFault(
    'offers the schedule of a paused session as if no time had gone by',
    clause('V2G2-740, V2G2-741'),
    handler('charge-parameter-discovery'),
  ),
  'iso2-any-tuple': seccFault(
    'takes SAScheduleTupleIDs that it has not offered',
    clause('V2G2-479'),
    handler('power-delivery'),
  ),
  'iso2-any-profile': seccFault(
    'never holds a charging profile against the schedule',
    clause('V2G2-478'),
    handler('power-delivery'),
  ),
  'iso2-profile-off-by-one': seccFault(
    'takes a charging profile that lies one watt above the schedule',
    clause('V2G2-478, V2G2-225'),
    handler('power-delivery'),
  ),
  'iso2-renegotiation-too-early': seccFault(
    'renegotiates before energy has flowed',
    clause('V2G2-812'),
    handler('power-delivery'),
  ),
  'iso2-stop-by-error-refused': seccFault(
    'refuses PowerDelivery Stop of a vehicle that gives an error as its reason',
    clause('V2G2-881'),
    handler('power-delivery'),
  ),
  'iso2-restart-without-cable-check': seccFault(
    'lets a DC vehicle start after a renegotiation without CableCheck and PreCharge',
    clause('V2G2-565, V2G2-582, V2G2-842'),
    handler('charge-parameter-discovery'),
    ['iso2-dc-renegotiation-skips-cablecheck'],
  ),
  'iso2-supply-on-in-renegotiation': seccFault(
    'leaves the DC supply on in a renegotiation, so that the isolation test fails',
    clause('V2G2-565, V2G2-582'),
    handler('cable-check'),
    ['evsev2g-renegotiation-supply'],
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
