import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.js';
import { SshShell } from '../../src/bench/drivers/ssh/ssh-shell.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { measureReapply, measureReboot } from '../../src/probes/host/idempotence.js';
import { systemState } from '../../src/probes/host/system-state.js';
import { missing } from '../support/find-program.js';
import { type SshNode, sshdProgram, startSshNode } from '../support/ssh-node.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const skip =
  missing('ssh', 'ssh-keygen', 'nft') ||
  (sshdProgram() === undefined ? 'NOT TESTED: sshd not installed (apt-get install openssh-server)' : false);

const mesh = [
  ['ip', 'link', 'add', 'mesh0', 'type', 'veth', 'peer', 'name', 'mesh1'],
  ['ip', 'link', 'set', 'mesh1', 'addrgenmode', 'none', 'up'],
  ['ip', 'link', 'set', 'mesh0', 'addrgenmode', 'none', 'mtu', '1500', 'up'],
  ['ip', 'address', 'add', 'fe80::1/64', 'dev', 'mesh0', 'nodad'],
] as const;
const route = ['ip', '-6', 'route', 'add', 'ff02::/64', 'dev', 'mesh0'];
const rules = 'add table inet v2g; add chain inet v2g input { type filter hook input priority 0; policy accept; }';
const rule = 'add rule inet v2g input iifname "mesh0" tcp dport 15118 counter accept';
const whole = [...mesh, route, ['nft', rules], ['nft', rule]];
/** A node that forgets its route and a rule, has another MTU and an address too many. */
const forgetful = [
  ...mesh,
  ['nft', rules],
  ['ip', 'link', 'set', 'mesh0', 'mtu', '1400'],
  ['ip', 'address', 'add', 'fe80::99/64', 'dev', 'mesh0', 'nodad'],
];

describe('a node that boots again, through the driver ssh', { skip }, () => {
  let node: SshNode;
  let shell: SshShell;
  let folder: string;
  before(async () => {
    node = await startSshNode('node', (boot) => (boot < 3 ? whole : forgetful));
    folder = join(node.folder, 'etc');
    mkdirSync(folder);
    writeFileSync(join(folder, 'secc.key'), 'key\n', { mode: 0o600 });
    shell = new SshShell(node.options, (argv) => argv, systemClock);
  });
  afterEach(() => assert.equal(existsSync(folder), true));
  after(async () => {
    await shell?.close();
    await node?.stop();
  });
  const run = (...[argv, options]: Parameters<SshShell['run']>) => shell.run(argv, options);
  const state = () => systemState(run, { folders: [folder] });
  const common = { state, evidence: [], now: () => '2026-01-01T00:00:00Z' };
  const reboot = () =>
    measureReboot({
      ...common,
      bootId: async () => (await run(['cat', node.file('boot_id')])).stdout.trim() || undefined,
      reboot: node.reboot,
      pause: (ms) => sleep(ms / 20),
      timeoutMs: 60_000,
    });

  it('the state is read over ssh, with everything that must survive', async () => {
    const text = await state();
    assert.ok(typeof text === 'string', JSON.stringify(text));
    for (const line of [
      /^address mesh0 fe80::1\/64/m,
      /^link mesh0 mtu 1500$/m,
      /^route ff02::\/64 dev mesh0/m,
      /^nft .*tcp dport 15118 counter accept/m,
      /^file 600 \S+ [0-9a-f]{64} .*secc\.key$/m,
    ])
      assert.match(text, line);
    assert.equal(await state(), text, 'two looks at the same node differ');
  });

  it('one that comes back as it was', async () => {
    const measured = await reboot();
    assert.deepEqual([measured.value, measured.caveats], [true, []], JSON.stringify(measured));
    assert.equal(readFileSync(node.file('boot_id'), 'utf8'), 'boot-2\n');
  });

  it('configuration applied twice, through the driver: right, and with a script that appends', async () => {
    const apply = (script: string) => async () => {
      const done = await run(['sh', '-c', script, 'sh', folder]);
      assert.equal(done.code, 0, done.stderr);
    };
    const good = 'echo mode=ac > "$1/gateway.yaml"; ip -6 route replace ff02::/64 dev mesh0';
    const right = await measureReapply({ ...common, restart: node.reboot, apply: apply(good) });
    assert.deepEqual([right.value, right.caveats], [true, []]);
    const appends = 'echo mode=ac >> "$1/gateway.yaml"; nft add rule inet v2g input udp dport 15118 accept';
    const wrong = await measureReapply({ ...common, restart: node.reboot, apply: apply(appends) });
    assert.equal(wrong.value, false);
    assert.match(wrong.caveats?.join('\n') ?? '', /^- file 644 \S+ [0-9a-f]{64} .*gateway\.yaml$/m);
    assert.match(wrong.caveats?.join('\n') ?? '', /^\+ nft .*udp dport 15118 accept/m);
  });

  it('one that forgets: each difference by its name', async () => {
    chmodSync(join(folder, 'secc.key'), 0o600);
    const measured = await reboot();
    assert.equal(measured.value, false);
    const told = measured.caveats?.join('\n') ?? '';
    for (const line of [
      /^- route ff02::\/64 dev mesh0/m,
      /^- nft .*tcp dport 15118 counter accept/m,
      /^- link mesh0 mtu 1500$/m,
      /^\+ link mesh0 mtu 1400$/m,
      /^\+ address mesh0 fe80::99\/64/m,
    ])
      assert.match(told, line);
  });
});
