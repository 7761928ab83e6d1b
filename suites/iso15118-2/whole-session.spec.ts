import { isGood } from '../../src/peers/vehicle/exchange.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';

for (const mode of ['AC', 'DC'] as const) {
  declareCase(
    {
      id: `PL_SECC_${mode}_WholeSession_001`,
      title: `a whole ${mode} session with external payment`,
      purpose: `A correct vehicle charges ${mode} from SECC discovery to SessionStop; every answer comes in time, is well formed, positive and carries the SessionID.`,
      area: 'ISO 15118-2 whole sessions',
      clause: 'ISO 15118-2:2014, 8.8',
      requirements: ['V2G2-750', 'V2G2-443'],
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'} and PICS_CMN_CMN_IdentificationMode = eIM`,
      kind: 'valid',
    },
    async ({ harness, run }) => {
      const evcc = new Evcc(harness, run, { loops: 10 });
      try {
        evcc.when(`When a vehicle charges ${mode} from plug to SessionStop`);
        const drive = await evcc.vehicle.driveTo('stopped');
        run.observe(drive.reached, {
          text: 'the session reaches SessionStop',
          expected: 'stopped',
          observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
          ...evcc.at(drive.failure?.exchange),
        });
        for (const exchange of drive.exchanges) {
          const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
          run.observe(isGood(exchange), {
            text: `the answer to ${exchange.sent.message} is right`,
            expected: faults.map(({ expected }) => expected).join('; ') || 'no rule broken',
            observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || 'no rule broken',
            ...evcc.at(exchange),
          });
        }
      } finally {
        await evcc.leave();
      }
    },
  );
}
