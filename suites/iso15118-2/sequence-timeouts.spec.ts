import { evccCase, startOf } from './evcc-case.js';

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

/** par_CMN_Transmission_Delay of the catalogue: how much earlier than the timer an end may be seen, s. */
const transmissionDelay = 0.25;
/** par_CMN_TCP_Connection_Termination_Timeout: how long the end itself may take, s. */
const termination = 5;

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
    async (evcc) => {
      const { run, harness } = evcc;
      const seconds = Number(harness.pics['PIXIT_SECC_CMN_SequenceTimeout']);
      await evcc.given(state);
      evcc.when(`When it stays silent for V2G_SECC_Sequence_Timeout (${seconds} s by PIXIT)`);
      const silence = await evcc.vehicle.awaitClose((seconds + termination) * 1000);
      run.observe(silence.unsolicited.length === 0, {
        text: 'the SECC sends no message while the vehicle is silent',
        expected: 'silence',
        observed: silence.unsolicited.map(({ message }) => message ?? 'bytes').join(', ') || 'silence',
      });
      run.require(silence.closed, {
        text: 'the SECC ends the TCP connection',
        expected: `within ${seconds + termination} s`,
        observed: silence.closed ? `closed by ${silence.how}` : 'still open',
        requirements: ['V2G2-443'],
      });
      const waited = await evcc.wire.silenceBeforeEnd(evcc.lastLocalPort);
      if (waited === undefined) {
        run.inconclusive('the capture does not show how the connection ended, so the timer cannot be judged');
        return;
      }
      const measured = Number(waited) / 1e9;
      run.observe(measured >= seconds - transmissionDelay && measured <= seconds + termination, {
        text: 'the connection ends when the sequence timer runs out (capture time from the last answer to FIN or RST)',
        expected: `${(seconds - transmissionDelay).toFixed(2)} s to ${(seconds + termination).toFixed(2)} s`,
        observed: `${measured.toFixed(3)} s`,
        requirements: ['V2G2-443'],
      });
    },
  );
}
