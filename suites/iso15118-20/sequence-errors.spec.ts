import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import { iso20Case } from './iso20-case.js';

/** One row: what is under test, the state to drive to, and a request that is out of order there. */
type Row = readonly [mode: 'CMN' | 'AC' | 'DC', group: string, state: VehicleState, sent: RequestName];

const rows: readonly Row[] = [
  ['CMN', 'AuthorizationSetup', 'session-open', 'ServiceDiscoveryReq'],
  ['CMN', 'Authorization', 'authorization-set-up', 'ServiceDiscoveryReq'],
  ['CMN', 'ServiceDiscovery', 'authorized', 'ServiceSelectionReq'],
  ['CMN', 'ServiceDetail', 'services-known', 'ServiceSelectionReq'],
  ['CMN', 'ServiceSelection', 'service-detailed', 'ScheduleExchangeReq'],
  ['CMN', 'ScheduleExchange', 'params-agreed', 'PowerDeliveryReq'],
  ['DC', 'ChargeParameterDiscovery', 'service-selected', 'DC_CableCheckReq'],
  ['DC', 'CableCheck', 'schedule-agreed', 'DC_PreChargeReq'],
  ['DC', 'PreCharge', 'cable-ok', 'DC_ChargeLoopReq'],
  ['DC', 'PowerDelivery', 'precharged', 'DC_ChargeLoopReq'],
  ['DC', 'ChargeLoop', 'energy-on', 'DC_WeldingDetectionReq'],
  ['DC', 'WeldingDetection', 'energy-off', 'DC_ChargeLoopReq'],
  ['AC', 'ChargeParameterDiscovery', 'service-selected', 'AC_ChargeLoopReq'],
  ['AC', 'PowerDelivery', 'schedule-agreed', 'AC_ChargeLoopReq'],
  ['AC', 'ChargeLoop', 'energy-on', 'ServiceDiscoveryReq'],
  ['AC', 'SessionStop', 'energy-off', 'AC_ChargeLoopReq'],
];

for (const [mode, group, state, sent] of rows) {
  iso20Case(
    `TC20_SECC_${mode}_${group}_SequenceError`,
    {
      title: `${sent} out of order in the state ${state}`,
      purpose: `An SECC that gets ${sent} in the state ${state} answers in the response that pairs with it, with FAILED_SequenceError, and ends the session.`,
      group,
      clause: '8.8.4',
      requirements: ['V2G20-459', 'V2G20-734', 'V2G20-735'],
      kind: 'invalid',
      likelyCauses: [
        'the SECC accepts any request that it knows, without a table of the allowed sequence',
        'the SECC answers with the response of the request that it expected',
        'the answer leaves in the stream (payload type) of the wrong message set',
      ],
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${sent} with the correct SessionID`);
      const exchange = await evcc.request(sent);
      await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError' });
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}
