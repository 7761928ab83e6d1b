import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Car } from '../../../src/peers/vehicle/car.js';
import { physical, readPhysical } from '../../../src/peers/vehicle/physical-value.js';

test('the battery keeps books: 50 kW for 36 s into 50 kWh is one per cent', () => {
  const car = new Car({ capacityWh: 50_000, socPercent: 40 });
  car.charge(50_000, 36);
  assert.ok(Math.abs(car.soc - 41) < 1e-9);
  assert.equal(car.energyRequestWh, 29_500);
});

test('a battery holds neither more than it can nor less than nothing', () => {
  const car = new Car({ capacityWh: 1000, socPercent: 99 });
  car.charge(1e9, 3600);
  assert.deepEqual([car.soc, car.full, car.energyRequestWh], [100, true, 0]);
  car.charge(-1e12, 3600);
  assert.equal(car.soc, 0);
});

test('the pack voltage follows the charge', () => {
  const car = new Car({ socPercent: 50, dc: { emptyVoltage: 300, fullVoltage: 400 } });
  assert.equal(car.packVoltage, 350);
});

for (const [what, amperes, watts, expected] of [
  ['its own target', undefined, undefined, 100],
  ["the charger's current", 60, undefined, 60],
  ["the charger's power", undefined, 17_500, 50],
] as const) {
  test(`the target current rises in steps to ${what}`, () => {
    const car = new Car({ socPercent: 50, dc: { emptyVoltage: 300, fullVoltage: 400, currentStep: 40 } });
    assert.equal(car.nextTargetCurrent(amperes, watts), 40);
    car.nextTargetCurrent(amperes, watts);
    assert.equal(car.nextTargetCurrent(amperes, watts), expected);
    car.stop();
    assert.equal(car.nextTargetCurrent(amperes, watts), 40);
  });
}

for (const [value, unit, written] of [
  [400, 'V', [-1, 4000]],
  [12.34, 'A', [-1, 123]],
  [4000, 'V', [0, 4000]],
  [22_000, 'W', [0, 22_000]],
  [50_000, 'W', [1, 5000]],
  [350_000, 'W', [2, 3500]],
  [-5, 'A', [-1, -50]],
] as const) {
  test(`${value} ${unit} is written as ${written[1]} x 10^${written[0]}`, () => {
    const quantity = physical(value, unit);
    assert.deepEqual([quantity['Multiplier'], quantity['Value']], written);
    const back = readPhysical(quantity);
    assert.equal(back?.unit, unit);
    assert.ok(Math.abs((back?.value ?? 0) - value) <= 0.05);
  });
}
