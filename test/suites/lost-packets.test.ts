import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge } from '../../src/judge/judge.js';
import type { SpecRow } from '../../src/judge/spec-row.js';
import type { Measured } from '../../src/probes/measured.js';
import type { StopMeasured } from '../../src/probes/stop-response/measure-stop.js';
import { stopPlan } from '../../src/probes/stop-response/stop-plan.js';
import { stopQuantities } from '../../src/probes/stop-response/stop-quantities.js';
import { slacParmCnf } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import type { Harness } from '../../suites/engine/harness.js';
import type { PilotWatch } from '../../suites/iso15118-3/pilot-watch.js';
import { SlacScene } from '../../suites/iso15118-3/slac-scene.js';
import type { SeenMme, SlacLine } from '../../suites/iso15118-3/slac-wire.js';
import { HelloWatch } from '../../suites/sep2/hello-watch.js';
import { lossText, withoutLostStamps } from '../../suites/site/stop-paths/lost-stamps.js';

const definition: CaseDefinition = {
  ...{ id: 'T_LOST', title: 'lost packets', purpose: 'to be seen', area: 'test', clause: 'none' },
  ...{ requirements: [], kind: 'valid' },
};

function newRun(): CaseRun {
  const recorder = { record: () => undefined, flush: async () => {}, close: async () => {} };
  const run = new CaseRun('T_LOST@test', definition, recorder, []);
  run.step('test', 'When packets are lost');
  return run;
}

describe('a ClientHello off a capture', () => {
  const watchOf = (lost: number | undefined) => {
    const harness = { bench: { interfaces: { utility: { name: 'eth1' } } } } as unknown as Pick<Harness, 'bench'>;
    return HelloWatch.start(harness, 8443, async () => ({ stop: async () => ({ lost }) as never }));
  };

  it('counts where nothing was lost', async () => {
    const run = newRun();
    await (await watchOf(0)).requireWhole(run);
    assert.equal(run.verdict, 'none');
  });

  for (const [lost, words] of [
    [3, /the capture on eth1 lost 3 packets/],
    [undefined, /the capture on eth1 did not tell how many packets it lost/],
  ] as const)
    it(`is inconclusive where ${lost ?? 'an unknown number of'} packets were lost`, async () => {
      const run = newRun();
      const watch = await watchOf(lost);
      await assert.rejects(() => watch.requireWhole(run), CaseStopped);
      assert.equal(run.verdict, 'inconc');
      assert.match(run.reason, words);
    });
});

describe('an answer that the capture of the power line does not show', () => {
  const sceneOf = (run: CaseRun, lost: number, seen: readonly SeenMme[] = []) => {
    const line = { mac: '02:00:00:00:00:01', send: () => undefined, now: 1, after: () => seen };
    const wire: SlacLine = { ...line, until: async () => undefined, newlyLost: async () => lost };
    return new SlacScene({} as Harness, run, wire, {} as PilotWatch);
  };
  const request = { ns: 1n, number: 1 } as SeenMme;
  const look = (scene: SlacScene) => scene.expectReply(request, slacParmCnf, 'TT_match_response', 200);

  it('is missing where the capture is whole and shows another one of the charger', async () => {
    const run = newRun();
    const other = { ...request, number: 2, source: '02:00:00:00:0a:01', mme: { type: 0, label: 'MME' } } as SeenMme;
    await assert.rejects(() => look(sceneOf(run, 0, [other])), CaseStopped);
    assert.equal(run.verdict, 'fail');
  });

  it('is not known where the capture lost packets, and nor is a silence, nor a case that passed', async () => {
    for (const act of [
      look,
      (scene: SlacScene) => scene.expectSilence(request, slacParmCnf, 'TT_match_response', 0),
      (scene: SlacScene) => scene.requireWhole(),
    ]) {
      const run = newRun();
      await assert.rejects(async () => act(sceneOf(run, 2)), CaseStopped);
      assert.equal(run.verdict, 'inconc');
      assert.match(run.reason, /the capture of the power line lost 2 packets/);
    }
  });
});

describe('stamps of a stop off a capture that lost packets', () => {
  const measurement = (pair: keyof typeof stopQuantities): Measured => ({
    ...{ id: stopQuantities[pair].id, value: 0.1, unit: 's', n: 2, samples: [0.1, 0.1], censored: 0, U: 0.01 },
    ...{ labels: { pair }, method: 'test', evidence: [] },
  });
  const pairs = Object.keys(stopQuantities) as (keyof typeof stopQuantities)[];
  const plan = stopPlan({ ratedW: 22_000 });
  const remaining: Measured = { id: 'stop-remaining', value: 3, unit: 'W', method: 'test', evidence: [] };
  const measured: StopMeasured = { plan, trials: [], files: [], measurements: [...pairs.map(measurement), remaining] };
  const row = (quantity: string): SpecRow => ({
    ...{ id: 'row', area: 'test', requirement: 'soon', quantity, unit: 's', comparison: '<=', limit: 5 },
    ...{ decisionRule: 'simple', confidence: 0.95, standard: 'none', clause: 'none', source: 'this test' },
    ...{ method: 'none', remedy: 'none', status: 'measured' },
  });
  const verdicts = (of: StopMeasured) =>
    Object.fromEntries(of.measurements.map((one) => [one.labels?.['pair'] ?? one.id, judge(row(one.id), one)]));

  it('are no part of a verdict, with the number that was lost; what the meter tells stays', () => {
    const before = verdicts(measured);
    const after = verdicts(withoutLostStamps(measured, lossText('eth1', 7)));
    for (const pair of pairs) {
      assert.equal(before[pair]?.verdict, 'pass', pair);
      const isKept = pair === 'issue-effect' || pair === 'restore-release';
      assert.equal(after[pair]?.verdict, isKept ? 'pass' : 'inconc', pair);
      if (!isKept) assert.match(after[pair]?.reason ?? '', /the capture on eth1 lost 7 packets/);
    }
    assert.deepEqual(after['stop-remaining'], before['stop-remaining']);
  });
});
