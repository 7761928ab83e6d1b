import { declareCase } from '../engine/plumbline-test.js';
import { wholeSession } from '../iso15118-2/whole-session.js';

declareCase(
  {
    id: 'TCDIN_SECC_DC_WholeSession_001',
    title: 'a whole DC session of DIN SPEC 70121',
    purpose:
      'A correct vehicle of DIN SPEC 70121 charges from SECC discovery to SessionStop; every answer comes in time by the capture, is well formed, positive and carries the SessionID.',
    area: 'DIN 70121 whole sessions',
    clause: 'DIN SPEC 70121:2014, 9.6',
    requirements: [],
    kind: 'valid',
  },
  ({ harness, run }) => wholeSession(harness, run, 'DIN SPEC 70121 DC, external payment', { loops: 10 }),
);
