import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import { expectEndOnTime, expectSilentEnd } from '../iso15118-2/silent-vehicle.js';
import { iso20Case } from './iso20-case.js';

/** V2G_SECC_Sequence_Timeout after a charge loop response is short, because power flows. */
const inChargeLoop = (mode: string) =>
  `iso15118-20/V2G_SECC_Sequence_Timeout_${mode === 'AC' ? 'AC' : 'DC'}_ChargeLoop` as const;

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
  const id = inLoop ? inChargeLoop(mode) : 'iso15118-20/V2G_SECC_Sequence_Timeout';
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
      timers: [id, 'tester/par_CMN_Transmission_Delay', 'tester/par_CMN_TCP_Connection_Termination_Timeout'],
      likelyCauses: ['one timer for all messages', 'the timer is started by the request rather than by the response'],
    },
    async (evcc) => {
      const { run } = evcc;
      const { seconds, text } = run.timer(id);
      await evcc.given(state);
      evcc.when(`When it stays silent for V2G_SECC_Sequence_Timeout (${text})`);
      await expectSilentEnd(evcc, seconds, inLoop ? (mode === 'AC' ? 'V2G20-1500' : 'V2G20-1502') : 'V2G20-443');
      await expectEndOnTime(evcc, seconds);
    },
  );
}
