import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import type { Bench } from '../../src/bench/bench.js';
import { defaultBenchFile, openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { judge, rowsFor } from '../../src/judge/judge.js';
import { parseSpecTable } from '../../src/judge/spec-table.js';
import { inspectHost } from '../../src/probes/host/host-facts.js';
import { hostMeasurements } from '../../src/probes/host/host-measurements.js';
import { analyseLoss } from '../../src/probes/loss/analyse-loss.js';
import { captureTimes } from '../../src/probes/loss/capture-times.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const table = parseSpecTable(readFileSync(join(projectRoot(), 'suites', 'spec-table.yaml'), 'utf8'));
assert.ok(table.kind === 'table');
const { rows } = table;

describe('the probes on the embedded bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  let bench: Bench;
  before(async () => {
    bench = await openBench(defaultBenchFile());
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  it('counts exactly the probes that the kernel dropped, with the times of the capture', async () => {
    const control = bench.capability('loss-control');
    const file = join(folder, 'mesh0.pcap');
    const tcpdump = `exec tcpdump -i mesh0 -s 200 -B 4096 --time-stamp-precision=nano -U -w ${file} udp port 20862 2>&1`;
    const capture = await bench.spawn('vehicle', ['sh', '-c', tcpdump], { name: 'tcpdump', ready: /listening on/ });
    await control.set('mesh', 'to-station', { loss: 0.15 });
    const measured = await measureLoss({
      plan: {
        path: 'vehicle - station',
        host: 'fe80::1',
        scope: 'mesh0',
        port: 20_862,
        ssid: 9,
        count: 600,
        ratePerSecond: 300,
        thresholdMs: 500,
      },
      near: (argv, options) => bench.spawn('vehicle', argv, options),
      far: (argv, options) => bench.spawn('station', argv, options),
      folder,
    });
    const dropped = await control.dropped('mesh', 'to-station');
    await control.clear();
    await capture.stop();
    const { forward, backward, roundTrip } = measured.result;
    assert.deepEqual([forward.sent, forward.lost, backward.lost], [600, dropped, 0]);
    assert.ok(dropped > 45 && dropped < 145, `${dropped} of 600 at 15 %`);

    const timed = analyseLoss(measured.sender, measured.reflector, await captureTimes(file, measured.sender.plan));
    assert.equal(timed.timing, 'capture', timed.caveats.join());
    assert.equal(timed.roundTrip.lost, roundTrip.lost);
    // The kernel sees a probe later and its reply earlier than the process does.
    const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
    assert.ok(median(timed.roundTrip.delaysMs!) < median(roundTrip.delaysMs!));

    const [there] = measured.measurements;
    const [row] = rowsFor(rows, 'packet-loss');
    const { verdict, reason } = judge(row!, there!);
    assert.ok(verdict === 'inconc' || verdict === 'pass' || verdict === 'fail', reason);
    assert.equal(judge(row!, measured.measurements[1]!).verdict, 'pass');
  });

  it('inspects the station through its shell, and every quantity has its row', async () => {
    const facts = await inspectHost({
      run: (argv, options) => bench.capability('host-shell').run(argv, options),
      node: 'station',
      // The lab PKI holds everybody's identities; these are the station's.
      certificateFolder: ['secc.chain.pem', 'secc.key.pem'].map((name) => join(bench.folder, 'pki', name)),
    });
    assert.ok(facts.network.links.some(({ name, up }) => name === 'mesh0' && up));
    const now = new Date().toISOString();
    const measured = hostMeasurements(facts, { meshInterface: 'mesh0', now, evidence: [] });
    const judged = measured.flatMap((one) => rowsFor(rows, one.id).map((row) => judge(row, one)));
    assert.equal(judged.length, measured.length);
    const verdicts = new Map(judged.map((one) => [one.row, `${one.verdict}: ${one.reason} ${one.caveats.join()}`]));
    for (const row of [
      'host-kernel',
      'host-openssl',
      'private-key-modes',
      'certificates-not-expired',
      'mesh-link-local',
      'mesh-multicast-route',
    ])
      assert.match(verdicts.get(row) ?? '', /^pass/, row);
    for (const [row, text] of verdicts) assert.doesNotMatch(text, /^error/, `${row} ${text}`);
  });
});
