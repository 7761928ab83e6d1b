import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { projectRoot } from '../../../src/base/project-root.js';
import { spawnProcess } from '../../../src/bench/process/spawn-process.js';
import { fromJson, toJson } from '../../../src/peers/utility/control/json-form.js';
import { connectUtility } from '../../../src/peers/utility/control/remote-utility.js';
import { utilitySocketPath } from '../../../src/peers/utility/control/socket-path.js';
import { startUtility } from '../../../src/peers/utility/start-utility.js';
import type { UtilityConfig } from '../../../src/peers/utility/utility-config.js';
import { chainPem, privateKeyPem } from '../../../src/pki/identity.js';
import { createSep2Client } from '../../../src/transport/sep2/sep2-client.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { device, LabClient, lfdi, root, serverFiles } from './lab.js';

async function start(t: TestContext, change: Partial<UtilityConfig> = {}, below = 'server') {
  const top = temporaryFolder(t);
  const folder = join(top, below);
  const utility = await startUtility({
    spawn: (argv, options) => spawnProcess(argv, { ...options, log: join(top, 'utility.log') }),
    folder,
    config: { ...serverFiles(top), ...change },
  });
  t.after(() => utility.close());
  const client = createSep2Client({
    server: { address: '::1', port: utility.ready.port },
    profile: 'sep2-tls13',
    chain: chainPem(device),
    key: privateKeyPem(device),
    roots: [root],
  });
  t.after(() => client.close());
  return { utility, folder, client: new LabClient(client) };
}

test('a server in its own process is steered through its socket, and leaves its record', async (t) => {
  const { utility, folder, client } = await start(t);
  assert.notEqual(utility.ready.pid, process.pid);
  const wait = utility.waitForRequest({ resource: 'derc' }, 30_000);
  const made = await utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  assert.equal(typeof made.issuedAtNs, 'bigint');
  // Both processes read one monotonic clock.
  assert.ok(Math.abs(Number(process.hrtime.bigint() - made.issuedAtNs)) < 60e9);
  assert.equal((await client.get('/derp/1/derc')).status, 200);
  const delivery = await wait;
  assert.deepEqual(delivery.delivered, [made.mRID]);
  assert.ok((delivery.answeredAtNs ?? 0n) > made.issuedAtNs);
  assert.equal(
    (
      await client.put('/edev/1/der/1/ders', 'DERStatus', {
        readingTime: 9,
        genConnectStatus: { dateTime: 8, value: Uint8Array.of(7) },
      })
    ).status,
    204,
  );
  assert.deepEqual(await utility.derStatus(lfdi), {
    readingTime: 9,
    genConnectStatus: { dateTime: 8, value: Uint8Array.of(7) },
  });
  await utility.setDefault({ base: { opModExpLimW: 5 } }, 'feeder');
  await utility.setDefault(undefined, 'feeder');
  assert.equal((await client.get('/derp/2/dderc')).status, 404);
  await assert.rejects(utility.cancelControl('FFFF'), { code: 'PEERS-031' });
  await assert.rejects(utility.waitForRequest({ path: '^/nix' }, 50), { code: 'PEERS-032' });
  await utility.close();
  const lines = readFileSync(join(folder, 'requests.jsonl'), 'utf8').trim().split('\n');
  assert.deepEqual(
    lines.map((line) => (fromJson(line) as { path: string }).path),
    ['/derp/1/derc', '/edev/1/der/1/ders', '/derp/2/dderc'],
  );
  assert.match(readFileSync(join(folder, 'keys.log'), 'utf8'), /^CLIENT_TRAFFIC_SECRET_0 /m);
  assert.equal(statSync(join(folder, 'keys.log')).mode & 0o777, 0o600);
  await assert.rejects(utility.controls(), { code: 'PEERS-030' });
});

test('a folder with a long name has its socket elsewhere', async (t) => {
  const { utility, folder } = await start(t, {}, 'x'.repeat(120));
  assert.ok(utilitySocketPath(folder).length < 108);
  const second = await connectUtility(utilitySocketPath(folder));
  assert.equal(second.ready.port, utility.ready.port);
  await second.close();
});

test('a configuration that is wrong is refused with every mistake', async (t) => {
  await assert.rejects(start(t, { devices: [{ lfdi: 'short' }], pollRates: { dcap: 0 } }), (error: Error) => {
    assert.match(error.message, /devices\/0\/lfdi/);
    assert.match(error.message, /pollRates\/dcap/);
    return true;
  });
});

test('a server that is killed is an error at the next call, not a wait for ever', async (t) => {
  const { utility } = await start(t);
  const waiting = utility.waitForRequest({}, 60_000);
  process.kill(utility.ready.pid, 'SIGKILL');
  await assert.rejects(waiting, { code: 'PEERS-030' });
});

test('octets, bigints and plain values pass through the control socket', () => {
  const value = { a: 12n, b: Uint8Array.of(0, 255), c: [Buffer.from('07', 'hex')], d: { e: null, f: 'x', g: 1.5 } };
  assert.deepEqual(fromJson(toJson(value)), { ...value, c: [Uint8Array.of(7)] });
});

test('from the command line: status, control, requests', async (t) => {
  const { folder, client } = await start(t);
  const run = (...argv: readonly string[]) => {
    const program = join(projectRoot(), 'bin', 'plumbline');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'utility', ...argv, '--folder', folder], {
      encoding: 'utf8',
    });
    return { status, text: stdout + stderr };
  };
  const made = run('control', '--de-energize', '--export-limit', '1500', '--duration', '60');
  assert.equal(made.status, 0, made.text);
  const mRID = /control ([0-9A-F]{32}) /.exec(made.text)?.[1] ?? '';
  assert.match(run('status').text, new RegExp(`${mRID} {2}active {2}site .*"opModEnergize":false,"opModExpLimW":1500`));
  assert.equal((await client.get('/derp/1/derc')).status, 200);
  assert.match(run('requests').text, new RegExp(`GET +200 +/derp/1/derc .*control ${mRID.slice(0, 8)}`));
  assert.match(run('requests', '--polls').text, /\/derp\/1\/derc +300 s +1 +0 of 0/);
  assert.match(run('behave', 'status', '--status', '404').text, /"status":404/);
  assert.equal((await client.get('/dcap')).status, 404);
  assert.match(run('behave', 'normally').text, /behaves normally/);
  assert.match(run('cancel', 'all').text, new RegExp(`${mRID} is cancelled`));
  assert.equal(run('cancel', 'FFFF').status, 4);
  assert.equal(run('control').status, 4);
});
