import type { ExiObject } from '../../src/messages/codec.js';
import { request20 } from './support/iso20-core.js';
import { ac, bpt, dynamic, type Row20, r, testRows } from './support/iso20-rows.js';

const rows: readonly Row20[] = [
  // Authorization
  { name: 'granted', phase: 'authorization', request: 'AuthorizationReq', code: 'OK', next: 'service-discovery' },
  {
    name: 'the customer has not come yet',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer' },
    code: 'OK',
    next: 'authorization',
    answer: { EVSEProcessing: 'Ongoing_WaitingForCustomerInteraction' },
  },
  {
    name: 'a refusal is a warning with Finished at once, and the vehicle may ask again',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer', authorizationRefused: true },
    code: 'WARNING_EIMAuthorizationFailure',
    next: 'authorization',
    answer: { EVSEProcessing: 'Finished' },
    effects: [{ kind: 'request-authorization', joined: false }],
  },
  {
    name: 'nobody came within 55 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer', nowMs: 1_000_000 },
    session: { ongoingSinceMs: 945_000 },
    code: 'WARNING_EIMAuthorizationFailure',
  },
  {
    name: 'nobody came within 54.9 s',
    phase: 'authorization',
    request: 'AuthorizationReq',
    station: { authorization: 'waiting-for-customer', nowMs: 1_000_000 },
    session: { ongoingSinceMs: 945_100 },
    code: 'OK',
  },
  {
    name: 'a contract, which is not offered',
    phase: 'authorization',
    request: 'AuthorizationReq',
    replace: {
      SelectedAuthorizationService: 'PnC',
      PnC_AReqAuthorizationMode: {
        Id: 'id1',
        GenChallenge: new Uint8Array(16),
        ContractCertificateChain: {
          Certificate: new Uint8Array(1),
          SubCertificates: { Certificate: [new Uint8Array(1)] },
        },
      },
    },
    code: 'WARNING_AuthorizationSelectionInvalid',
    next: 'authorization',
  },
  // Services
  {
    name: 'an id that was not listed',
    phase: 'service-detail',
    request: 'ServiceDetailReq',
    body: { ServiceID: 3 },
    code: 'FAILED_ServiceIDInvalid',
  },
  {
    name: 'the service of the other namespace',
    phase: 'service-detail',
    request: 'ServiceDetailReq',
    body: { ServiceID: 1 },
    code: 'FAILED_ServiceIDInvalid',
  },
  {
    name: 'a parameter set that was never offered',
    phase: 'service-selection',
    request: 'ServiceSelectionReq',
    replace: { SelectedEnergyTransferService: { ServiceID: 2, ParameterSetID: 9 } },
    code: 'FAILED_ServiceSelectionInvalid',
  },
  {
    name: 'a service that was never offered',
    phase: 'service-selection',
    request: 'ServiceSelectionReq',
    replace: { SelectedEnergyTransferService: { ServiceID: 3, ParameterSetID: 1 } },
    code: 'FAILED_ServiceSelectionInvalid',
  },
  {
    name: 'a value added service that was never offered',
    phase: 'service-selection',
    request: 'ServiceSelectionReq',
    replace: {
      SelectedEnergyTransferService: { ServiceID: 2, ParameterSetID: 1 },
      SelectedVASList: { SelectedService: [{ ServiceID: 65, ParameterSetID: 1 }] },
    },
    code: 'FAILED_ServiceSelectionInvalid',
  },
  // Charge parameters
  {
    name: 'the form without BPT where BPT was selected',
    phase: 'charge-parameters',
    request: 'DC_ChargeParameterDiscoveryReq',
    shape: bpt,
    replace: request20('DC_ChargeParameterDiscoveryReq'),
    code: 'FAILED_WrongChargeParameter',
  },
  {
    name: 'the BPT form where BPT was not selected',
    phase: 'charge-parameters',
    request: 'DC_ChargeParameterDiscoveryReq',
    replace: request20('DC_ChargeParameterDiscoveryReq', bpt),
    code: 'FAILED_WrongChargeParameter',
  },
  ...(
    [
      ['a negative power', { EVMaximumChargePower: r(-1) }],
      ['a least current above the most', { EVMinimumChargeCurrent: r(500) }],
      ['a least voltage above the most', { EVMinimumVoltage: r(600) }],
      ['a battery below what the output can go down to', { EVMaximumVoltage: r(100), EVMinimumVoltage: r(50) }],
      ['a battery above what the output can reach', { EVMaximumVoltage: r(1200), EVMinimumVoltage: r(950) }],
    ] as const
  ).map(([name, fields]): Row20 => {
    const correct = request20('DC_ChargeParameterDiscoveryReq')['DC_CPDReqEnergyTransferMode'] as ExiObject;
    return {
      name,
      phase: 'charge-parameters',
      request: 'DC_ChargeParameterDiscoveryReq',
      replace: { DC_CPDReqEnergyTransferMode: { ...correct, ...fields } },
      code: 'FAILED_WrongChargeParameter',
      next: 'charge-parameters',
    };
  }),
  {
    name: 'a negative discharge power',
    phase: 'charge-parameters',
    request: 'AC_ChargeParameterDiscoveryReq',
    shape: { ...ac, ...bpt },
    replace: {
      BPT_AC_CPDReqEnergyTransferMode: {
        EVMaximumChargePower: r(11_000),
        EVMinimumChargePower: r(0),
        EVMaximumDischargePower: r(-5),
        EVMinimumDischargePower: r(0),
      },
    },
    code: 'FAILED_WrongChargeParameter',
  },
  // Schedules
  {
    name: 'dynamic where scheduled was selected',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    replace: request20('ScheduleExchangeReq', dynamic),
    code: 'FAILED',
  },
  {
    name: 'the schedule is on its way',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    station: { scheduleReady: false },
    code: 'OK',
    next: 'schedule-exchange',
    answer: { EVSEProcessing: 'Ongoing' },
  },
  {
    name: 'the schedule has not come within 55 s',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    station: { scheduleReady: false },
    session: { ongoingSinceMs: 945_000 },
    code: 'FAILED',
  },
  { name: 'DC', phase: 'schedule-exchange', request: 'ScheduleExchangeReq', code: 'OK', next: 'cable-check' },
  {
    name: 'AC',
    phase: 'schedule-exchange',
    request: 'ScheduleExchangeReq',
    shape: ac,
    code: 'OK',
    next: 'power-start',
  },
  {
    name: 'in a renegotiation',
    phase: 'renegotiating',
    request: 'ScheduleExchangeReq',
    code: 'OK',
    next: 'power-restart',
  },
];

testRows(rows);
