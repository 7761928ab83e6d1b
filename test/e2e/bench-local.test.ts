import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { mustRun } from '../../src/bench/process/run-command.js';

// A real bench uses the interfaces of its machine. Private namespaces stand for that machine here.
if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const folder = mkdtempSync(join(tmpdir(), 'plumbline-local-'));
const flag = join(folder, 'running');
const file = join(folder, 'bench.yaml');
const describeBench = (device: string) =>
  writeFileSync(
    file,
    [
      'name: bay',
      'driver: local-interfaces',
      'interfaces:',
      `  mesh: { device: ${device}, peer: fe80::1 }`,
      'capabilities:',
      '  host-shell: { driver: local-shell }',
      '  operator: { driver: nobody }',
      '  inverter-control: { driver: operator }',
      '  gateway:',
      '    driver: shell-commands',
      `    start: [touch, ${flag}]`,
      `    stop: [rm, ${flag}]`,
      `    status: [test, -e, ${flag}]`,
    ].join('\n'),
  );

describe('bench with real interfaces', () => {
  before(async () => {
    await mustRun(['ip', 'link', 'add', 'name', 'mesh0', 'type', 'veth', 'peer', 'name', 'far0']);
    await mustRun(['ip', 'link', 'set', 'dev', 'mesh0', 'addrgenmode', 'none', 'up']);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [what, device, words] of [
    ['an interface that is not there', 'mesh7', /mesh7 does not exist/],
    ['an interface without a carrier', 'mesh0', /mesh0 has no carrier/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      describeBench(device);
      await assert.rejects(openBench(file), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'BENCH-012');
        assert.match(error.message, words);
        return true;
      });
    });
  }

  it('refuses an interface without a link-local address', async () => {
    await mustRun(['ip', 'link', 'set', 'dev', 'far0', 'up']);
    describeBench('mesh0');
    await assert.rejects(openBench(file), /no IPv6 link-local address/);
  });

  it('uses what is there, controls the gateway by commands, and asks a person', async () => {
    await mustRun(['ip', 'address', 'add', 'fe80::9/64', 'dev', 'mesh0', 'nodad']);
    const bench = await openBench(file);
    const mesh = bench.interfaces['mesh'];
    assert.deepEqual(
      [mesh?.name, mesh?.address, mesh?.peerAddress, mesh?.namespace],
      ['mesh0', 'fe80::9', 'fe80::1', undefined],
    );
    const gateway = bench.capability('gateway');
    assert.equal((await gateway.state()).running, false);
    await gateway.start();
    assert.equal((await gateway.state()).running, true);
    await gateway.stop('term');
    assert.equal(existsSync(flag), false);
    await assert.rejects(gateway.stop('term'), { code: 'BENCH-018' });
    await assert.rejects(bench.capability('inverter-control').set({ targetW: 0 }), { code: 'BENCH-018' });
    assert.equal(await bench.capability('operator').confirm('there?', 10), false);
    assert.throws(() => bench.capability('loss-control'), { code: 'BENCH-010' });
    const child = await bench.spawn('station', ['sh', '-c', 'exit 4']);
    assert.equal((await child.ended).code, 4);
    await bench.close();
    assert.equal(existsSync(bench.folder), false, 'a folder that nobody asked for is gone');
  });
});
