import assert from 'node:assert/strict';
import {
  SimulatedInverter,
  type SimulatedInverterOptions,
} from '../../../src/bench/devices/inverter/simulated-inverter.js';
import { SeededRandom } from '../../../src/bench/devices/seeded-random.js';
import { modelLayout } from '../../../src/bench/devices/sunspec/model-layout.js';
import { inverterModels, type ModelId } from '../../../src/bench/devices/sunspec/model-table.js';
import { ManualClock } from '../../support/manual-clock.js';

export const base = 40_000;
export const ratedW = 20_000;

/** An inverter of 20 kW without noise, ramp 10 kW/s, dead time 100 ms, on a clock that the test moves. */
export class Plant {
  readonly clock = new ManualClock();
  readonly inverter: SimulatedInverter;

  constructor(options: Partial<SimulatedInverterOptions> = {}) {
    const physics = { ratedW, rampWPerS: 10_000, deadTimeMs: 100, powerNoiseW: 0, targetW: 20_000 };
    const place = { unitId: 1, base, models: inverterModels };
    this.inverter = new SimulatedInverter({ ...physics, ...place, ...options }, this.clock, new SeededRandom(1));
  }

  /** Connected and at this power. */
  running(targetW: number): this {
    this.inverter.set({ connected: true, targetW });
    this.clock.advance(10_000);
    assert.equal(Math.round(this.trueW), targetW);
    return this;
  }

  get trueW(): number {
    return this.inverter.state().trueW;
  }

  /** Moves time on and tells the true power, rounded to W. */
  after(ms: number): number {
    this.clock.advance(ms);
    return Math.round(this.trueW);
  }

  /** Register of a point, found as a client would: by walking the models. */
  addressOf(model: ModelId, point: string): number {
    for (let address = base + 2; ; ) {
      const answer = this.inverter.read(1, address, 2);
      assert.ok(answer.kind === 'ok');
      const [id, length] = answer.value;
      assert.notEqual(id, 0xffff, `model ${model} is not there`);
      if (id === model) return address + modelLayout(model).points.get(point)!.offset;
      address += 2 + length!;
    }
  }

  /** Writes registers from a point on; the exception code, or 0. */
  write(model: ModelId, point: string, ...values: number[]): number {
    const answer = this.inverter.write(1, this.addressOf(model, point), values);
    if (answer.kind === 'ok') return 0;
    assert.ok(answer.kind === 'exception', answer.kind);
    return answer.code;
  }

  /** Registers from a point on. */
  read(model: ModelId, point: string, count = 1): readonly number[] {
    const answer = this.inverter.read(1, this.addressOf(model, point), count);
    assert.ok(answer.kind === 'ok', answer.kind);
    return answer.value;
  }

  /** One register, signed. */
  signed(model: ModelId, point: string): number {
    return (this.read(model, point)[0]! << 16) >> 16;
  }
}
