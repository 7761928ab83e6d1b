import assert from 'node:assert/strict';
import type { Inspect } from '../../../src/probes/host/host-text.js';
import { keyFiles } from '../../../src/probes/host/key-files.js';
import { lowpanFacts, lowpanMeasurement } from '../../../src/probes/host/lowpan.js';
import { tpmFacts } from '../../../src/probes/host/tpm.js';
import { vm, vmTest } from '../mesh-vm.js';

vmTest('IEEE 802.15.4: up, IPv6 on top, the other node answers, large packets go in fragments', async (t) => {
  const installed = await vm.mesh.run('guest', ['sh', '-c', 'command -v iwpan']);
  if (installed.code !== 0) return t.skip('NOT CHECKED: iwpan is not installed (apt-get install wpan-tools)');
  const run: Inspect = (argv, options) => vm.mesh.run('station', argv, options);
  const judged = async () => {
    const facts = await lowpanFacts(run);
    return { facts, measured: lowpanMeasurement(facts, { node: 'station', evidence: [], takenAt: '' }) };
  };
  const { facts, measured } = await judged();
  assert.deepEqual(facts.findings, []);
  assert.deepEqual(
    facts.radios.map(({ name, panId, shortAddress }) => ({ name, panId, shortAddress })),
    [{ name: 'wpan0', panId: 0xbeef, shortAddress: 1 }],
  );
  assert.deepEqual(facts.adapters, { lowpan0: true });
  assert.equal(measured.value, true);
  for (const bytes of ['56', '600']) {
    // A frame of the radio holds 127 bytes: the larger one goes in fragments.
    const ping = ['ping', '-6', '-c', '3', '-i', '0.5', '-s', bytes, 'fe80::bcef:ff:fe00:2%lowpan0'];
    const asked = await run(ping, { timeoutMs: 60_000 });
    t.diagnostic(`${bytes} bytes: ${asked.stdout.trim().split('\n').slice(-2).join('; ')}`);
    assert.match(asked.stdout, /3 received/);
  }
  await run(['ip', 'link', 'set', 'lowpan0', 'down']);
  assert.equal((await judged()).measured.value, false, 'its interface is down');
  await run(['ip', 'link', 'set', 'lowpan0', 'up']);
});

vmTest('the host has a TPM 2.0, and a key that lies in it signs there', async (t) => {
  const run: Inspect = (argv, options) => vm.mesh.run('station', argv, options);
  const installed = await run(['sh', '-c', 'command -v swtpm && ls /usr/lib/*/ossl-modules/tpm2.so']);
  if (installed.code !== 0) return t.skip('NOT CHECKED: swtpm or tpm2-openssl is not installed');
  const made = await run([
    'sh',
    '-c',
    'mkdir -p /root/tpm && openssl genpkey -provider tpm2 -provider default -algorithm EC -pkeyopt group:P-256 -out /root/tpm/key.pem',
  ]);
  assert.equal(made.code, 0, made.stderr);
  const facts = await tpmFacts({ run, keys: await keyFiles(run, ['/root/tpm']) });
  t.diagnostic(JSON.stringify(facts));
  assert.ok(facts.devices.includes('/dev/tpmrm0'));
  assert.deepEqual(
    facts.keys.map(({ path, signs }) => ({ path, signs })),
    [{ path: '/root/tpm/key.pem', signs: true }],
  );
});
