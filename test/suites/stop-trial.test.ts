import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseStop } from '../../src/probes/stop-response/analyse-stop.js';
import type { MeterFacts, StopTrial } from '../../src/probes/stop-response/stop-measurement.js';
import { type StopPathDriver, stopPathFacts } from '../../src/probes/stop-response/stop-path.js';
import { type Stamp, type StopStamps, stopPlan } from '../../src/probes/stop-response/stop-plan.js';
import type { Recorder } from '../../src/record/events.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import type { Harness } from '../../suites/engine/harness.js';
import { declaredFacts, stopPlanChanges } from '../../suites/site/stop-paths/declared-facts.js';
import { lookAtTrial } from '../../suites/site/stop-paths/look-at-trial.js';
import type { Declared } from '../../suites/site/stop-paths/yardsticks.js';

const plan = stopPlan({ ratedW: 11_000, holdMs: 500, timeoutMs: 2000 });
const meter: MeterFacts = {
  ...{ name: 'meter', host: '::1', port: 502, sign: 1, samplingSeconds: 0.02, uncertaintyW: 20 },
  source: { kind: 'modbus', unitId: 1 },
};
const start = 5_000_000_000_000n;
const at = (ms: number) => start + BigInt(Math.round(ms * 1e6));
const stamp = (ms: number): Stamp => ({ ns: at(ms), clock: 'monotonic', source: 'capture', resolutionNs: 1 });
const definition: CaseDefinition = {
  ...{ id: 'T_001', title: 'a stop', purpose: 'to be looked at', area: 'test', clause: 'none' },
  ...{ requirements: [], kind: 'measurement', likelyCauses: [] },
};

interface Scene {
  readonly path?: StopPathDriver['path'];
  readonly flowW?: number;
  /** Power in W, ms from the delivery. */
  readonly power: (ms: number) => number;
  readonly acknowledgedMs?: number;
  readonly declared?: Declared;
}

/** What the case says of one trial. */
function verdictOf({ path = 'sep2-energize-poll', flowW, power, acknowledgedMs = 400, declared = {} }: Scene): string {
  const recorder: Recorder = { record: () => undefined, flush: async () => {} };
  const run = new CaseRun('T_001@test', definition, recorder, []);
  run.step('test', 'stops');
  const samples = [];
  for (let ms = -1000; ms <= 2500; ms += 5) {
    const watts = power(ms) + 4 * Math.sin(ms / 7);
    samples.push({ asked: at(ms), answered: at(ms + 1), wall: at(ms + 1), watts });
  }
  const trace = { samples, gaps: [] };
  const isOrder = stopPathFacts(path).acknowledgeClock !== undefined;
  const stamps: StopStamps = {
    issued: stamp(0),
    delivered: stamp(0),
    ...(isOrder ? { acknowledged: stamp(acknowledgedMs) } : {}),
  };
  const analysis = analyseStop(trace, stamps, plan, meter, { acknowledgement: isOrder, release: false });
  const trial: StopTrial = { number: 1, at: '', evidence: '', outcome: 'measured', stamps, analysis, trace };
  const driver: StopPathDriver = {
    path,
    ...(flowW === undefined ? {} : { flowW }),
    prepare: async () => undefined,
    issueStop: async () => stamps,
  };
  lookAtTrial({ harness: {} as Harness, run }, driver, trial, { plan, meter, declared });
  return `${run.verdict}: ${run.reason}`;
}

const falls = (ms: number) => (ms < 100 ? 5000 : 0);
const goesOn = () => 5000;
const inOrder = { startedAfterEffect: true };

describe('one stop, looked at as a whole', () => {
  for (const [name, scene, verdict] of [
    ['power ends', { power: falls, flowW: 5000 }, /^pass/],
    ['power goes on', { power: goesOn }, /^fail: .*power did not fall/],
    ['it flows the wrong way round', { power: falls, flowW: -5000 }, /^fail: .*the way that was asked for/],
    [
      'the Response comes first, and the station says it never does',
      { power: falls, acknowledgedMs: 5, declared: inOrder },
      /^fail: .*does not come before the effect/,
    ],
    ['the Response comes first, and the station says nothing', { power: falls, acknowledgedMs: 5 }, /^pass/],
    [
      'a cancellation is answered first',
      { path: 'sep2-cancel', power: falls, acknowledgedMs: 5, declared: inOrder },
      /^pass/,
    ],
    ['a gateway dies and power goes on', { path: 'gateway-kill', power: goesOn }, /^pass/],
    [
      'the same, although a fail-safe is declared',
      { path: 'gateway-kill', power: goesOn, declared: { revertS: 6 } },
      /^fail: .*power did not fall/,
    ],
    [
      'a gateway dies and power rises',
      { path: 'gateway-kill', power: (ms: number) => (ms < 100 ? 5000 : 9000) },
      /^fail: .*does not rise/,
    ],
    ['nothing flowed before', { power: () => 0 }, /^inconc/],
  ] as const satisfies readonly (readonly [string, Scene, RegExp])[])
    it(name, () => assert.match(verdictOf(scene), verdict));
});

describe('a trial that could not be made', () => {
  it('is inconclusive, also beside trials that pass', () => {
    const recorder: Recorder = { record: () => undefined, flush: async () => {} };
    const run = new CaseRun('T_001@test', definition, recorder, []);
    run.step('test', 'stops');
    run.observe(true, { text: 'stop 1: power goes below the threshold and stays there' });
    const driver: StopPathDriver = {
      path: 'mesh-loss',
      prepare: async () => undefined,
      issueStop: async () => ({ issued: stamp(0) }),
    };
    const trial: StopTrial = { number: 2, at: '', evidence: '', outcome: 'no-power' };
    lookAtTrial({ harness: {} as Harness, run }, driver, trial, { plan, meter, declared: {} });
    assert.equal(run.verdict, 'inconc');
    assert.match(run.reason, /stop 2 was not made/);
  });
});

describe('what a station declares', () => {
  it('is read from its PICS, and numbers that are none are left out', () => {
    assert.deepEqual(declaredFacts({ PICS_SEP2_StartedAfterEffect: true, PIXIT_PLUMBLINE_RevertSeconds: 6 }), {
      startedAfterEffect: true,
      revertS: 6,
    });
    assert.deepEqual(declaredFacts({ PIXIT_PLUMBLINE_RevertSeconds: 0 }), { startedAfterEffect: false });
    assert.deepEqual(stopPlanChanges({ PIXIT_PLUMBLINE_StopHoldSeconds: 5, PIXIT_PLUMBLINE_StopTimeoutSeconds: 10 }), {
      holdMs: 5000,
      timeoutMs: 10_000,
      releaseTimeoutMs: 10_000,
    });
    assert.deepEqual(stopPlanChanges({ PIXIT_PLUMBLINE_StopHoldSeconds: 'long' }), {});
  });
});
