import { declareCase } from '../engine/plumbline-test.js';
import { wholeSession } from './whole-session.js';

for (const mode of ['AC', 'DC'] as const) {
  declareCase(
    {
      id: `PL_SECC_${mode}_WholeSession_001`,
      title: `a whole ${mode} session with external payment`,
      purpose: `A correct vehicle charges ${mode} from SECC discovery to SessionStop; every answer comes in time by the capture, is well formed, positive and carries the SessionID.`,
      area: 'ISO 15118-2 whole sessions',
      clause: 'ISO 15118-2:2014, 8.8',
      requirements: ['V2G2-750', 'V2G2-443'],
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'} and PICS_CMN_CMN_IdentificationMode = eIM`,
      kind: 'valid',
    },
    ({ harness, run }) => wholeSession(harness, run, `ISO 15118-2 ${mode}, external payment`, { loops: 10 }),
  );
}
