// Runs in a network namespace of its own with a veth pair v0, v1: advertise on v0, search on v1.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { systemClock } from '../../src/base/clock.js';
import { PlumblineError } from '../../src/base/errors.js';
import { openUtilityServer } from '../../src/peers/utility/utility-server.js';
import { chainPem, privateKeyPem } from '../../src/pki/identity.js';
import { advertise } from '../../src/transport/dns-sd/advertise.js';
import { browse } from '../../src/transport/dns-sd/browse.js';
import { discoverSep2 } from '../../src/transport/sep2/discover-sep2.js';
import { createSep2Client } from '../../src/transport/sep2/sep2-client.js';
import { device, root, serverFiles } from '../peers/utility/lab.js';
import { makeTemporaryFolder } from './temporary-folder.js';

const service = '_smartenergy._tcp';
const txt = { txtvers: '1', dcap: '/envoy/dcap', path: '/envoy/edev', https: '8443', level: '-S1' };
const clock = systemClock;

/** Duplicate address detection takes a moment; until then an address cannot be bound. */
async function ready(): Promise<void> {
  const has = (name: string) => (networkInterfaces()[name] ?? []).some(({ family }) => family === 'IPv6');
  while (!has('v0') || !has('v1')) await new Promise((resolve) => setTimeout(resolve, 20));
}

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  find: async () => {
    const told = await advertise({
      interface: 'v0',
      service,
      instance: 'lab server',
      subtypes: ['_derp'],
      port: 8443,
      txt,
    });
    const [server, ...more] = await discoverSep2({ interface: 'v1', timeoutMs: 10_000, clock });
    assert.equal(more.length, 0);
    assert.equal(server?.instance, `lab server.${service}.local`);
    assert.equal(server.dcap, '/envoy/dcap');
    assert.equal(server.server.port, 8443);
    assert.equal(server.server.scope, 'v1');
    assert.match(server.server.address, /^fe80::/);
    assert.deepEqual(server.txt, txt);
    const sub = await browse({ interface: 'v1', service, subtype: '_derp', timeoutMs: 10_000, clock });
    assert.equal(sub.length, 1);
    assert.equal((await browse({ interface: 'v1', service, subtype: '_tp', timeoutMs: 300, clock })).length, 0);
    await told.close();
    assert.deepEqual(await discoverSep2({ interface: 'v1', timeoutMs: 300, clock }), []);
  },
  nobody: async () => {
    assert.deepEqual(await discoverSep2({ interface: 'v1', timeoutMs: 300, clock }), []);
  },
  other: async () => {
    const plain = await advertise({ interface: 'v0', service, instance: 'plain', port: 80, txt: { dcap: '/dcap' } });
    const printer = await advertise({ interface: 'v0', service: '_ipp._tcp', instance: 'printer', port: 631, txt: {} });
    assert.deepEqual(await discoverSep2({ interface: 'v1', timeoutMs: 700, clock }), []);
    assert.equal((await browse({ interface: 'v1', service, timeoutMs: 10_000, clock }))[0]?.port, 80);
    await plain.close();
    await printer.close();
  },
  utility: async () => {
    const folder = makeTemporaryFolder();
    const config = { ...serverFiles(folder), listen: { host: '::' }, prefix: '/envoy', advertise: { interface: 'v0' } };
    const utility = await openUtilityServer({ config });
    const [found] = await discoverSep2({ interface: 'v1', timeoutMs: 10_000, clock });
    assert.equal(found?.server.port, utility.ready.port);
    assert.deepEqual(
      [found.dcap, found.txt['https'], found.txt['txtvers']],
      ['/envoy/dcap', String(utility.ready.port), '1'],
    );
    const client = createSep2Client({
      server: found.server,
      profile: 'sep2-tls12-ccm8',
      chain: chainPem(device),
      key: privateKeyPem(device),
      roots: [root],
    });
    assert.equal((await client.request({ method: 'GET', path: found.dcap })).status, 200);
    await client.close();
    await utility.close();
    rmSync(folder, { recursive: true });
  },
  'no-interface': async () => {
    await assert.rejects(browse({ interface: 'v9', service, timeoutMs: 300, clock }), (error) => {
      assert.ok(error instanceof PlumblineError);
      assert.equal(error.code, 'TRANSPORT-007');
      assert.match(error.message, /v0/);
      return true;
    });
  },
};

await ready();
const task = tasks[process.argv[2] ?? ''];
if (task === undefined) throw new Error('no such task');
await task();
console.log('done');
