import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CaseRun } from '../../suites/engine/case-run.js';
import type { Evcc } from '../../suites/iso15118-2/evcc.js';
import { expectLeftToVehicle } from '../../suites/iso15118-2/left-to-vehicle.js';

describe('the end of the connection after SessionStop', () => {
  for (const [what, outcome, verdict] of [
    ['is left to the vehicle', { closed: false, unsolicited: [] }, 'pass'],
    ['is taken from it', { closed: true, how: 'fin', unsolicited: [] }, 'fail'],
  ] as const)
    it(`${what}: ${verdict}`, async () => {
      const recorder = { record: () => undefined, flush: async () => {} };
      const definition = {
        ...{ id: 'T_STOP', title: 'an end', purpose: 'to be seen', area: 'test', clause: 'none' },
        ...{ requirements: [], kind: 'valid' as const },
      };
      const run = new CaseRun('T_STOP@test', definition, recorder, []);
      run.step('test', 'When it sends SessionStopReq');
      await expectLeftToVehicle({ run, vehicle: { awaitClose: async () => outcome } } as unknown as Evcc);
      assert.equal(run.verdict, verdict, run.reason);
    });
});
