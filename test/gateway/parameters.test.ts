import type { ExiObject } from '../../src/messages/codec.js';
import { testHandlers } from './support/handler-rows.js';
import { acParameters, amperes, evStatus, volts, watts } from './support/requests.js';

const select = (option: string, ...services: readonly ExiObject[]): ExiObject => ({
  SelectedPaymentOption: option,
  SelectedServiceList: { SelectedService: services },
});
const dcParameters = (changes: ExiObject): ExiObject => ({
  RequestedEnergyTransferMode: 'DC_extended',
  DC_EVChargeParameter: {
    DC_EVStatus: evStatus,
    EVMaximumCurrentLimit: amperes(110),
    EVMaximumVoltageLimit: volts(700),
    ...changes,
  },
});
const acChanged = (changes: ExiObject): ExiObject => ({
  ...acParameters,
  AC_EVChargeParameter: { ...(acParameters['AC_EVChargeParameter'] as ExiObject), ...changes },
});

testHandlers([
  // PaymentServiceSelection: V2G2-465, V2G2-804, V2G2-467.
  {
    name: 'external payment and the charge service',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    code: 'OK',
    next: 'authorization',
    effects: [{ kind: 'request-authorization', joined: false }],
  },
  {
    name: 'a contract, which is not offered',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    body: select('Contract', { ServiceID: 1 }),
    code: 'FAILED_PaymentSelectionInvalid',
  },
  {
    name: 'no charge service',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    body: select('ExternalPayment', { ServiceID: 2 }),
    code: 'FAILED_NoChargeServiceSelected',
  },
  {
    name: 'a service that was not offered',
    phase: 'service-selection',
    request: 'PaymentServiceSelectionReq',
    body: select('ExternalPayment', { ServiceID: 1 }, { ServiceID: 65_535 }),
    code: 'FAILED_ServiceSelectionInvalid',
  },
  {
    name: 'the detail of a service that was not offered',
    phase: 'service-selection',
    request: 'ServiceDetailReq',
    body: { ServiceID: 65_535 },
    code: 'FAILED_ServiceIDInvalid',
  },
  // Authorization: V2G2-854.
  {
    name: 'nobody has authorised yet',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    code: 'OK',
    next: 'authorization',
  },
  {
    name: 'nobody has authorised for 55 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    session: { ongoingSinceMs: 945_000 },
    code: 'FAILED',
  },
  {
    name: 'nobody has authorised for 54.9 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    session: { ongoingSinceMs: 945_100 },
    code: 'OK',
  },
  {
    name: 'authorised',
    phase: 'authorization',
    request: 'AuthorizationReq',
    code: 'OK',
    next: 'charge-parameters',
    effects: [{ kind: 'request-schedule' }],
  },
  // ChargeParameterDiscovery: V2G2-476, V2G2-477, V2G2-565.
  { name: 'DC', phase: 'charge-parameters', request: 'ChargeParameterDiscoveryReq', code: 'OK', next: 'cable-check' },
  {
    name: 'AC',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acParameters,
    code: 'OK',
    next: 'power-start-ac',
  },
  {
    name: 'AC while it renegotiates',
    phase: 'renegotiating-ac',
    request: 'ChargeParameterDiscoveryReq',
    body: acParameters,
    code: 'OK',
    next: 'power-restart-ac',
  },
  {
    name: 'DC while AC renegotiates with the contactor closed',
    phase: 'renegotiating-ac',
    request: 'ChargeParameterDiscoveryReq',
    code: 'FAILED_WrongEnergyTransferMode',
    next: 'renegotiating-ac',
  },
  {
    name: 'a mode that is not offered',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: { ...acParameters, RequestedEnergyTransferMode: 'AC_single_phase_core' },
    code: 'FAILED_WrongEnergyTransferMode',
  },
  {
    name: 'DC mode with AC parameters',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: { ...acParameters, RequestedEnergyTransferMode: 'DC_extended' },
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC current -100 A',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMaxCurrent: amperes(-100) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC current in V',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMaxCurrent: volts(32) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC least current above the station',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMinCurrent: amperes(33), EVMaxCurrent: amperes(63) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC least current above the highest',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EVMinCurrent: amperes(20), EVMaxCurrent: amperes(10) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'AC energy in a wrong unit is tolerated',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: acChanged({ EAmount: watts(30_000) }),
    code: 'OK',
  },
  {
    name: 'DC current -100 A',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: dcParameters({ EVMaximumCurrentLimit: amperes(-100) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'a DC battery below the reach of the output',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    body: dcParameters({ EVMaximumVoltageLimit: volts(100) }),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'no schedule yet',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    station: { scheduleReady: false },
    code: 'OK',
    next: 'charge-parameters',
  },
  {
    name: 'no schedule for 55 s',
    phase: 'charge-parameters',
    request: 'ChargeParameterDiscoveryReq',
    station: { scheduleReady: false },
    session: { ongoingSinceMs: 945_000 },
    code: 'FAILED',
  },
]);
