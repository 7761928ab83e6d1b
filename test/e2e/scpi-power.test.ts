import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { systemClock } from '../../src/base/clock.js';
import type { Bench } from '../../src/bench/bench.js';
import { openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { measureStop } from '../../src/probes/stop-response/measure-stop.js';
import { meterFacts } from '../../src/probes/stop-response/meter-facts.js';
import type { Stamp } from '../../src/probes/stop-response/stop-plan.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const benchFile = (query: string) => `
name: power by SCPI
driver: embedded
devices:
  inverter: { rated_w: 10000, target_w: 10000, meter_aperture_ms: 10, dead_time_ms: 150, ramp_w_per_s: 1000000 }
capabilities:
  inverter-power:
    driver: scpi-power-meter
    instrument: simulated analyser
    uncertainty: { absolute: 20, relative: 0 }
    sampling_s: 0.012
    ${query}
  inverter-control: { driver: simulated-inverter }
`;

/** Orders the inverter to disconnect, past every gateway; the order is out between two readings of the clock. */
async function disconnect(bench: Bench): Promise<Stamp> {
  const before = systemClock.monotonicNs();
  await bench.capability('inverter-control').set({ connected: false });
  const after = systemClock.monotonicNs();
  return {
    ns: before + (after - before) / 2n,
    clock: 'monotonic',
    source: 'process',
    resolutionNs: Number(after - before),
  };
}

describe('the stop probe with an instrument that speaks SCPI, on the embedded bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, query] of [
    ['its own query', "power_query: 'MEAS:POW?'"],
    ['volts times amperes', "amperes_query: 'MEAS:CURR:DC?'"],
  ] as const) {
    it(`samples ${name} by bench.yaml alone`, async () => {
      const file = join(folder, 'bench.yaml');
      writeFileSync(file, benchFile(query));
      const bench = await openBench(file, { folder: join(folder, `bench-${name.length}`) });
      try {
        const meter = meterFacts(bench.capability('inverter-power'), 10_000);
        assert.ok(meter !== undefined);
        const { trials } = await measureStop({
          driver: {
            path: 'grid-island',
            prepare: async () => {
              const inverter = bench.capability('inverter-control');
              await inverter.set({ connected: true });
              // A stop out of the ramp would have no steady power to compare with.
              assert.ok(await inverter.reach(10_000, 100, 10_000));
            },
            issueStop: async () => {
              const issued = await disconnect(bench);
              return { issued, delivered: issued };
            },
          },
          plan: { ratedW: 10_000, holdMs: 300, timeoutMs: 5000, beforeMs: 300 },
          trials: 3,
          meter,
          clock: systemClock,
          besideMeter: (argv, options) => bench.spawn('vehicle', argv, options),
          folder,
        });
        for (const trial of trials) {
          assert.ok(trial.outcome === 'measured', trial.outcome);
          const { effect, initialW, intervals, sampling } = trial.analysis;
          assert.equal(effect, 'stopped');
          assert.ok(Math.abs(initialW - 10_000) < 200, `${initialW} W`);
          const { seconds, U } = intervals['deliver-effect']!;
          // An order to disconnect takes the dead time, then the ramp: 150 ms and up to 10 ms more.
          assert.ok(seconds - U <= 0.16 && seconds + U >= 0.15, `${seconds} s +- ${U} s`);
          assert.ok(sampling.medianSeconds >= 0.009, `${sampling.medianSeconds} s`);
        }
      } finally {
        await bench.close();
      }
    });
  }
});
