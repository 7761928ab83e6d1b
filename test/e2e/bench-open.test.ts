import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Bench } from '../../src/bench/bench.js';
import type { GatewayState } from '../../src/bench/capabilities/gateway-process.js';
import type { Reading } from '../../src/bench/capabilities/measuring.js';
import { openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { runCommand } from '../../src/bench/process/run-command.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

interface Seen {
  readonly before: Reading;
  readonly reached: boolean;
  readonly after: Reading;
  readonly five: { readonly code: number };
  readonly first: GatewayState;
  readonly same: GatewayState;
  readonly other: GatewayState;
  readonly stopped: GatewayState;
  readonly codes: readonly string[];
  readonly shell: { readonly code: number; readonly stdout: string };
  readonly kept: string;
  readonly refused: string;
}

/** A gateway that shows its configuration and waits; with the configuration `broken` it ends at once. */
const stand = 'config=$(cat "$0"); [ "$config" = broken ] && exit 9; echo "gateway is ready: $config"; exec sleep 1000';

describe('open bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-open-'));
  let bench: Bench;
  let seen: Seen;

  before(async () => {
    for (const [name, text] of [
      ['one.conf', 'one of @BENCH_FOLDER@'],
      ['two.conf', 'two'],
      ['broken.conf', 'broken'],
      [
        'bench.yaml',
        [
          'name: test bench',
          'driver: embedded',
          'item: { model: stand-in }',
          'capabilities:',
          '  inverter-power:',
          '    driver: sunspec-meter',
          '    instrument: simulated meter',
          '    sampling_s: 0.05',
          '    uncertainty: { absolute: 17, relative: 0.01 }',
          '  inverter-control: { driver: simulated-inverter }',
          '  loss-control: { driver: embedded-link }',
          '  host-shell: { driver: namespace-shell }',
          '  operator: { driver: nobody }',
          '  gateway:',
          '    driver: process',
          `    command: [sh, -c, ${JSON.stringify(stand)}, '{config}']`,
          '    ready: gateway is ready',
          '    configurations: { one: one.conf, two: two.conf, broken: broken.conf }',
        ].join('\n'),
      ],
    ] as const) {
      writeFileSync(join(folder, name), text);
    }
    bench = await openBench(join(folder, 'bench.yaml'), { folder: join(folder, 'run') });
    let output = '';
    const worker = join(import.meta.dirname, 'bench-support', 'worker.js');
    const running = await bench.spawn('vehicle', [process.execPath, worker], {
      name: 'worker',
      env: { PLUMBLINE_BENCH: bench.stateFile },
      onLine: (line) => {
        output = line;
      },
    });
    assert.deepEqual(await running.ended, { code: 0, signal: undefined }, readFileSync(running.logFile!, 'utf8'));
    seen = JSON.parse(output) as Seen;
  });
  after(() => rmSync(folder, { recursive: true }));

  it('tells the facts that the report needs', () => {
    const { facts } = bench;
    assert.deepEqual([facts.name, facts.driver, facts.item['model']], ['test bench', 'embedded', 'stand-in']);
    const meter = facts.instruments.find((entry) => entry.capability === 'inverter-power');
    assert.deepEqual(
      [meter?.unit, meter?.uncertainty, meter?.samplingSeconds],
      ['W', { absolute: 17, relative: 0.01 }, 0.05],
    );
    assert.equal(bench.interfaces['mesh']?.peerAddress, 'fe80::1');
  });

  it('mints certificates where none were put', () => {
    assert.ok(existsSync(join(bench.folder, 'pki', 'secc.chain.pem')));
  });

  it('lets a worker read the meter and set the inverter', () => {
    assert.equal(seen.before.kind === 'value' && Math.abs(seen.before.value) < 80, true);
    assert.equal(seen.reached, true);
    assert.ok(seen.after.kind === 'value');
    assert.ok(Math.abs(seen.after.value - 9000) < 100);
    assert.equal(seen.after.U, 17 + 0.01 * Math.abs(seen.after.value));
  });

  it('starts the gateway in the configuration asked for, once, and replaces it for another', () => {
    assert.deepEqual([seen.first.running, seen.first.configuration], [true, 'one']);
    assert.equal(seen.same.pid, seen.first.pid);
    assert.deepEqual([seen.other.running, seen.other.configuration], [true, 'two']);
    assert.notEqual(seen.other.pid, seen.first.pid);
    assert.deepEqual([seen.stopped.running, seen.stopped.crash], [false, undefined]);
    const log = readFileSync(join(bench.folder, 'logs', 'gateway-one.log'), 'utf8');
    assert.match(log, new RegExp(`one of ${bench.folder}`));
  });

  it('gives workers the errors of the owner with their codes', () => {
    assert.deepEqual(seen.codes, ['BENCH-010', 'BENCH-008', 'BENCH-009']);
  });

  it('runs commands on the station and processes in namespaces', () => {
    assert.deepEqual([seen.shell.code, seen.shell.stdout.trim(), seen.five.code], [0, '0', 5]);
  });

  it('remembers the first cause of a broken bench, in every process', () => {
    assert.equal(seen.kept, 'the worker says so');
    assert.equal(seen.refused, 'BENCH-011');
    assert.equal(bench.fault()?.cause, 'the worker says so');
    assert.throws(() => bench.capability('host-shell'), { code: 'BENCH-011' });
  });

  it('takes everything down', async () => {
    await bench.close();
    assert.equal((await runCommand(['ip', 'netns', 'list'])).stdout, '');
    const left = (await runCommand(['ps', '-eo', 'args'])).stdout;
    assert.doesNotMatch(left, /devices\/inverter\/main|sleep 1000/);
  });
});
