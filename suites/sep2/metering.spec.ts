import type { RecordedReading } from '../../src/peers/utility/request-record.js';
import { announced } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

/** UnitType of the ReadingType: real power. */
const watt = 38;
const volt = 29;

/** A mirrored reading in its unit, with the sign of the meter (export positive). */
function wattsOf({ value, powerOfTenMultiplier, flowDirection }: RecordedReading): number {
  const scaled = value * 10 ** powerOfTenMultiplier;
  // flowDirection 1 (forward) is delivered to the customer, 19 (reverse) is received from the customer: export.
  return flowDirection === 19 ? Math.abs(scaled) : flowDirection === 1 ? -scaled : scaled;
}

gridCase(
  'SEP2_CLI_Metering_001',
  {
    title: 'mirrored readings come at the post rate and tell what the meter shows',
    purpose:
      'The gateway creates a MirrorUsagePoint, posts active power at the rate that the server announces, and each reading agrees with the independent meter over its period within the lower of 4 % of the rating and 100 W; where the PICS claim it, voltage is posted too.',
    group: 'metering',
    clause: clauses.metering,
    kind: 'measurement',
    likelyCauses: [
      'wrong sign or multiplier',
      'a reading that is cached',
      'the period of the reading is not the one averaged',
    ],
  },
  announced,
  async (grid) => {
    for (const direction of ['export', 'import'] as const) {
      await grid.given(direction);
      grid.when(`When it ${direction}s for some post intervals`);
      await lookAtReadings(grid, 3);
    }
    if (grid.bench.harness.pics['PICS_SEP2_MirrorsVoltage'] !== true) return;
    const readings = await grid.utility.readings();
    grid.run.observe(
      readings.some(({ uom, value, powerOfTenMultiplier }) => uom === volt && value * 10 ** powerOfTenMultiplier > 100),
      {
        text: 'voltage is mirrored too',
        expected: 'a reading of unit V',
        observed: [...new Set(readings.map(({ uom }) => `unit ${uom}`))].join(', ') || 'no readings',
      },
    );
  },
);

/** Period of a reading, monotonic ns; its times have the granularity of a second, an instant is looked at with what is around it. */
function periodOf(grid: GridCase, { timePeriodStartS, durationS = 0, receivedAtNs }: RecordedReading) {
  const lengthNs = BigInt(Math.round(durationS * 1e9));
  const from = timePeriodStartS === undefined ? receivedAtNs - lengthNs : grid.monotonicOf(timePeriodStartS);
  return { from, to: from + (lengthNs === 0n ? 1_000_000_000n : lengthNs) };
}

async function lookAtReadings(grid: GridCase, count: number): Promise<void> {
  const rateS = grid.pollSeconds;
  const began = process.hrtime.bigint();
  const deadline = began + BigInt(Math.round((count * 1.5 + 2) * rateS * 1e9));
  let found: readonly RecordedReading[] = [];
  while (grid.secondsUntil(deadline) > 0) {
    const after = await grid.utility.mark();
    found = (await grid.utility.readings()).filter(
      (reading) => reading.uom === watt && reading.receivedAtNs >= began && periodOf(grid, reading).from >= began,
    );
    if (found.length >= count) break;
    await grid.request({ method: 'POST', after }, grid.secondsUntil(deadline));
  }
  grid.run.observe(found.length >= count, {
    text: 'active power is posted at the announced rate',
    expected: `${count} readings within ${(count * 1.5 + 2) * rateS} s at a rate of ${rateS} s`,
    observed: `${found.length} readings`,
  });
  for (const reading of found.slice(0, count)) {
    const { from, to } = periodOf(grid, reading);
    const meter = grid.bench.power.mean(from, to);
    const told = wattsOf(reading);
    grid.run.observe(meter !== undefined && Math.abs(told - meter) <= grid.power.accuracyW, {
      text: 'a mirrored reading agrees with the independent meter',
      expected:
        meter === undefined
          ? 'a reading of the meter'
          : `${meter.toFixed(0)} W (+- ${grid.power.accuracyW.toFixed(0)} W)`,
      observed: `${told.toFixed(0)} W`,
      field: 'Reading.value',
    });
  }
}

gridCase(
  'SEP2_CLI_Metering_002',
  {
    title: 'a new post rate is taken over',
    purpose: 'When the server announces another postRate, readings come at the new rate.',
    group: 'metering',
    clause: `${clauses.metering}; ${clauses.poll}`,
    kind: 'timing',
  },
  announced,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that mirrors its readings');
    await grid.settle();
    const usual = grid.pollSeconds;
    const slow = 2 * usual;
    try {
      for (const rateS of [slow, usual]) {
        grid.when(`When the server announces a post rate of ${rateS} s`);
        await grid.utility.setPollRate('mup', rateS);
        await grid.untilRead('mup', 1, slow);
        const gaps = await grid.postGaps(2, slow);
        grid.run.observe(
          gaps.length > 0 && gaps.some((gap) => gap <= 1.5 * rateS) && gaps.every((gap) => gap >= 0.6 * rateS),
          {
            text: 'readings come at the new rate',
            expected: `${0.6 * rateS} s to ${1.5 * rateS} s between two posts`,
            observed: gaps.map((gap) => `${gap.toFixed(2)} s`).join(', ') || 'no two posts',
          },
        );
      }
    } finally {
      await grid.utility.setPollRate('mup', usual);
    }
  },
);
