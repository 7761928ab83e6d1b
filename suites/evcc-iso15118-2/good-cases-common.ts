import { external, type GoodCase, noServiceDetail, plain, serviceDetail } from './good-case.js';
import { evccIdIsMac, offersIso2, sessionIdZero } from './good-checks.js';

/** Good cases of both charging modes. */
export const commonGoodCases: readonly GoodCase[] = [
  { id: 'CMN SDP_006', session: plain, after: undefined, request: 'supportedAppProtocolReq', checks: [] },
  {
    id: 'CMN SupportedAppProtocol_001',
    session: plain,
    after: undefined,
    request: 'supportedAppProtocolReq',
    checks: [offersIso2],
  },
  {
    id: 'CMN SupportedAppProtocol_004',
    session: plain,
    after: undefined,
    request: 'supportedAppProtocolReq',
    checks: [offersIso2],
  },
  {
    id: 'CMN V2GTPSessionSetup_001',
    session: plain,
    after: 'supportedAppProtocolRes',
    request: 'SessionSetupReq',
    checks: [],
  },
  {
    id: 'CMN SessionSetup_001',
    session: plain,
    after: 'supportedAppProtocolRes',
    request: 'SessionSetupReq',
    checks: [sessionIdZero],
  },
  {
    id: 'CMN SessionSetup_008',
    session: plain,
    after: 'supportedAppProtocolRes',
    request: 'SessionSetupReq',
    checks: [sessionIdZero, evccIdIsMac],
  },
  {
    id: 'CMN ServiceDiscovery_001',
    session: plain,
    after: 'SessionSetupRes',
    request: 'ServiceDiscoveryReq',
    checks: [],
  },
  {
    id: 'CMN ServiceDetail_002',
    session: plain,
    after: 'ServiceDiscoveryRes',
    request: 'ServiceDetailReq',
    checks: [],
    pics: serviceDetail,
  },
  {
    id: 'CMN PaymentServiceSelection_002',
    session: plain,
    after: 'ServiceDetailRes',
    request: 'PaymentServiceSelectionReq',
    checks: [external],
    pics: serviceDetail,
  },
  {
    id: 'CMN PaymentServiceSelection_004',
    session: plain,
    after: 'ServiceDiscoveryRes',
    request: 'PaymentServiceSelectionReq',
    checks: [external],
    pics: noServiceDetail,
  },
  {
    id: 'CMN ServiceDetailAndPaymentSelection_002',
    session: plain,
    after: 'ServiceDiscoveryRes',
    skips: ['ServiceDetailReq'],
    request: 'PaymentServiceSelectionReq',
    checks: [external],
  },
  {
    id: 'CMN Authorization_002',
    session: plain,
    after: 'PaymentServiceSelectionRes',
    request: 'AuthorizationReq',
    checks: [],
  },
];
