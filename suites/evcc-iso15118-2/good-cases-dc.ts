import { type GoodCase, noDeparture, plain, welding } from './good-case.js';
import { has, hasNo, pilotIs, unitsFit } from './good-checks.js';
import { voltageLeft } from './good-sessions.js';

/** Good cases of DC charging that stand for themselves; families are in files of their own. */
export const dcGoodCases: readonly GoodCase[] = [
  {
    id: 'DC ChargeParameterDiscovery_001',
    session: plain,
    after: 'AuthorizationRes',
    request: 'ChargeParameterDiscoveryReq',
    checks: [has('DC_EVChargeParameter'), unitsFit],
  },
  {
    id: 'DC ChargeParameterDiscovery_012',
    session: plain,
    after: 'AuthorizationRes',
    request: 'ChargeParameterDiscoveryReq',
    checks: [hasNo('DC_EVChargeParameter', 'DepartureTime')],
    pics: noDeparture,
  },
  {
    id: 'DC CableCheck_001',
    session: plain,
    after: 'ChargeParameterDiscoveryRes',
    request: 'CableCheckReq',
    checks: [has('DC_EVStatus'), pilotIs(['C', 'D'])],
  },
  {
    id: 'DC PreCharge_001',
    session: plain,
    after: 'CableCheckRes',
    nth: 'last',
    request: 'PreChargeReq',
    checks: [unitsFit, pilotIs(['C', 'D'])],
  },
  {
    id: 'DC CurrentDemand_001',
    session: plain,
    after: 'PowerDeliveryRes',
    request: 'CurrentDemandReq',
    checks: [unitsFit, pilotIs(['C', 'D'])],
  },
  {
    id: 'DC ChargingLoopDcOrPowerDelivery_001',
    session: plain,
    after: 'CurrentDemandRes',
    nth: 'last',
    request: 'PowerDeliveryReq',
    progress: 'Stop',
    checks: [],
  },
  {
    id: 'DC WeldingDetection_001',
    session: plain,
    after: 'PowerDeliveryRes',
    nth: 'last',
    request: 'WeldingDetectionReq',
    checks: [pilotIs(['B'])],
    pics: welding,
  },
  {
    id: 'DC WeldingDetection_009',
    session: voltageLeft,
    after: 'WeldingDetectionRes',
    nth: 1,
    request: 'WeldingDetectionReq',
    checks: [pilotIs(['B'])],
    pics: welding,
  },
];
