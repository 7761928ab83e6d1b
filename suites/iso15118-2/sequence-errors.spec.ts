import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import { evccCase, startOf } from './evcc-case.js';

/** One row: the case, the message that the SECC expects in that state, and the one that it gets. */
type Row = readonly [id: string, expected: RequestName, sent: RequestName];

const rows: readonly Row[] = [
  ['TC_SECC_CMN_VTB_ServiceDiscovery_002', 'ServiceDiscoveryReq', 'AuthorizationReq'],
  ['TC_SECC_CMN_VTB_PaymentServiceSelection_004', 'PaymentServiceSelectionReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_CMN_VTB_Authorization_003', 'AuthorizationReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_CMN_VTB_ChargeParameterDiscovery_001', 'ChargeParameterDiscoveryReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_AC_VTB_PowerDelivery_006', 'PowerDeliveryReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_AC_VTB_ChargingStatus_003', 'ChargingStatusReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_AC_VTB_PowerDelivery_007', 'PowerDeliveryReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_AC_VTB_SessionStop_002', 'SessionStopReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_CableCheck_003', 'CableCheckReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_PreCharge_002', 'PreChargeReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_PowerDelivery_003', 'PowerDeliveryReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_CurrentDemand_003', 'CurrentDemandReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_PowerDelivery_004', 'PowerDeliveryReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_WeldingDetection_002', 'WeldingDetectionReq', 'ServiceDiscoveryReq'],
  ['TC_SECC_DC_VTB_SessionStop_007', 'SessionStopReq', 'ServiceDiscoveryReq'],
];

for (const [id, expected, sent] of rows) {
  const state = startOf(id);
  evccCase(
    id,
    {
      title: `${sent} in place of ${expected} in the state ${state}`,
      purpose: `An SECC that waits for ${expected} refuses ${sent} with FAILED_SequenceError in the response that pairs with what it got, and ends the session.`,
      likelyCauses: [
        'the SECC accepts any request that it knows, without a table of the allowed sequence',
        'the SECC answers with the response of the request that it expected',
        'the SECC answers and then keeps the connection open',
      ],
      sentInstead: sent,
      nextStep: 'compare the sequence table of the SECC with ISO 15118-2:2014, 8.8.4',
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${sent} with the correct SessionID instead of ${expected}`);
      const exchange = await evcc.request(sent);
      await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError' });
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}

evccCase(
  'TC_SECC_CMN_VTB_SessionSetup_002',
  {
    title: 'ServiceDiscoveryReq before any session exists',
    purpose:
      'An SECC that waits for SessionSetupReq refuses another request with FAILED_SequenceError and ends the connection.',
    sentInstead: 'ServiceDiscoveryReq',
  },
  async (evcc) => {
    await evcc.given('app-protocol-agreed');
    evcc.when('When it sends ServiceDiscoveryReq with the SessionID 0 instead of SessionSetupReq');
    const exchange = await evcc.request('ServiceDiscoveryReq');
    // No session exists yet: the answer carries the id of the request, eight zero bytes (note of the catalogue).
    await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError', sessionId: new Uint8Array(8) });
    await evcc.expectCloseAfterFailure(exchange);
  },
);
