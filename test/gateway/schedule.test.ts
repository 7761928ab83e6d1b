import assert from 'node:assert/strict';
import { test } from 'node:test';
import { physical, physicalAtMost, toNumber } from '../../src/gateway/physical-value.js';
import { fitIntervals } from '../../src/gateway/schedule/intervals.js';
import { offerSchedules, scheduleList } from '../../src/gateway/schedule/offer-schedules.js';
import { wallS } from './support/core.js';
import { testConfig } from './support/test-config.js';

const day = 86_400;
const source = [
  { startS: 0, value: 22_000 },
  { startS: 3600, value: 11_000 },
  { startS: 7200, value: 16_000 },
];
const fit = (options: Partial<Parameters<typeof fitIntervals>[1]>) =>
  fitIntervals(source, { endS: day, maxEntries: 1024, elapsedS: 0, merge: Math.min, ...options }).map(
    ({ startS, value }) => [startS, value],
  );

const rows = [
  {
    name: 'as configured',
    options: {},
    result: [
      [0, 22_000],
      [3600, 11_000],
      [7200, 16_000],
    ],
  },
  { name: 'cut at the departure', options: { endS: 50 }, result: [[0, 22_000]] },
  { name: 'an entry that begins at the departure is gone', options: { endS: 3600 }, result: [[0, 22_000]] },
  {
    name: 'merged to two entries, with the smaller power',
    options: { maxEntries: 2 },
    result: [
      [0, 22_000],
      [3600, 11_000],
    ],
  },
  { name: 'merged to one entry', options: { maxEntries: 1 }, result: [[0, 11_000]] },
  { name: 'no entries wanted counts as one', options: { maxEntries: 0 }, result: [[0, 11_000]] },
  {
    name: 'shortened by a pause',
    options: { elapsedS: 4000 },
    result: [
      [0, 11_000],
      [3200, 16_000],
    ],
  },
  { name: 'shortened by a pause longer than all of it', options: { elapsedS: 9000 }, result: [[0, 16_000]] },
  {
    name: 'three days: no entry longer than a day',
    options: { endS: 3 * day },
    result: [
      [0, 22_000],
      [3600, 11_000],
      [7200, 16_000],
      [7200 + day, 16_000],
      [7200 + 2 * day, 16_000],
    ],
  },
] as const;

for (const { name, options, result } of rows) {
  test(`intervals: ${name}`, () => assert.deepEqual(fit(options), result));
}

interface Entry {
  readonly RelativeTimeInterval: { readonly start: number; readonly duration?: number };
}
interface Tuple {
  readonly PMaxSchedule: { readonly PMaxScheduleEntry: readonly Entry[] };
  readonly SalesTariff?: { readonly SalesTariffEntry: readonly Entry[] };
}

const prices =
  'prices: { currency: EUR, per_kwh: [{ from_s: 0, price: 0.4 }, { from_s: 40, price: 0.1 }, { from_s: 80, price: 0.2 }] }';

for (const [name, departureS, maxEntries, endS] of [
  ['no departure', undefined, undefined, day],
  ['departure 0 says nothing', 0, undefined, day],
  ['departure in 50 s', 50, undefined, 50],
  ['two entries at most', undefined, 2, day],
  ['two entries at most, departure in 100 s', 100, 2, 100],
] as const) {
  test(`PMax and tariff add up, with a duration in the last entry only: ${name}`, () => {
    const config = testConfig(prices);
    const offered = offerSchedules(config, { departureS, maxEntries, limitW: 22_000, wallS, earlier: undefined });
    const list = scheduleList(config, offered, maxEntries) as unknown as { SAScheduleTuple: readonly Tuple[] };
    assert.equal(list.SAScheduleTuple.length, 2);
    for (const tuple of list.SAScheduleTuple) {
      for (const entries of [tuple.PMaxSchedule.PMaxScheduleEntry, tuple.SalesTariff!.SalesTariffEntry]) {
        assert.ok(entries.length <= (maxEntries ?? 1024));
        assert.equal(entries[0]!.RelativeTimeInterval.start, 0);
        for (const entry of entries.slice(0, -1)) assert.equal(entry.RelativeTimeInterval.duration, undefined);
        const last = entries.at(-1)!.RelativeTimeInterval;
        assert.equal(last.start + last.duration!, endS);
      }
    }
  });
}

test('a schedule never allows more than the output can give', () => {
  const offered = offerSchedules(testConfig(), {
    departureS: undefined,
    maxEntries: undefined,
    limitW: 7360,
    wallS,
    earlier: undefined,
  });
  assert.deepEqual(
    offered.tuples.map((tuple) => Math.max(...tuple.power.map((entry) => entry.value))),
    [7360, 5000],
  );
});

test('prices become levels and percentages; what is merged takes the dearer price', () => {
  const config = testConfig(prices);
  const offered = offerSchedules(config, {
    departureS: undefined,
    maxEntries: 2,
    limitW: 22_000,
    wallS,
    earlier: undefined,
  });
  const list = scheduleList(config, offered, 2) as unknown as {
    SAScheduleTuple: readonly {
      SalesTariff: {
        NumEPriceLevels: number;
        SalesTariffEntry: readonly {
          EPriceLevel: number;
          ConsumptionCost: readonly { Cost: readonly { amount: number }[] }[];
        }[];
      };
    }[];
  };
  const tariff = list.SAScheduleTuple[0]!.SalesTariff;
  assert.equal(tariff.NumEPriceLevels, 3);
  assert.deepEqual(
    tariff.SalesTariffEntry.map((entry) => [entry.EPriceLevel, entry.ConsumptionCost[0]!.Cost[0]!.amount]),
    [
      [3, 100],
      [2, 50],
    ],
  );
});

for (const [value, unit, expected] of [
  [400.5, 'V', { Multiplier: -1, Unit: 'V', Value: 4005 }],
  [4000, 'V', { Multiplier: 0, Unit: 'V', Value: 4000 }],
  [22_000, 'W', { Multiplier: 0, Unit: 'W', Value: 22_000 }],
  [50_000, 'W', { Multiplier: 1, Unit: 'W', Value: 5000 }],
  [-12.34, 'A', { Multiplier: -1, Unit: 'A', Value: -123 }],
  [1e9, 'W', { Multiplier: 3, Unit: 'W', Value: 32_767 }],
] as const) {
  test(`physical ${value} ${unit}`, () => {
    assert.deepEqual(physical(value, unit), expected);
    assert.ok(toNumber(physicalAtMost(value, unit)) <= value);
  });
}
