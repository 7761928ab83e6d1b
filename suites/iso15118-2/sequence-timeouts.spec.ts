import { evccCase, startOf } from './evcc-case.js';
import { silentVehicle } from './silent-vehicle.js';

const ids = [
  'TC_SECC_CMN_VTB_SupportedAppProtocol_003',
  'TC_SECC_CMN_VTB_SessionSetup_003',
  'TC_SECC_CMN_VTB_ServiceDiscovery_004',
  'TC_SECC_CMN_VTB_PaymentServiceSelection_008',
  'TC_SECC_CMN_VTB_Authorization_008',
  'TC_SECC_CMN_VTB_ChargeParameterDiscovery_002',
  'TC_SECC_AC_VTB_PowerDelivery_012',
  'TC_SECC_AC_VTB_ChargingStatus_005',
  'TC_SECC_AC_VTB_PowerDelivery_013',
  'TC_SECC_AC_VTB_SessionStop_004',
  'TC_SECC_DC_VTB_CableCheck_005',
  'TC_SECC_DC_VTB_PreCharge_004',
  'TC_SECC_DC_VTB_PowerDelivery_009',
  'TC_SECC_DC_VTB_CurrentDemand_005',
  'TC_SECC_DC_VTB_PowerDelivery_010',
  'TC_SECC_DC_VTB_WeldingDetection_004',
  'TC_SECC_DC_VTB_SessionStop_009',
];

for (const id of ids) {
  const state = startOf(id);
  evccCase(
    id,
    {
      title: `silence of the vehicle in the state ${state}`,
      purpose:
        'An SECC whose vehicle falls silent ends the session when V2G_SECC_Sequence_Timeout has run out, not before and not much later, and sends nothing meanwhile.',
      likelyCauses: [
        'the SECC has no sequence timer in this state and waits for ever',
        'the timer is started by the request rather than by the response',
        'the TCP keep-alive of the operating system stands in for the timer',
      ],
      nextStep: 'see [V2G2-443] of ISO 15118-2:2014 and the journal of the gateway around the time of the last answer',
    },
    (evcc) => silentVehicle(evcc, state),
  );
}
