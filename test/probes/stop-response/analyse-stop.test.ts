import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { analyseStop, type MeterQuality } from '../../../src/probes/stop-response/analyse-stop.js';
import { type PowerTrace, parseTrace, traceHeader, traceLine } from '../../../src/probes/stop-response/power-trace.js';
import { type StopTrial, stopMeasurements } from '../../../src/probes/stop-response/stop-measurement.js';
import { type Stamp, type StopStamps, stopPlan } from '../../../src/probes/stop-response/stop-plan.js';
import { stopPlot } from '../../../src/probes/stop-response/stop-plot.js';
import { seededBytes } from '../seeded-bytes.js';

const plan = stopPlan({ ratedW: 11_000, holdMs: 1000, timeoutMs: 2000 });
const ideal: MeterQuality = { samplingSeconds: 0, uncertaintyW: 5 };
const start = 1_000_000_000_000n;
const wallOffset = 1_790_000_000_000_000_000n;
const stamp = (ms: number, over: Partial<Stamp> = {}): Stamp => ({
  ns: start + BigInt(Math.round(ms * 1e6)),
  clock: 'monotonic',
  source: 'capture',
  resolutionNs: 1,
  ...over,
});
const stamps: StopStamps = { issued: stamp(-2), delivered: stamp(0), acknowledged: stamp(40) };

/** Readings every `stepMs` from -1 s to `endMs`, of the power at the moment halfway between request and answer. */
function traceOf(power: (ms: number) => number, endMs: number, stepMs = 5, phaseMs = 0, tripMs = 1): PowerTrace {
  const samples = [];
  for (let at = -1000 + phaseMs; at <= endMs; at += stepMs) {
    const asked = start + BigInt(Math.round(at * 1e6));
    const answered = asked + BigInt(Math.round(tripMs * 1e6));
    samples.push({ asked, answered, wall: answered + wallOffset, watts: power(at + tripMs / 2) });
  }
  return { samples, gaps: [] };
}
/** A load is never quite still; a reading that never changes is that of a dead meter. */
const ripple = (ms: number) => 3 * Math.sin(ms);
const step = (atMs: number) => (ms: number) => (ms < atMs ? 10_000 : 0);
const ramp = (from: number, toMs: number) => (ms: number) =>
  ms < from ? 10_000 : ms > toMs ? 0 : 10_000 * (1 - (ms - from) / (toMs - from));

describe('the effect of a stop', () => {
  it('a step: first effect and effect are the same moment, within the uncertainty', () => {
    const found = analyseStop(traceOf(step(300), 2000), stamps, plan, ideal);
    assert.equal(found.effect, 'stopped');
    for (const interval of [found.intervals['deliver-first-effect'], found.intervals['deliver-effect']]) {
      assert.ok(interval !== undefined && Math.abs(interval.seconds - 0.3) <= interval.U, `${interval?.seconds}`);
      assert.ok(interval.U < 0.01);
    }
    assert.ok(Math.abs(found.intervals['deliver-acknowledge']!.seconds - 0.04) < 1e-6);
    assert.ok(Math.abs(found.initialW - 10_000) < 1e-9 && found.finalW === 0 && found.rebounds === 0);
  });
  it('a ramp: it begins long before it ends', () => {
    const found = analyseStop(traceOf(ramp(500, 10_500), 12_000), stamps, plan, ideal);
    // It begins at 0.5 s, and can be told at 0.7 s, 2 % below; 100 W, the threshold, at 10.4 s.
    const begun = found.intervals['deliver-first-effect']!;
    assert.ok(
      begun.seconds > 0.5 && begun.seconds < 0.7 && Math.abs(begun.seconds - 0.5) <= begun.U,
      `${begun.seconds}`,
    );
    assert.match(begun.budget[0]!.source, /fall seen 200 ms after its beginning/);
    assert.ok(Math.abs(found.intervals['deliver-effect']!.seconds - 10.4) < 0.01);
  });
  it('a rebound: only the last crossing counts, and it is told', () => {
    const pulse = (ms: number) => (ms < 300 || (ms > 600 && ms < 700) ? 10_000 : 0);
    const found = analyseStop(traceOf(pulse, 3000), stamps, plan, ideal);
    assert.equal(found.rebounds, 1);
    assert.ok(Math.abs(found.intervals['deliver-effect']!.seconds - 0.7) < 0.01);
    assert.match(found.caveats.join(), /came back above 100 W 1 times/);
  });
  it('a partial effect', () => {
    const found = analyseStop(
      traceOf((ms) => (ms < 300 ? 10_000 : 4000), 3000),
      stamps,
      plan,
      ideal,
    );
    assert.deepEqual(
      [found.effect, found.intervals['deliver-effect'], Math.round(found.finalW)],
      ['partial', undefined, 4000],
    );
    assert.ok(Math.abs(found.intervals['deliver-first-effect']!.seconds - 0.3) < 0.01);
  });
  it('no effect at all, also when the last reading is low by chance', () => {
    const found = analyseStop(
      traceOf((ms) => (ms > 2994 ? 0 : 10_000 + ripple(ms)), 3000),
      stamps,
      plan,
      ideal,
    );
    assert.deepEqual([found.effect, found.intervals['deliver-first-effect']], ['none', undefined]);
  });
  it('a stop out of a ramp that was still rising: the threshold stands for the beginning of the fall', () => {
    const found = analyseStop(
      traceOf((ms) => (ms < 300 ? 10_000 + 20 * ms : 0), 4000),
      stamps,
      plan,
      ideal,
    );
    assert.equal(found.effect, 'stopped');
    assert.ok(
      found.intervals['deliver-first-effect'] !== undefined &&
        found.intervals['deliver-first-effect'].seconds <= found.intervals['deliver-effect']!.seconds,
    );
  });
  it('a wrong sign is no stop: charging is power too', () => {
    const found = analyseStop(
      traceOf((ms) => (ms < 300 ? 10_000 : -5000), 3000),
      stamps,
      plan,
      ideal,
    );
    assert.equal(found.effect, 'partial');
    assert.equal(Math.round(found.finalW), -5000);
  });
  it('a stop of charging is measured the same way', () => {
    const found = analyseStop(
      traceOf((ms) => (ms < 300 ? -10_000 : 0), 3000),
      stamps,
      plan,
      ideal,
    );
    assert.equal(found.effect, 'stopped');
    assert.ok(Math.abs(found.intervals['deliver-first-effect']!.seconds - 0.3) < 0.01);
  });
  it('nothing to stop, and nothing measured, are told apart from a failed stop', () => {
    assert.equal(
      analyseStop(
        traceOf((ms) => 20 + ripple(ms), 3000),
        stamps,
        plan,
        ideal,
      ).effect,
      'not-discharging',
    );
    assert.equal(
      analyseStop(
        traceOf((ms) => 10_000 + ripple(ms), 1500),
        stamps,
        plan,
        ideal,
      ).effect,
      'no-trace',
    );
    assert.equal(analyseStop({ samples: [], gaps: [] }, stamps, plan, ideal).effect, 'no-trace');
  });
  it('a trace that ends before the hold time does not show that power stayed away', () => {
    const found = analyseStop(traceOf(step(300), 800), stamps, plan, ideal);
    assert.equal(found.effect, 'no-trace');
    assert.match(found.caveats.join(), /before the hold time/);
    const long = analyseStop(traceOf(step(2100), 2300), stamps, plan, ideal);
    assert.deepEqual(
      [long.effect, long.intervals['deliver-effect']],
      ['partial', undefined],
      'past the time-out it is no stop',
    );
  });
  it('stamps of a capture, on the wall clock, give the same interval', () => {
    const onWall = (ms: number) => stamp(ms, { clock: 'wall', ns: stamp(ms).ns + wallOffset });
    const found = analyseStop(traceOf(step(300), 2000), { issued: onWall(-2), delivered: onWall(0) }, plan, ideal);
    const same = analyseStop(traceOf(step(300), 2000), stamps, plan, ideal);
    assert.equal(found.intervals['deliver-effect']!.seconds, same.intervals['deliver-effect']!.seconds);
  });
  it('a slow meter, a slow bus and a stamp of the program each widen the budget by name', () => {
    const sharp = analyseStop(traceOf(step(300), 2000), stamps, plan, ideal).intervals['deliver-effect']!;
    const lagging = analyseStop(traceOf(step(300), 2000), stamps, plan, { ...ideal, samplingSeconds: 0.1 }).intervals[
      'deliver-effect'
    ]!;
    const slow = analyseStop(traceOf(step(300), 4000, 100), stamps, plan, ideal).intervals['deliver-effect']!;
    const own = analyseStop(
      traceOf(step(300), 2000),
      { ...stamps, delivered: stamp(0, { source: 'process' }) },
      plan,
      ideal,
    ).intervals['deliver-effect']!;
    assert.ok(lagging.U > 0.1 / Math.sqrt(3) && slow.U > 0.1 / Math.sqrt(3) && own.U > sharp.U);
    assert.match(own.budget.map(({ source }) => source).join(), /stamped by a program/);
    const combined = 2 * Math.sqrt(slow.budget.reduce((sum, { u }) => sum + u * u, 0));
    assert.ok(Math.abs(slow.U - combined) < 1e-12);
    // 50 W of uncertainty on a fall of 1,000 W/s are 50 ms.
    const flat = analyseStop(traceOf(ramp(500, 10_500), 12_000), stamps, plan, { ...ideal, uncertaintyW: 50 })
      .intervals['deliver-effect']!;
    assert.ok(Math.abs(flat.U - 0.05) < 0.01, `${flat.U}`);
  });
  it('value and uncertainty hold the truth in at least 95 of 100 trials at any phase (simulation)', () => {
    const random = seededBytes(8);
    const uniform = () => (random(1)[0]! * 256 + random(1)[0]!) / 65_536;
    let held = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const truth = 200 + 100 * uniform();
      const lag = 20;
      // The meter shows what was up to `lag` ms ago, at a random age.
      const age = lag * uniform();
      const { intervals } = analyseStop(traceOf(step(truth + age), 1600, 10, 10 * uniform()), stamps, plan, {
        ...ideal,
        samplingSeconds: lag / 1000,
      });
      const stop = intervals['deliver-effect']!;
      if (Math.abs(stop.seconds - truth / 1000) <= stop.U) held++;
    }
    assert.ok(held / runs >= 0.95, `${held} of ${runs}`);
  });
});

describe('the measurements of several trials', () => {
  const meter = {
    ...ideal,
    name: 'meter',
    host: '::1',
    port: 502,
    source: { kind: 'modbus', unitId: 1 },
    sign: 1,
  } as const;
  const trial = (number: number, power: (ms: number) => number): StopTrial => {
    const trace = traceOf(power, 3000);
    return {
      number,
      at: '2026-01-01',
      evidence: `t${number}.csv`,
      outcome: 'measured',
      stamps,
      trace,
      analysis: analyseStop(trace, stamps, plan, meter),
    };
  };
  it('keeps every trial, counts those without effect, names those that show nothing', () => {
    const trials: StopTrial[] = [
      trial(1, step(300)),
      trial(2, (ms) => 10_000 + ripple(ms)),
      { number: 3, at: '2026-01-01', evidence: 't3.csv', outcome: 'no-power' },
      trial(4, step(500)),
    ];
    const measured = stopMeasurements(trials, { path: 'iso2-ev-stop', plan, meter, takenAt: '2026-01-01' });
    const [effect, first, acknowledge] = ['stop-effect', 'stop-first-effect', 'stop-acknowledge'].map((id) =>
      measured.find((one) => one.id === id),
    );
    assert.deepEqual([effect?.samples?.length, effect?.censored, effect?.n], [2, 1, 3]);
    assert.ok(Math.abs((effect?.value as number) - 0.5) < 0.01);
    assert.match(effect?.caveats?.join('\n') ?? '', /trial 2: power did not fall[\s\S]*trial 3 shows nothing/);
    assert.deepEqual([first?.censored, acknowledge?.censored], [1, 0]);
  });
  it('all without power: unavailable, which is not a failed stop', () => {
    const [effect] = stopMeasurements([{ number: 1, at: 'x', evidence: 'e', outcome: 'no-power' }], {
      path: 'mesh-loss',
      plan,
      meter,
      takenAt: 'x',
    });
    assert.match(effect?.unavailable ?? '', /no power flowed/);
  });
  it('the plot has the four clocks, and thinning loses no spike', () => {
    const one = trial(1, (ms) => (ms < 300 ? 10_000 : ms > 1500 && ms < 1504 ? 9000 : 0));
    const plot = stopPlot(one, 'iso2-ev-stop', 50);
    assert.ok(plot !== undefined && plot.points.length <= 102);
    assert.ok(plot.points.some(([x, y]) => x > 1.4 && y === 9000));
    assert.deepEqual(
      plot.marks.map(({ label }) => label),
      ['issued', 'delivered', 'acknowledged', 'begins to fall', 'effect'],
    );
  });
});

describe('the plan and the trace file', () => {
  it('the threshold is the lower of 4 % of rating and 100 W', () => {
    assert.deepEqual([plan.thresholdW, stopPlan({ ratedW: 1000 }).thresholdW], [100, 40]);
  });
  it('a plan that cannot work is refused by name', () => {
    for (const wrong of [{ ratedW: 0 }, { ratedW: 1000, holdMs: -1 }, { ratedW: 1000, minimumW: 10 }])
      assert.throws(
        () => stopPlan(wrong),
        (error) => error instanceof PlumblineError && error.code === 'PROBES-050',
      );
  });
  it('a trace reads back; a torn last line is left out; a broken middle is named', () => {
    const { samples } = traceOf(step(0), 20);
    const text = `${traceHeader}\n${samples.map(traceLine).join('\n')}\n# gap,17,no answer\n`;
    assert.deepEqual(parseTrace(text, 'f'), { samples, gaps: [{ at: 17n, why: 'no answer' }] });
    assert.equal(parseTrace(`${text}123,45`, 'f').samples.length, samples.length);
    assert.throws(
      () => parseTrace(`${traceHeader}\nrubbish\n`, 'f'),
      (error) => error instanceof PlumblineError && error.place === 'f:2',
    );
  });
});
