import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Bench } from '../../src/bench/bench.js';
import { meterQuantities } from '../../src/bench/capabilities/multimeter.js';
import { inNamespace } from '../../src/bench/embedded/network.js';
import { openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import type { BenchProcess } from '../../src/bench/process/bench-process.js';
import { runCommand } from '../../src/bench/process/run-command.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const benchFile = `
name: slow power line
driver: embedded
link:
  plc: { rateKbps: 250 }
devices:
  inverter: { faults: ['slow-ramp:percent_per_s=5'] }
capabilities:
  inverter-control: { driver: simulated-inverter }
  link-control: { driver: embedded-link }
  loss-control: { driver: embedded-link }
  multimeter:
    driver: scpi-multimeter
    instrument: simulated
    dialect: fluke
    volts: { absolute: 0.001, relative: 0.001 }
    amperes: { absolute: 0.001, relative: 0.001 }
    sampling_s: 0.02
  multimeter-control: { driver: simulated-multimeter }
`;

/** Sends BYTES to whoever connects, and tells the moments of first and last byte at the receiver. */
const sender = `
const bytes = Buffer.alloc(Number(process.argv[1]), 7);
require('net').createServer((socket) => { socket.on('error', () => {}); socket.end(bytes); }).listen(5000, '::', () => console.log('ready'));
`;
const receiver = `
let first, last, bytes = 0;
require('net').connect({ host: process.argv[1], port: 5000 })
  .on('data', (data) => { first ??= { at: process.hrtime.bigint(), bytes: data.length }; bytes += data.length; last = process.hrtime.bigint(); })
  .on('close', () => console.log(JSON.stringify({ bytes: bytes - first.bytes, seconds: Number(last - first.at) / 1e9 })));
`;

describe('shaped links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  let bench: Bench;

  before(async () => {
    const file = join(folder, 'bench.yaml');
    writeFileSync(file, benchFile);
    bench = await openBench(file, { folder: join(folder, 'bench'), inverterFaults: ['meter-offset:w=50'] });
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  /** Goodput of a transfer, kbit/s: payload of TCP over the time from the first to the last byte. */
  const goodput = async (from: 'station' | 'utility', bytes: number): Promise<number> => {
    const to = from === 'station' ? 'utility' : 'station';
    const address = from === 'station' ? 'fd00:2030:5::1' : 'fd00:2030:5::2';
    const serving: BenchProcess = await bench.spawn(from, [process.execPath, '-e', sender, String(bytes)], {
      ready: /ready/,
    });
    try {
      const result = await runCommand(inNamespace(to, [process.execPath, '-e', receiver, address]), {
        timeoutMs: 60_000,
      });
      assert.equal(result.code, 0, result.stderr);
      const seen = JSON.parse(result.stdout) as { readonly bytes: number; readonly seconds: number };
      return (seen.bytes * 8) / 1000 / seen.seconds;
    } finally {
      await serving.stop();
    }
  };

  /**
   * Of a full frame of 1514 bytes 1428 to 1440 are payload, so 94.3 to 95.1 % of the rate is what TCP can carry. The
   * bucket may be full at the start (1600 bytes), and a busy machine may be late: far from the rate is what must not be.
   */
  const near = (kbps: number, rate: number) => {
    assert.ok(kbps < rate * 1.05, `${kbps.toFixed(1)} kbit/s is more than the rate of ${rate}`);
    assert.ok(kbps > rate * 0.7, `${kbps.toFixed(1)} kbit/s is far below the rate of ${rate}`);
  };

  it('has the rate of the bench file from the start, in both directions', async () => {
    assert.deepEqual(await bench.capability('link-control').shapes(), { utility: { rateKbps: 250 } });
    near(await goodput('station', 60_000), 250);
    near(await goodput('utility', 60_000), 250);
  });

  it('is shaped anew while it runs, and goes back to the bench file', async () => {
    const control = bench.capability('link-control');
    await control.shape('plc', { rateKbps: 128 });
    near(await goodput('utility', 40_000), 128);
    await control.shape('plc', { rateKbps: undefined });
    assert.ok((await goodput('utility', 2_000_000)) > 5000, 'without a rate it is as fast as the machine');
    await control.restore();
    near(await goodput('utility', 40_000), 250);
  });

  it('keeps its rate when damage comes and goes, and the lower rate holds', async () => {
    const loss = bench.capability('loss-control');
    await loss.set('utility', 'to-station', { rateBps: 64_000 });
    near(await goodput('utility', 25_000), 64);
    await loss.clear();
    near(await goodput('utility', 40_000), 250);
  });

  for (const [what, link, rateKbps] of [
    ['a link that does not exist', 'moon', 100],
    ['a link that cannot be shaped', 'meter', 100],
    ['a rate too low', 'plc', 1],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(bench.capability('link-control').shape(link, { rateKbps }), { code: 'BENCH-013' });
    });
  }

  it('brings the plant up with the faults of file and caller', async () => {
    const state = await bench.capability('inverter-control').state();
    assert.deepEqual(state?.faults, [
      { name: 'slow-ramp', parameters: { percent_per_s: 5 } },
      { name: 'meter-offset', parameters: { w: 50, percent: 0 } },
    ]);
    await bench.capability('inverter-control').set({ faults: [] });
    assert.deepEqual((await bench.capability('inverter-control').state())?.faults, []);
    await assert.rejects(bench.capability('inverter-control').set({ faults: [{ name: 'kettle' }] }), {
      code: 'BENCH-020',
    });
  });

  it('has a multimeter that speaks the real protocol, where the harness is', async () => {
    await bench.capability('multimeter-control').set({ 'dc-volts': 6 });
    const main = join(import.meta.dirname, 'bench-support', 'read-multimeter.js');
    const argv = inNamespace('vehicle', [process.execPath, main, bench.stateFile, ...meterQuantities]);
    const result = await runCommand(argv, { timeoutMs: 20_000 });
    assert.equal(result.code, 0, result.stderr);
    const { identity, readings } = JSON.parse(result.stdout) as {
      readonly identity: { readonly manufacturer: string };
      readonly readings: readonly number[];
    };
    assert.equal(identity.manufacturer, 'FLUKE');
    assert.ok(Math.abs(readings[0]! - 6) < 0.01, `${readings[0]}`);
    assert.ok(Math.abs(readings[1]! - 230) < 1, `${readings[1]}`);
    assert.deepEqual(readings.slice(2), [0, 0]);
    const units = bench.facts.instruments.filter(({ capability }) => capability === 'multimeter');
    assert.deepEqual(
      units.map(({ unit }) => unit),
      ['V', 'A'],
    );
  });
});
