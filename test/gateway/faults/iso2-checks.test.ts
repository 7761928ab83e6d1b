import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../../src/gateway/faults/faults.js';
import { type HandlerRow, testHandlers } from '../support/handler-rows.js';
import { amperes, requests, watts } from '../support/requests.js';

const select = (SelectedPaymentOption: string, ...ids: readonly number[]) => ({
  SelectedPaymentOption,
  SelectedServiceList: { SelectedService: ids.map((ServiceID) => ({ ServiceID })) },
});
const start = { ChargeProgress: 'Start', SAScheduleTupleID: 1 } as const;
const above = (power: number) => ({
  ...start,
  ChargingProfile: { ProfileEntry: [{ ChargingProfileEntryStart: 0, ChargingProfileEntryMaxPower: watts(power) }] },
});
/** The schedule of the usual configuration, with some watts more in its first part. */
const oneAbove = (more: number) => ({
  ...start,
  ChargingProfile: {
    ProfileEntry: [
      { ChargingProfileEntryStart: 0, ChargingProfileEntryMaxPower: watts(22_000 + more) },
      { ChargingProfileEntryStart: 3600, ChargingProfileEntryMaxPower: watts(11_000) },
    ],
  },
});
const parameters = requests.ChargeParameterDiscoveryReq;
const negative = {
  ...parameters,
  DC_EVChargeParameter: { ...parameters.DC_EVChargeParameter, EVMaximumCurrentLimit: amperes(-100) },
};

type Row = Omit<HandlerRow, 'name' | 'code'>;

/** What a correct station refuses, and one with the fault takes. */
const rows: readonly (readonly [fault: FaultName, refused: string, row: Row])[] = [
  ['session-id-unchecked', 'OK', { phase: 'service-discovery', request: 'ServiceDiscoveryReq' }],
  ['sequence-unchecked', 'FAILED_SequenceError', { phase: 'service-selection', request: 'ServiceDiscoveryReq' }],
  [
    'iso2-any-payment-option',
    'FAILED_PaymentSelectionInvalid',
    { phase: 'service-selection', request: 'PaymentServiceSelectionReq', body: select('Contract', 1) },
  ],
  [
    'iso2-no-charge-service',
    'FAILED_NoChargeServiceSelected',
    { phase: 'service-selection', request: 'PaymentServiceSelectionReq', body: { ...select('ExternalPayment') } },
  ],
  [
    'iso2-any-service',
    'FAILED_ServiceSelectionInvalid',
    { phase: 'service-selection', request: 'PaymentServiceSelectionReq', body: select('ExternalPayment', 1, 60_000) },
  ],
  [
    'iso2-any-service-detail',
    'FAILED_ServiceIDInvalid',
    { phase: 'service-selection', request: 'ServiceDetailReq', body: { ServiceID: 60_000 } },
  ],
  [
    'iso2-any-transfer-mode',
    'FAILED_WrongEnergyTransferMode',
    {
      phase: 'charge-parameters',
      request: 'ChargeParameterDiscoveryReq',
      body: { ...parameters, RequestedEnergyTransferMode: 'DC_core' },
    },
  ],
  [
    'iso2-any-parameters',
    'FAILED_WrongChargeParameter',
    { phase: 'charge-parameters', request: 'ChargeParameterDiscoveryReq', body: negative },
  ],
  [
    'iso2-any-tuple',
    'FAILED_TariffSelectionInvalid',
    { phase: 'pre-charging', request: 'PowerDeliveryReq', body: { ...start, SAScheduleTupleID: 255 } },
  ],
  [
    'iso2-any-profile',
    'FAILED_ChargingProfileInvalid',
    { phase: 'pre-charging', request: 'PowerDeliveryReq', body: above(30_000) },
  ],
  [
    'iso2-profile-off-by-one',
    'FAILED_ChargingProfileInvalid',
    { phase: 'pre-charging', request: 'PowerDeliveryReq', body: oneAbove(1) },
  ],
  [
    'iso2-renegotiation-too-early',
    'FAILED',
    { phase: 'pre-charging', request: 'PowerDeliveryReq', body: { ...start, ChargeProgress: 'Renegotiate' } },
  ],
];

testHandlers(
  rows.flatMap(([fault, refused, row]): HandlerRow[] => [
    { ...row, name: `without ${fault}`, code: refused },
    { ...row, name: `with ${fault}`, station: { faults: parseFaults([fault]) }, code: 'OK' },
  ]),
);

const refused = { authorization: 'pending', authorizationRefused: true } as const;
const waiting = { authorization: 'pending', authorizationRefused: false } as const;
const seeded = (...names: readonly FaultName[]) => ({ faults: parseFaults(names) });

testHandlers(
  (
    [
      ['a refused customer goes on waiting', refused, 'OK', 'authorization'],
      ['a refusal ends the session', { ...refused, ...seeded('iso2-refusal-ends-session') }, 'FAILED', 'authorization'],
      ['nobody was refused', { ...waiting, ...seeded('iso2-refusal-ends-session') }, 'OK', 'authorization'],
      ['anybody may', { ...waiting, ...seeded('iso2-authorizes-anybody') }, 'OK', 'charge-parameters'],
    ] as const
  ).map(
    ([name, station, code, next]): HandlerRow => ({
      name,
      phase: 'authorization',
      request: 'AuthorizationReq',
      station,
      code,
      next,
    }),
  ),
);

/** The other way round: what a correct station takes. */
testHandlers([
  {
    name: 'one watt too much is not two',
    phase: 'pre-charging',
    request: 'PowerDeliveryReq',
    body: oneAbove(2),
    station: { faults: parseFaults(['iso2-profile-off-by-one']) },
    code: 'FAILED_ChargingProfileInvalid',
  },
  {
    name: 'renegotiation with cable check',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    session: { powered: true, mode: 'DC_extended' },
    code: 'OK',
    next: 'cable-check',
  },
  {
    name: 'renegotiation without cable check',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    session: { powered: true, mode: 'DC_extended' },
    station: { faults: parseFaults(['iso2-restart-without-cable-check']) },
    code: 'OK',
    next: 'pre-charging',
  },
  {
    name: 'renegotiation with the supply on',
    phase: 'cable-check',
    request: 'CableCheckReq',
    session: { powered: true },
    station: { faults: parseFaults(['iso2-supply-on-in-renegotiation']) },
    code: 'FAILED',
  },
]);
