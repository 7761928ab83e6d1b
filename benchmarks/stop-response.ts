// npm run benchmark -- stop-response: the stop probe against a simulated inverter whose dead time and ramp are known. The
// last line counts in how many trials value +- U covers the truth.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/base/clock.js';
import { defaultBenchFile, openBench } from '../src/bench/open-bench.js';
import { withinPrivateNamespaces } from '../src/bench/private-namespaces.js';
import { measureStop } from '../src/probes/stop-response/measure-stop.js';
import { meterFacts } from '../src/probes/stop-response/meter-facts.js';
import type { Stamp } from '../src/probes/stop-response/stop-plan.js';
import { createModbusClient } from '../src/transport/modbus/modbus-client.js';

const ratedW = 22_000;
const powerW = 10_000;
const settings = [
  { deadTimeMs: 50, rampWPerS: 200_000 },
  { deadTimeMs: 300, rampWPerS: 20_000 },
  { deadTimeMs: 1000, rampWPerS: 5000 },
];
const trials = Number(process.argv[2] ?? 4);
const stamp = (): Stamp => ({ ns: systemClock.monotonicNs(), clock: 'monotonic', source: 'process', resolutionNs: 1 });

/** Closes the inverter's contactor (SunSpec model 123, Conn), as a gateway does; runs where the gateway would. */
async function connectInverter(): Promise<number> {
  const client = createModbusClient({ host: '192.168.7.10', port: 502, unitId: 1 });
  try {
    for (let at = 40_002; ; ) {
      const head = await client.readHoldingRegisters(at, 2);
      if (head.kind !== 'ok' || head.value[0] === 0xffff) return 3;
      if (head.value[0] === 123) return (await client.writeRegisters(at + 4, [1])).kind === 'ok' ? 0 : 3;
      at += head.value[1]! + 2;
    }
  } finally {
    await client.close();
  }
}

if (process.argv[2] === 'connect') process.exit(await connectInverter());

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
  const bench = await openBench(defaultBenchFile());
  let covered = 0;
  let of = 0;
  try {
    const inverter = bench.capability('inverter-control');
    const connecting = await bench.spawn('station', [process.execPath, fileURLToPath(import.meta.url), 'connect']);
    if ((await connecting.ended).code !== 0) throw new Error('the inverter cannot be connected');
    const meter = meterFacts(bench.capability('inverter-power'), ratedW);
    if (meter === undefined) throw new Error('the bench has no meter on a network');
    console.log('dead time  ramp        truth      measured    U        error    initial  readings');
    for (const { deadTimeMs, rampWPerS } of settings) {
      const { trials: made, plan } = await measureStop({
        plan: { ratedW, holdMs: 500 },
        trials,
        besideMeter: (argv, options) => bench.spawn('vehicle', argv, options),
        meter,
        clock: systemClock,
        prepare: async () => {
          await inverter.set({ deadTimeMs: 0, rampWPerS: 1e6, targetW: powerW });
          if (!(await inverter.reach(powerW, 100, 5000))) throw new Error('the inverter does not reach its power');
          await inverter.set({ deadTimeMs, rampWPerS });
        },
        issueStop: async () => {
          const delivered = stamp();
          await inverter.set({ targetW: 0 });
          return { issued: delivered, delivered, acknowledged: stamp() };
        },
        folder,
      });
      for (const trial of made) {
        if (
          trial.outcome !== 'measured' ||
          trial.analysis.stop === undefined ||
          trial.analysis.acknowledge === undefined
        ) {
          of++;
          console.log(`trial ${trial.number} of ${deadTimeMs} ms shows no stop`);
          continue;
        }
        const { stop, acknowledge, initialW } = trial.analysis;
        const truth = deadTimeMs / 1000 + (powerW - plan.thresholdW) / rampWPerS;
        // The command reached the inverter somewhere between delivery and acknowledgement.
        const holds = stop.seconds + stop.U >= truth && stop.seconds - stop.U <= truth + acknowledge.seconds;
        of++;
        if (holds) covered++;
        console.log(
          [
            `${deadTimeMs} ms`.padEnd(11),
            `${rampWPerS} W/s`.padEnd(12),
            `${truth.toFixed(3)} s`.padEnd(11),
            `${stop.seconds.toFixed(3)} s`.padEnd(12),
            `${stop.U.toFixed(3)} s`.padEnd(9),
            `${(1000 * (stop.seconds - truth)).toFixed(1)} ms`.padEnd(9),
            `${initialW.toFixed(0)} W`.padEnd(9),
            trial.trace.samples.length,
          ].join(''),
        );
      }
    }
  } finally {
    await bench.close();
    rmSync(folder, { recursive: true });
  }
  console.log(`covered ${covered} of ${of}`);
  return covered >= Math.floor(0.9 * of) ? 0 : 1;
});
