import { combined, external, type GoodCase, noDeparture, pilotMs, plain } from './good-case.js';
import { has, hasNo, pilotIs, unitsFit } from './good-checks.js';
import { nominalDuty } from './good-sessions.js';

/** Good cases of AC charging that stand for themselves; families are in files of their own. */
export const acGoodCases: readonly GoodCase[] = [
  {
    id: 'AC ChargeParameterDiscovery_001',
    session: plain,
    after: 'AuthorizationRes',
    request: 'ChargeParameterDiscoveryReq',
    checks: [has('AC_EVChargeParameter'), unitsFit],
  },
  {
    id: 'AC ChargeParameterDiscovery_012',
    session: plain,
    after: 'AuthorizationRes',
    request: 'ChargeParameterDiscoveryReq',
    checks: [hasNo('AC_EVChargeParameter', 'DepartureTime')],
    pics: noDeparture,
  },
  { id: 'AC ChargingStatus_001', session: plain, after: 'PowerDeliveryRes', request: 'ChargingStatusReq', checks: [] },
  {
    id: 'AC ChargingLoopAcOrPowerDelivery_001',
    session: plain,
    after: 'ChargingStatusRes',
    nth: 'last',
    request: 'PowerDeliveryReq',
    progress: 'Stop',
    checks: [pilotIs(['B'], pilotMs)],
  },
  {
    id: 'AC PaymentServiceSelection_001',
    session: nominalDuty,
    after: 'ServiceDiscoveryRes',
    // The list has it for vehicles without ServiceDetailReq; with one it is the same duty.
    skips: ['ServiceDetailReq'],
    request: 'PaymentServiceSelectionReq',
    checks: [external],
    pics: combined,
  },
];
