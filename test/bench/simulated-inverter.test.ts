import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { SimulatedInverter } from '../../src/bench/devices/inverter/simulated-inverter.js';
import { SimulatedMeter } from '../../src/bench/devices/inverter/simulated-meter.js';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';
import { modelLayout } from '../../src/bench/devices/sunspec/model-layout.js';
import type { ModelId } from '../../src/bench/devices/sunspec/model-table.js';
import { ManualClock } from '../support/manual-clock.js';

const base = 40_000;
const all: readonly ModelId[] = [1, 103, 120, 121, 122, 123, 701, 702, 703, 704];
let clock: ManualClock;
let inverter: SimulatedInverter;

function make(models: readonly ModelId[] = all): SimulatedInverter {
  clock = new ManualClock();
  const options = { ratedW: 20_000, rampWPerS: 10_000, deadTimeMs: 100, powerNoiseW: 0, targetW: 20_000 };
  return new SimulatedInverter({ ...options, unitId: 1, base, models }, clock, new SeededRandom(1));
}

/** Where a point is, found as a client would: by walking the models. */
function addressOf(model: ModelId, point: string): number {
  for (let address = base + 2; ; ) {
    const answer = inverter.read(1, address, 2);
    assert.equal(answer.kind, 'ok');
    const [id, length] = answer.kind === 'ok' ? answer.value : [];
    assert.notEqual(id, 0xffff, `model ${model} is not there`);
    if (id === model) return address + modelLayout(model).points.get(point)!.offset;
    address += 2 + length!;
  }
}

const write = (model: ModelId, point: string, ...values: number[]) => {
  const answer = inverter.write(1, addressOf(model, point), values);
  return answer.kind === 'exception' ? answer.code : answer.kind;
};
const watts = () => {
  const answer = inverter.read(1, addressOf(103, 'W'), 1);
  return answer.kind === 'ok' ? (answer.value[0]! << 16) >> 16 : undefined;
};

describe('simulated inverter', () => {
  beforeEach(() => {
    inverter = make();
  });

  it('is disconnected and without a limit after power-up', () => {
    assert.deepEqual([watts(), inverter.state().connected, inverter.state().limitEnabled], [0, false, false]);
  });

  it('connects, follows its target, is limited, and disconnects', () => {
    assert.equal(write(123, 'Conn', 1), 'ok');
    clock.advance(5000);
    assert.equal(watts(), 20_000);
    assert.equal(write(123, 'WMaxLimPct', 2500), 'ok');
    clock.advance(5000);
    assert.equal(watts(), 20_000, 'a limit that is not enabled does nothing');
    assert.equal(write(123, 'WMaxLim_Ena', 1), 'ok');
    clock.advance(5000);
    assert.equal(watts(), 5000);
    assert.equal(write(123, 'Conn', 0), 'ok');
    clock.advance(101);
    assert.equal(watts(), 0);
  });

  it('limits charging as it limits discharging', () => {
    inverter.set({ targetW: -15_000, connected: true });
    write(123, 'WMaxLimPct', 5000, 0, 0, 0, 1);
    clock.advance(5000);
    assert.equal(watts(), -10_000);
  });

  it('falls back to full power when the revert timer of a limit runs out, and not before', () => {
    inverter.set({ connected: true });
    write(123, 'WMaxLimPct', 0, 0, 3, 0, 1);
    clock.advance(2900);
    assert.equal(watts(), 0);
    clock.advance(4000);
    assert.deepEqual([watts(), inverter.state().limitEnabled], [20_000, false]);
  });

  it('keeps the limit when it is renewed in time', () => {
    inverter.set({ connected: true });
    for (let i = 0; i < 5; i++) {
      write(123, 'WMaxLimPct', 0, 0, 3, 0, 1);
      clock.advance(2000);
    }
    assert.equal(watts(), 0);
  });

  it('connects again when the revert timer of a disconnect runs out', () => {
    inverter.set({ connected: true });
    clock.advance(3000);
    write(123, 'Conn_RvrtTms', 2, 0);
    clock.advance(1000);
    assert.equal(watts(), 0);
    clock.advance(5000);
    assert.equal(watts(), 20_000);
  });

  it('takes the ramp time of a limit', () => {
    inverter.set({ connected: true });
    clock.advance(3000);
    write(123, 'WMaxLimPct', 0, 0, 0, 10, 1);
    clock.advance(5100);
    assert.ok(Math.abs(watts()! - 10_000) < 50, `${watts()}`);
  });

  it('is controlled by the newer models alone, too', () => {
    inverter = make([1, 701, 702, 703, 704]);
    const power = () => {
      const answer = inverter.read(1, addressOf(701, 'W'), 1);
      return answer.kind === 'ok' ? answer.value[0] : undefined;
    };
    assert.equal(write(703, 'ES', 1), 'ok');
    clock.advance(5000);
    assert.equal(power(), 20_000);
    assert.equal(write(704, 'WMaxLimPctEna', 1, 300), 'ok');
    clock.advance(5000);
    assert.equal(power(), 6000);
    assert.equal(write(703, 'ES', 0), 'ok');
    clock.advance(101);
    assert.equal(power(), 0);
  });

  for (const [what, model, point, values, code] of [
    ['a read-only register', 103, 'W', [1], 2],
    ['a block that ends in a read-only register', 123, 'VArPct_Ena', [0, 0], 2],
    ['a limit above 100 %', 123, 'WMaxLimPct', [10_001], 3],
    ['a switch position that does not exist', 123, 'Conn', [2], 3],
  ] as const) {
    it(`refuses ${what} with exception ${code} and keeps its registers`, () => {
      const before = inverter.read(1, base, 100);
      assert.equal(write(model, point, ...values), code);
      assert.deepEqual(inverter.read(1, base, 100), before);
    });
  }

  it('shows the faults that it is told to show', () => {
    inverter.set({ connected: true });
    clock.advance(3000);
    inverter.set({ ignoreConnect: true });
    assert.equal(write(123, 'Conn', 0), 'ok');
    clock.advance(1000);
    assert.equal(watts(), 20_000);
    inverter.set({ writeException: 4 });
    assert.equal(write(123, 'Conn', 0), 4);
    inverter.set({ silent: true });
    assert.equal(inverter.read(1, base, 2).kind, 'silent');
  });

  it('tells when a power is reached, or that it was not', async () => {
    inverter.set({ connected: true, targetW: 8000 });
    const reached = inverter.reach(8000, 50, 5000);
    const missed = inverter.reach(9000, 50, 2000);
    clock.advance(3000);
    assert.deepEqual([await reached, await missed], [true, false]);
  });

  it('answers only to its unit and notes every write', () => {
    assert.deepEqual(inverter.read(9, base, 2), { kind: 'exception', code: 11 });
    write(123, 'Conn', 1);
    write(103, 'W', 1);
    assert.deepEqual(
      inverter.writeNotes.map((note) => [note.values, note.exception]),
      [
        [[1], 0],
        [[1], 2],
      ],
    );
  });
});

describe('simulated meter', () => {
  it('samples the true power by its own timer, whatever the inverter says of itself', () => {
    inverter = make();
    const options = { unitId: 2, base, ratedW: 20_000, noiseW: 0, samplingMs: 50 };
    const meter = new SimulatedMeter(options, inverter.physics, clock, new SeededRandom(2));
    const address = base + 2 + 68 + modelLayout(203).points.get('W')!.offset;
    const reading = () => {
      const answer = meter.read(2, address, 1);
      return answer.kind === 'ok' ? answer.value[0] : undefined;
    };
    inverter.set({ connected: true });
    clock.advance(1120);
    // 1.02 s of ramp, and the last sample is 20 ms old.
    assert.deepEqual([reading(), Math.round(inverter.state().trueW)], [10_000, 10_200]);
    inverter.set({ silent: true });
    assert.equal(reading(), 10_000, 'it answers when the inverter does not');
    assert.deepEqual(meter.write(), { kind: 'exception', code: 1 });
  });
});
