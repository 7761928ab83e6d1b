import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import { evccCase, startOf } from './evcc-case.js';

type Row = readonly [id: string, request: RequestName, options?: RequestOptions];

const rows: readonly Row[] = [
  ['TC_SECC_CMN_VTB_ServiceDiscovery_003', 'ServiceDiscoveryReq'],
  ['TC_SECC_CMN_VTB_PaymentServiceSelection_005', 'PaymentServiceSelectionReq'],
  ['TC_SECC_CMN_VTB_Authorization_005', 'AuthorizationReq'],
  ['TC_SECC_AC_VTB_ChargeParameterDiscovery_003', 'ChargeParameterDiscoveryReq'],
  ['TC_SECC_AC_VTB_PowerDelivery_008', 'PowerDeliveryReq', { progress: 'Start' }],
  ['TC_SECC_AC_VTB_ChargingStatus_004', 'ChargingStatusReq'],
  ['TC_SECC_AC_VTB_PowerDelivery_009', 'PowerDeliveryReq', { progress: 'Stop' }],
  ['TC_SECC_AC_VTB_SessionStop_003', 'SessionStopReq'],
  ['TC_SECC_DC_VTB_ChargeParameterDiscovery_002', 'ChargeParameterDiscoveryReq'],
  ['TC_SECC_DC_VTB_CableCheck_004', 'CableCheckReq'],
  ['TC_SECC_DC_VTB_PreCharge_003', 'PreChargeReq'],
  ['TC_SECC_DC_VTB_PowerDelivery_005', 'PowerDeliveryReq', { progress: 'Start' }],
  ['TC_SECC_DC_VTB_CurrentDemand_004', 'CurrentDemandReq'],
  ['TC_SECC_DC_VTB_PowerDelivery_006', 'PowerDeliveryReq', { progress: 'Stop' }],
  ['TC_SECC_DC_VTB_WeldingDetection_003', 'WeldingDetectionReq'],
  ['TC_SECC_DC_VTB_SessionStop_008', 'SessionStopReq'],
];

for (const [id, request, options] of rows) {
  const state = startOf(id);
  evccCase(
    id,
    {
      title: `${request} with a foreign SessionID in the state ${state}`,
      purpose: `An SECC refuses ${request} whose SessionID is not that of the session with FAILED_UnknownSession, keeps its own SessionID in the header, and ends the session.`,
      likelyCauses: [
        'the SECC never compares the SessionID of a request with the one that it issued',
        'the SECC echoes the SessionID of the request in place of its own',
      ],
      nextStep: 'see ISO 15118-2:2014, 8.3.3 and [V2G2-750] for the header, 8.6.2 for the response code',
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${request} with eight random bytes as SessionID`);
      const exchange = await evcc.request(request, { ...options, sessionId: evcc.foreignSessionId() });
      await evcc.expectAnswer(exchange, { code: 'FAILED_UnknownSession' });
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}
