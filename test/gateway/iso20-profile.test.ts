import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Iso20Config } from '../../src/gateway/config/gateway-config.js';
import { agreedProfile, profileViolation, toleranceW } from '../../src/gateway/iso20/power-profile.js';
import { startIso20 } from './support/iso20-bench.js';
import { bothWays, session20, station20 } from './support/iso20-core.js';

const watts = (value: number) => ({ Exponent: 0, Value: value });
const profile = {
  TimeAnchor: 1000,
  Scheduled_EVPPTControlMode: { SelectedScheduleTupleID: 1 },
  EVPowerProfileEntries: {
    EVPowerProfileEntry: [
      { Duration: 60, Power: watts(10_000) },
      { Duration: 60, Power: watts(2000), Power_L2: watts(2000), Power_L3: watts(1000) },
    ],
  },
};

const saying = (profile_violation: Iso20Config['profile_violation'], wallS: number, tolerance?: number) =>
  station20({
    wallS,
    config: {
      ...bothWays,
      iso20: { ...bothWays.iso20, profile_violation },
      schedule: bothWays.schedule.map((tuple) => ({
        ...tuple,
        ...(tolerance === undefined ? {} : { tolerance_w: tolerance }),
      })),
    },
  });

const charging = (loops: number) => session20('charging', {}, { loops, profile: agreedProfile(profile, 1000, 3) });

test('phases of an entry are added up, and TimeAnchor 0 is the offer', () => {
  assert.deepEqual(agreedProfile({ ...profile, TimeAnchor: 0 }, 77, 0), {
    startS: 77,
    entries: [
      { durationS: 60, powerW: 10_000 },
      { durationS: 60, powerW: 5000 },
    ],
    sinceLoop: 0,
  });
});

for (const [name, loops, wallS, powerW, tolerance, expected] of [
  ['what the profile has', 5, 1010, 10_000, undefined, undefined],
  ['a tenth more, for meters and rounding', 5, 1010, 11_000, undefined, undefined],
  ['more than that', 5, 1010, 11_100, undefined, '11100 W where the profile has 10000 W'],
  ['within the tolerance of the schedule', 5, 1010, 12_900, 3000, undefined],
  ['beyond the tolerance of the schedule', 5, 1010, 13_100, 3000, '13100 W where the profile has 10000 W'],
  ['a later entry', 5, 1060, 10_000, undefined, '10000 W where the profile has 5000 W'],
  ['after the end of the profile', 5, 1120, 50_000, undefined, undefined],
  ['the loop in which the profile came', 3, 1010, 50_000, undefined, undefined],
  ['power out of the vehicle', 5, 1010, -9000, undefined, undefined],
] as const) {
  test(`power profile: ${name}`, () => {
    const found = profileViolation(charging(loops), saying('warn', wallS, tolerance), powerW);
    assert.equal(found?.why, expected);
    if (expected !== undefined) assert.equal(found?.code, 'WARNING_EVPowerProfileViolation');
    assert.equal(profileViolation(charging(loops), saying('ignore', wallS, tolerance), powerW), undefined);
  });
}

test('a station that is configured to fail says so with a FAILED code', () => {
  const found = profileViolation(charging(5), saying('fail', 1010), 20_000);
  assert.equal(found?.code, 'FAILED_EVPowerProfileViolation');
});

test('a schedule without tolerance_w offers none', () => {
  assert.equal(toleranceW(bothWays, 1), undefined);
  assert.equal(toleranceW({ ...bothWays, schedule: [{ id: 4, tolerance_w: 0, power: [] }] }, 4), 0);
});

for (const [acceptance, code] of [
  ['PowerToleranceConfirmed', 'OK_PowerToleranceConfirmed'],
  ['PowerToleranceNotConfirmed', 'WARNING_PowerToleranceNotConfirmed'],
  [undefined, 'OK'],
] as const) {
  test(`a schedule with a tolerance, and a profile that says ${acceptance ?? 'nothing'}: ${code}`, async (t) => {
    const bench = await startIso20(t, {
      replace: { schedule: '[{ id: 1, tolerance_w: 500, power: [{ from_s: 0, power_w: 11000 }] }]' },
    });
    const vehicle = await bench.vehicle();
    await vehicle.driveTo('precharged');
    const exchange = await vehicle.request('PowerDeliveryReq', {
      progress: 'Start',
      body: (correct) => {
        const given = correct['EVPowerProfile'] as typeof profile;
        const mode = {
          ...given.Scheduled_EVPPTControlMode,
          ...(acceptance === undefined ? {} : { PowerToleranceAcceptance: acceptance }),
        };
        return { ...correct, EVPowerProfile: { ...given, Scheduled_EVPPTControlMode: mode } };
      },
    });
    assert.equal(exchange.responseCode, code);
    assert.equal((await vehicle.request('DC_ChargeLoopReq')).responseCode, 'OK');
  });
}
