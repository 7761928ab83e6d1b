import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InverterPhysics } from '../../src/bench/devices/inverter/inverter-physics.js';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';

const ms = (milliseconds: number) => BigInt(Math.round(milliseconds * 1e6));
const quiet = { rampWPerS: 10_000, deadTimeMs: 100, powerNoiseW: 0 };
const make = (settings = {}) => new InverterPhysics(0n, { ...quiet, ...settings }, new SeededRandom(7));

describe('inverter physics', () => {
  it('waits for the dead time, ramps, and holds', () => {
    const inverter = make();
    inverter.give(0n, { connected: true, setpointW: 5000 });
    for (const [at, watts] of [
      [0, 0],
      [100, 0],
      [200, 1000],
      [350, 2500],
      [600, 5000],
      [5000, 5000],
    ] as const) {
      assert.equal(Math.round(inverter.powerAt(ms(at))), watts, `${at} ms`);
    }
  });

  it('gives the same power whether it is asked often or seldom', () => {
    const [often, seldom] = [make(), make()];
    for (const inverter of [often, seldom]) {
      inverter.give(0n, { connected: true, setpointW: 5000 });
      inverter.give(ms(250), { connected: true, setpointW: -2000 });
    }
    for (let t = 1; t < 700; t += 7) often.powerAt(ms(t));
    assert.ok(Math.abs(often.powerAt(ms(700)) - seldom.powerAt(ms(700))) < 1e-6);
    assert.ok(Math.abs(often.energy.injectedWh - seldom.energy.injectedWh) < 1e-3);
  });

  it('drops to zero at once when the contactor opens, after the dead time', () => {
    const inverter = make();
    inverter.give(0n, { connected: true, setpointW: 5000 });
    assert.equal(inverter.powerAt(ms(1000)), 5000);
    inverter.give(ms(1000), { connected: false, setpointW: 5000 });
    assert.equal(inverter.powerAt(ms(1099)), 5000);
    assert.equal(inverter.powerAt(ms(1101)), 0);
    assert.equal(inverter.isConnectedAt(ms(1101)), false);
  });

  it('counts energy under ramp and level, absorbed apart from injected', () => {
    const inverter = make({ deadTimeMs: 0 });
    inverter.give(0n, { connected: true, setpointW: 10_000 });
    inverter.powerAt(ms(3_601_000));
    // One second of ramp to 10 kW is 5 kWs, then an hour at 10 kW.
    assert.ok(Math.abs(inverter.energy.injectedWh - (10_000 + 5000 / 3600)) < 0.01);
    inverter.give(ms(3_601_000), { connected: true, setpointW: -10_000 });
    inverter.powerAt(ms(3_603_000 + 3_600_000));
    assert.ok(Math.abs(inverter.energy.absorbedWh - 10_000) < 3, `${inverter.energy.absorbedWh}`);
  });

  it('has the noise that was set, the same for the same seed, and none while disconnected', () => {
    const [one, two] = [make({ powerNoiseW: 20 }), make({ powerNoiseW: 20 })];
    const samples: number[] = [];
    for (const inverter of [one, two]) inverter.give(0n, { connected: true, setpointW: 1000 });
    assert.equal(one.powerAt(0n), 0);
    two.powerAt(0n);
    for (let t = 1000; t < 61_000; t += 20) {
      const watts = one.powerAt(ms(t));
      assert.equal(two.powerAt(ms(t)), watts);
      assert.equal(one.powerAt(ms(t)), watts, 'one moment has one power');
      samples.push(watts - 1000);
    }
    const deviation = Math.sqrt(samples.reduce((total, x) => total + x * x, 0) / samples.length);
    assert.ok(deviation > 19 && deviation < 21, `${deviation}`);
  });

  it('does not let a later command overtake an earlier one with a longer dead time', () => {
    const inverter = make();
    inverter.give(0n, { connected: true, setpointW: 5000 });
    inverter.settings.deadTimeMs = 0;
    inverter.give(ms(50), { connected: false, setpointW: 0 });
    assert.equal(inverter.isConnectedAt(ms(99)), false);
    assert.equal(inverter.isConnectedAt(ms(101)), false);
  });
});
