import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFault } from '../../../src/bench/devices/inverter/active-faults.js';
import { inverterFaults, isInverterFault } from '../../../src/bench/devices/inverter/fault-table.js';
import { SimulatedMeter } from '../../../src/bench/devices/inverter/simulated-meter.js';
import { SeededRandom } from '../../../src/bench/devices/seeded-random.js';
import { modelLayout } from '../../../src/bench/devices/sunspec/model-layout.js';
import { base, Plant, ratedW } from './plant.js';

const running = (fault: string, targetW = 10_000, options = {}) => {
  const plant = new Plant(options).running(targetW);
  plant.inverter.set({ faults: [parseFault(fault)] });
  return plant;
};

describe('faults of the simulated inverter', () => {
  it('acknowledges at once and acts later', () => {
    const plant = running('ack-before-effect:delay_s=5');
    assert.equal(plant.write(123, 'Conn', 0), 0);
    assert.deepEqual(plant.read(123, 'Conn'), [0], 'the register shows what was written');
    assert.equal(plant.after(5099), 10_000);
    assert.equal(plant.after(2), 0);
  });

  it('acts on two writes in their order when it acts late', () => {
    const plant = running('ack-before-effect:delay_s=2');
    plant.write(123, 'Conn', 0);
    plant.clock.advance(1000);
    plant.write(123, 'Conn', 1);
    assert.equal(plant.after(1050), 10_000);
    assert.equal(plant.after(100), 0);
    assert.equal(plant.after(3000), 10_000);
  });

  it('forgets a late write when the fault is taken away', () => {
    const plant = running('ack-before-effect:delay_s=60');
    plant.write(123, 'Conn', 0);
    plant.inverter.set({ faults: [] });
    assert.equal(plant.after(101), 0, 'the registers count now');
    plant.inverter.set({ connected: true });
    assert.equal(plant.after(70_000), 10_000, 'the late write does not come back');
  });

  it('ramps slowly and opens the contactor only then', () => {
    const plant = running('slow-ramp:percent_per_s=10');
    plant.write(123, 'Conn', 0, 0, 0, 0, 0, 1);
    assert.equal(plant.after(2600), 5000);
    assert.equal(plant.inverter.state().connected, true);
    assert.equal(plant.after(2600), 0);
    assert.equal(plant.inverter.state().connected, false);
  });

  it('goes down in steps', () => {
    const plant = running('stepped-ramp:percent=10,every_s=1');
    plant.write(123, 'WMaxLimPct', 0, 0, 0, 0, 1);
    for (const [ms, watts] of [
      [99, 10_000],
      [2, 8000],
      [990, 8000],
      [20, 6000],
      [3000, 0],
    ] as const) {
      assert.equal(plant.after(ms), watts);
    }
  });

  for (const code of [1, 2, 3, 4, 6]) {
    it(`rejects writes with exception ${code} and changes nothing`, () => {
      const plant = running(`reject-write:code=${code}`);
      assert.equal(plant.write(123, 'Conn', 0), code);
      assert.deepEqual(plant.read(123, 'Conn'), [1]);
      assert.equal(plant.after(5000), 10_000);
    });
  }

  it('rejects writes only while so much power flows', () => {
    const plant = running('reject-write:above_w=5000');
    assert.equal(plant.write(123, 'Conn', 0), 4);
    assert.equal(plant.after(5000), 10_000);
    const idle = running('reject-write:above_w=10001');
    assert.equal(idle.write(123, 'Conn', 0), 0);
    assert.equal(idle.after(5000), 0);
  });

  it('ignores the connect switch', () => {
    const plant = running('ignore-connect');
    assert.equal(plant.write(123, 'Conn', 0), 0);
    assert.equal(plant.after(5000), 10_000);
    plant.write(123, 'WMaxLimPct', 0, 0, 0, 0, 1);
    assert.equal(plant.after(5000), 0, 'a limit still acts');
  });

  it('ignores a limit', () => {
    const plant = running('ignore-limit');
    assert.equal(plant.write(123, 'WMaxLimPct', 0, 0, 0, 0, 1), 0);
    assert.equal(plant.after(5000), 10_000);
    plant.write(123, 'Conn', 0);
    assert.equal(plant.after(200), 0, 'the connect switch still acts');
  });

  it('turns the sign of the set power round, or that of its reading', () => {
    const acting = running('wrong-sign');
    acting.write(704, 'WSetEna', 1, 1, 0, 8000);
    assert.equal(acting.after(5000), -8000);
    const showing = running('wrong-sign-reading');
    assert.deepEqual([showing.signed(103, 'W'), showing.signed(701, 'W')], [-10_000, -10_000]);
  });

  it('fails open by a timer that nobody set', () => {
    const plant = running('revert-timer:after_s=30');
    plant.write(123, 'Conn', 0, 0, 0, 0, 0, 1);
    plant.clock.advance(20_000);
    plant.write(123, 'Conn', 0);
    assert.equal(plant.after(29_000), 0, 'a new write starts it again');
    assert.equal(plant.after(5000), 10_000);
  });

  it('takes off only a part, however often it is asked', () => {
    const plant = running('partial-effect:percent=60');
    for (let i = 0; i < 3; i++) {
      plant.write(123, 'Conn', 0, 0, 0, 0, 0, 1);
      assert.equal(plant.after(5000), 4000);
    }
  });

  it('comes back after a stop, for a time or for good', () => {
    const plant = running('rebound:after_s=3,percent=25,for_s=2');
    plant.write(123, 'Conn', 0);
    assert.equal(plant.after(2900), 0);
    assert.equal(plant.after(1500), 5000);
    assert.equal(plant.after(2000), 0);
    assert.equal(plant.after(60_000), 0);
    const lasting = running('rebound:after_s=1,percent=25,for_s=0');
    lasting.write(123, 'WMaxLimPct', 0, 0, 0, 0, 1);
    assert.equal(lasting.after(60_000), 5000);
  });

  it('never releases a limit or a disconnect', () => {
    const plant = running('never-release');
    plant.write(123, 'WMaxLimPct', 2000, 0, 0, 0, 1);
    plant.clock.advance(5000);
    assert.equal(plant.write(123, 'WMaxLim_Ena', 0), 0);
    assert.equal(plant.after(5000), 4000);
    plant.write(123, 'WMaxLimPct', 1000, 0, 0, 0, 1);
    assert.equal(plant.after(5000), 2000, 'a lower limit still acts');
    plant.inverter.set({ faults: [] });
    assert.equal(plant.after(5000), 2000, 'the register limits still');
    const stuck = running('never-release');
    stuck.write(123, 'Conn', 0);
    stuck.write(123, 'Conn', 1);
    assert.equal(stuck.after(5000), 0);
    stuck.inverter.set({ connected: true });
    assert.equal(stuck.after(5000), 10_000, 'an attendant can reset it');
  });

  it('freezes its measurements but not itself', () => {
    const plant = running('freeze');
    plant.write(123, 'Conn', 0);
    assert.equal(plant.after(5000), 0);
    assert.equal(plant.signed(701, 'W'), 10_000);
  });

  it('marks its power as not implemented', () => {
    const plant = running('not-implemented');
    assert.deepEqual([plant.read(103, 'W'), plant.read(701, 'W')], [[0x8000], [0x8000]]);
    plant.inverter.set({ faults: [] });
    assert.equal(plant.signed(103, 'W'), 10_000);
  });

  it('is late, silent, or closes the connection', () => {
    assert.equal(running('latency:ms=250').inverter.latencyMs(), 250);
    const jittery = running('latency:ms=100,jitter_ms=50').inverter;
    for (let i = 0; i < 50; i++) {
      const ms = jittery.latencyMs();
      assert.ok(ms >= 100 && ms <= 150, `${ms}`);
    }
    assert.equal(running('silent').inverter.read(1, base, 2).kind, 'silent');
    const dropping = running('drop-connection:every=3').inverter;
    const kinds = Array.from({ length: 6 }, () => dropping.read(1, base, 2).kind);
    assert.equal(kinds.filter((kind) => kind === 'close').length, 2);
  });

  it('tells in its state which faults hold, with every parameter', () => {
    const plant = running('rebound:after_s=1');
    assert.deepEqual(plant.inverter.state().faults, [
      { name: 'rebound', parameters: { after_s: 1, percent: 50, for_s: 2 } },
    ]);
  });
});

describe('faults of the simulated meter', () => {
  const metered = (fault: string) => {
    const plant = new Plant().running(10_000);
    const options = { unitId: 2, base, ratedW, noiseW: 0, samplingMs: 50, faults: plant.inverter.faults };
    const meter = new SimulatedMeter(options, plant.inverter.physics, plant.clock, new SeededRandom(2));
    const address = base + 2 + 68 + modelLayout(203).points.get('W')!.offset;
    plant.inverter.set({ faults: [parseFault(fault)] });
    const reading = () => {
      plant.clock.advance(50);
      const answer = meter.read(2, address, 1);
      return answer.kind === 'ok' ? (answer.value[0]! << 16) >> 16 : answer.kind;
    };
    return { plant, meter, reading };
  };

  it('freezes while the power moves', () => {
    const { plant, reading } = metered('meter-freeze');
    plant.inverter.set({ targetW: 2000 });
    plant.clock.advance(5000);
    assert.equal(reading(), 10_000);
  });

  for (const [fault, watts] of [
    ['meter-offset:w=-300', 9700],
    ['meter-offset:w=0,percent=2', 10_200],
    ['meter-wrong-sign', -10_000],
    ['meter-silent', 'silent'],
  ] as const) {
    it(`shows ${watts} with ${fault}`, () => {
      assert.equal(metered(fault).reading(), watts);
    });
  }

  it('scatters as it was told', () => {
    const { reading } = metered('meter-noise:w=400');
    const errors = Array.from({ length: 2000 }, () => Number(reading()) - 10_000);
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    // Five standard errors of a standard deviation of 2000 samples: 400 * 5 / sqrt(4000).
    assert.ok(Math.abs(deviation - 400) < 32, `${deviation}`);
  });

  it('is late', () => {
    assert.equal(metered('meter-latency:ms=80').meter.latencyMs(), 80);
  });
});

describe('fault table', () => {
  it('reads a name with parameters and fills in the rest', () => {
    assert.deepEqual(parseFault('slow-ramp'), { name: 'slow-ramp', parameters: { percent_per_s: 10 } });
    assert.deepEqual(parseFault('stepped-ramp: percent=5 , every_s=0.5').parameters, { percent: 5, every_s: 0.5 });
  });

  for (const [text, code, words] of [
    ['kettle', 'BENCH-020', /there are ack-before-effect/],
    ['toString', 'BENCH-020', /there are/],
    ['slow-ramp:speed=1', 'BENCH-021', /no parameter speed; there are percent_per_s/],
    ['freeze:s=1', 'BENCH-021', /there are none/],
    ['slow-ramp:percent_per_s=0', 'BENCH-021', /within 0.1..1000/],
    ['reject-write:code=5', 'BENCH-021', /one of 1, 2, 3, 4, 6/],
    ['slow-ramp:percent_per_s=fast', 'BENCH-021', /parameter=number/],
  ] as const) {
    it(`refuses ${text}`, () => {
      assert.throws(
        () => parseFault(text),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, code);
          assert.match(error.message, words);
          return true;
        },
      );
    });
  }

  it('keeps its defaults within their ranges', () => {
    for (const name of Object.keys(inverterFaults)) {
      assert.ok(isInverterFault(name));
      assert.doesNotThrow(() => parseFault(name), name);
    }
  });

  it('changes nothing when one of several faults is not known', () => {
    const plant = running('freeze');
    assert.throws(() => plant.inverter.set({ faults: [{ name: 'silent' }, { name: 'kettle' }] }), {
      code: 'BENCH-020',
    });
    assert.deepEqual(
      plant.inverter.state().faults?.map(({ name }) => name),
      ['freeze'],
    );
  });
});
