import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SensorState } from '../../../src/probes/host/sensors.js';
import { type ThermalRun, temperatureMeasurement, throttleEvents } from '../../../src/probes/host/thermal-load.js';

const state = (throttled: number | undefined, celsius = 40): SensorState => ({
  readings: [{ sensor: 'thermal cpu', celsius, actsAt: 85 }],
  throttled,
  heldBack: false,
});
const loaded = (before: number | undefined, after: number | undefined, peak = 40): ThermalRun => ({
  before: state(before),
  during: [state(before, peak), state(after, 60)],
  after: state(after, 60),
  seconds: 60,
});

describe('the temperature under load', () => {
  it('throttling counts from before the load to its end, where the kernel counts it', () => {
    assert.equal(throttleEvents(loaded(7, 7)), 0);
    assert.equal(throttleEvents(loaded(7, 9)), 2);
    assert.equal(throttleEvents(loaded(undefined, undefined)), undefined);
    assert.equal(throttleEvents('the host has no temperature sensor'), undefined);
  });
  it('is the hottest of all looks, and what the host does by itself is told', () => {
    const plan = { seconds: 60, sensorErrorC: 3 };
    const context = { node: 'station', evidence: [], takenAt: '2026-01-01T00:00:00Z' };
    const measured = temperatureMeasurement(loaded(7, 9, 86), plan, context);
    assert.deepEqual([measured.value, measured.U], [86, 3]);
    assert.match(measured.caveats?.join() ?? '', /throttled 2 times.*thermal cpu reached 85 degC/);
    assert.equal(temperatureMeasurement('no sensor', plan, context).unavailable, 'no sensor');
  });
});
