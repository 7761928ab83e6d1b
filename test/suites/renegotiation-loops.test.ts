import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { openVehicle } from '../../src/peers/vehicle/vehicle.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import { renegotiationLoops } from '../../suites/iso15118-2/renegotiation-loops.js';

const definition: CaseDefinition = {
  ...{ id: 'T_LOOPS', title: 'loops', purpose: 'to be counted', area: 'test', clause: 'none' },
  ...{ requirements: [], kind: 'valid' },
};

function newRun(): CaseRun {
  const recorder = { record: () => undefined, flush: async () => {}, close: async () => {} };
  return new CaseRun('T_LOOPS@test', definition, recorder, []);
}

const pics = (value: string | number | boolean) => ({ pics: { PICS_CMN_CMN_RenegotiationLoopIndication: value } });

describe('loops before a renegotiation', () => {
  it('are those that the PICS declare', () => {
    for (const loops of [1, 5, 1000]) assert.equal(renegotiationLoops(pics(loops), newRun()), loops);
  });

  for (const [what, declared, words] of [
    ['not declared', { pics: {} }, /not declared/],
    ['unknown', pics('unknown'), /declared as unknown/],
    ['none', pics(0), /declared as 0/],
    ['a part', pics(2.5), /declared as 2.5/],
    ['without an end', pics(Number.POSITIVE_INFINITY), /declared as Infinity/],
    ['too many', pics(1001), /declared as 1001/],
  ] as const)
    it(`${what}: inconclusive, and no session without an end`, () => {
      const run = newRun();
      assert.throws(() => renegotiationLoops(declared, run), CaseStopped);
      assert.equal(run.verdict, 'inconc');
      assert.match(run.reason, /PICS_CMN_CMN_RenegotiationLoopIndication must be a whole number from 1 to 1000/);
      assert.match(run.reason, words);
    });

  it('a vehicle refuses a number that is none before it goes anywhere', async () => {
    const vehicle = openVehicle({ secc: { host: '::1', port: 9 }, security: 'none', energy: 'dc' });
    await assert.rejects(
      () => vehicle.driveTo('loop-done', { loops: Number.NaN }),
      (error) => error instanceof PlumblineError && error.code === 'PEERS-007',
    );
    assert.equal(vehicle.state, 'plugged');
  });
});
