import { declareCase } from '../engine/plumbline-test.js';
import { wholeSession } from '../iso15118-2/whole-session.js';
import { iso20Definition } from './iso20-case.js';

for (const service of ['AC', 'AC_BPT', 'DC', 'DC_BPT'] as const) {
  for (const controlMode of ['scheduled', 'dynamic'] as const) {
    const mode = service.startsWith('AC') ? 'AC' : 'DC';
    const id = `TC20_SECC_${mode}_WholeSession_${service}_${controlMode}`;
    const words = {
      title: `a whole ${service} session, ${controlMode} control, external payment`,
      purpose: `A correct vehicle runs a session of ${service} with ${controlMode} control from SECC discovery to SessionStop over mutual TLS 1.3; every answer comes in time by the capture, is well formed, positive and carries the SessionID.`,
      group: 'whole sessions',
      clause: '8.8.4',
      requirements: ['V2G20-1264', 'V2G20-1634', 'V2G20-1600', 'V2G20-2656', 'V2G20-460'],
      kind: 'valid',
    } as const;
    declareCase(iso20Definition(id, words), ({ harness, run }) =>
      wholeSession(harness, run, `ISO 15118-20 ${service}, ${controlMode}, external payment`, {
        loops: 10,
        iso20: { service, controlMode },
      }),
    );
  }
}
