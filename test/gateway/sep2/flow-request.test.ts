import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowRequest } from '../../../src/gateway/sep2/flow/flow-desk.js';
import type { EnergyWish } from '../../../src/gateway/sep2/station-view.js';

const ratings = { maxW: 22_000, maxChargeW: 22_000, maxDischargeW: 20_000 };
const wish: EnergyWish = { energyWh: 10_000, departureS: 7200, maxChargeW: 50_000, maxDischargeW: 50_000 };

interface Request {
  readonly powerRequested: { readonly multiplier: number; readonly value: number };
  readonly energyRequested: { readonly multiplier: number; readonly value: number };
  readonly durationRequested: number;
  readonly intervalRequested: { readonly duration: number; readonly start: number };
}

const watts = ({ powerRequested: { multiplier, value } }: Request) => value * 10 ** multiplier;

for (const [what, changes, bounds, expected] of [
  ['a session of 50 kW on a device of 22 kW', {}, {}, { w: 22_000, wh: 10_000, s: 1637 }],
  ['a vehicle that takes less than the device', { maxChargeW: 7400 }, {}, { w: 7400, wh: 10_000, s: 4865 }],
  ['a vehicle that gives', { energyWh: -10_000 }, {}, { w: -20_000, wh: -10_000, s: 1800 }],
  ['setMaxW below the rates', {}, { maxW: 11_000 }, { w: 11_000, wh: 10_000, s: 3273 }],
  ['more than the device gives until the departure', { energyWh: 90_000 }, {}, { w: 22_000, wh: 44_000, s: 7200 }],
  ['more than it takes until the departure', { energyWh: -90_000 }, {}, { w: -20_000, wh: -40_000, s: 7200 }],
  ['a device that takes nothing', { energyWh: -100 }, { maxDischargeW: 0 }, { w: 0, wh: 0, s: 7200 }],
] as const) {
  test(`flow reservation: ${what}`, () => {
    const request = flowRequest({ ...wish, ...changes }, { ...ratings, ...bounds }, '00', 1000) as Request;
    const { energyRequested, durationRequested, intervalRequested } = request;
    assert.deepEqual(
      { w: watts(request), wh: energyRequested.value * 10 ** energyRequested.multiplier, s: durationRequested },
      expected,
    );
    assert.deepEqual(intervalRequested, { duration: 7200, start: 1000 });
  });
}
