import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import { iso20Case } from './iso20-case.js';

/** V2G_SECC_Sequence_Timeout after a charge loop response, s; it is short because power flows. */
const chargeLoopSeconds = 0.5;
/** How much earlier than the timer an end may be seen, and how long the end itself may take, s. */
const transmissionDelay = 0.25;
const termination = 5;

const rows: readonly (readonly [mode: 'CMN' | 'AC' | 'DC', name: string, state: VehicleState, inLoop: boolean])[] = [
  ['CMN', 'SessionSetup', 'session-open', false],
  ['CMN', 'AuthorizationSetup', 'authorization-set-up', false],
  ['CMN', 'Authorization', 'authorized', false],
  ['CMN', 'ServiceDiscovery', 'services-known', false],
  ['CMN', 'ServiceSelection', 'service-selected', false],
  ['DC', 'PreCharge', 'precharged', false],
  ['DC', 'ChargeLoop', 'one-loop', true],
  ['AC', 'ChargeLoop', 'one-loop', true],
];

for (const [mode, name, state, inLoop] of rows) {
  iso20Case(
    `TC20_SECC_${mode}_${name}_SequenceTimeout`,
    {
      title: `silence of the vehicle in the state ${state}`,
      purpose: `An SECC whose vehicle falls silent in the state ${state} ends the session when V2G_SECC_Sequence_Timeout${inLoop ? ' of the charge loop' : ''} has run out, and sends nothing meanwhile.`,
      group: name,
      clause: '8.7.2',
      requirements: inLoop
        ? [mode === 'AC' ? 'V2G20-1500' : 'V2G20-1502', 'V2G20-443', 'V2G20-445']
        : ['V2G20-441', 'V2G20-443', 'V2G20-445'],
      kind: 'timing',
      likelyCauses: ['one timer for all messages', 'the timer is started by the request rather than by the response'],
    },
    async (evcc) => {
      const { run, harness } = evcc;
      const seconds = inLoop ? chargeLoopSeconds : Number(harness.pics['PIXIT_SECC_CMN_SequenceTimeout']);
      await evcc.given(state);
      evcc.when(`When it stays silent for V2G_SECC_Sequence_Timeout (${seconds} s)`);
      const silence = await evcc.vehicle.awaitClose((seconds + termination) * 1000);
      run.observe(silence.unsolicited.length === 0, {
        text: 'the SECC sends no message while the vehicle is silent',
        observed: silence.unsolicited.map(({ message }) => message ?? 'bytes').join(', ') || 'silence',
      });
      run.require(silence.closed, {
        text: 'the SECC ends the connection',
        expected: `within ${seconds + termination} s`,
        observed: silence.closed ? `closed by ${silence.how}` : 'still open',
      });
      const waited = await evcc.wire.silenceBeforeEnd(evcc.lastLocalPort);
      if (waited === undefined) {
        run.inconclusive('the capture does not show how the connection ended, so the timer cannot be judged');
        return;
      }
      const measured = Number(waited) / 1e9;
      run.observe(measured >= seconds - transmissionDelay && measured <= seconds + termination, {
        text: 'the connection ends when the timer runs out (capture time from the last answer to FIN or RST)',
        expected: `${(seconds - transmissionDelay).toFixed(2)} s to ${(seconds + termination).toFixed(2)} s`,
        observed: `${measured.toFixed(3)} s`,
      });
    },
  );
}
