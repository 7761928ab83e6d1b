import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { plumbline } from '../../src/bench/drivers/gateway-program.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { mustRun, runCommand } from '../../src/bench/process/run-command.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';
import { missing } from '../support/find-program.js';
import { type SshNode, sshdProgram, startSshNode } from '../support/ssh-node.js';

// The site suite as on a real bench: interfaces of "this machine", and a gateway node that is reached over ssh alone.
if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const skip =
  missing('ssh', 'ssh-keygen', 'nft') ||
  (sshdProgram() === undefined ? 'NOT TESTED: sshd not installed (apt-get install openssh-server)' : false);

const rules = `table inet station { chain input { type filter hook input priority filter; policy drop;
  iifname { "lo", "ssh0" } accept
  ct state established,related accept
  icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
  iifname "mesh0" udp dport 15118 accept
  iifname "mesh0" tcp dport { 15118, 49152-65535 } accept
  counter
}
}`;

/** A service manager of three words: start (resolves when the gateway is ready), stop, status. */
const service = (folder: string) => `cd '${folder}' || exit 1
case $1 in
start) setsid ${plumbline()
  .map((word) => `'${word}'`)
  .join(' ')} gateway --config gateway.yaml > gateway.log 2>&1 < /dev/null &
  echo $! > pid
  until grep -q '"event":"ready"' gateway.log; do kill -0 "$(cat pid)" || { cat gateway.log >&2; exit 1; }; sleep 0.1; done;;
stop) kill "$(cat pid)" && while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.1; done; rm -f pid;;
status) [ -e pid ] && kill -0 "$(cat pid)" 2>/dev/null;;
esac`;

const cases = ['SITE_Host_001', 'SITE_Rights_001', 'SITE_Clock_001', 'SITE_Firewall_001'];

describe('the site suite on a gateway node that is reached over ssh', { skip }, () => {
  const reports = mkdtempSync(join(tmpdir(), 'plumbline-ssh-site-'));
  let node: SshNode;
  before(async () => {
    node = await startSshNode('node', () => [
      // Process 1 of the private namespaces lives where the harness does.
      ['ip', 'link', 'add', 'name', 'mesh0', 'type', 'veth', 'peer', 'name', 'mesh0', 'netns', '1'],
      ['ip', 'link', 'set', 'dev', 'mesh0', 'addrgenmode', 'none', 'up'],
      ['ip', 'address', 'add', 'fe80::1/64', 'dev', 'mesh0', 'nodad'],
      ['ip', '-6', 'route', 'add', 'ff02::/64', 'dev', 'mesh0'],
      ['nft', rules],
    ]);
    await mustRun(['ip', 'link', 'set', 'dev', 'mesh0', 'addrgenmode', 'none', 'up']);
    await mustRun(['ip', 'address', 'add', 'fe80::2/64', 'dev', 'mesh0', 'nodad']);
    await mustRun(['ip', '-6', 'route', 'add', 'ff02::/64', 'dev', 'mesh0']);
    mkdirSync(node.file('gateway'));
    await writeLabPki(await mintLabPki(), node.file('pki'));
    const config = readFileSync(join(projectRoot(), 'suites', 'gateway.ac.yaml'), 'utf8');
    writeFileSync(node.file('gateway.yaml'), config.replaceAll('@BENCH_FOLDER@', node.folder));
    writeFileSync(node.file('service.sh'), service(node.folder));
    const { host, user, port, identity, knownHosts } = node.options;
    writeFileSync(
      node.file('bench.yaml'),
      [
        'name: bay over ssh',
        'driver: local-interfaces',
        'interfaces:',
        '  mesh: { device: mesh0, peer: fe80::1 }',
        'item:',
        '  model: node',
        `  certificates: "${node.file('pki')}/secc.chain.pem, ${node.file('pki')}/secc.key.pem"`,
        'capabilities:',
        `  host-shell: { driver: ssh, host: ${host}, user: ${user}, port: ${port}, identity: ${identity}, known_hosts: ${knownHosts} }`,
        '  operator: { driver: nobody }',
        '  gateway:',
        '    driver: shell-commands',
        ...['start', 'stop', 'status'].map((word) => `    ${word}: [sh, ${node.file('service.sh')}, ${word}]`),
      ].join('\n'),
    );
  });
  after(async () => {
    await node?.stop();
    rmSync(reports, { recursive: true });
  });

  it('the cases of the host come to their verdicts, by what the node says over ssh', async () => {
    const argv = [...plumbline(), 'run', '--project', 'site', '--grep', `(${cases.join('|')})`];
    const done = await runCommand([...argv, '--bench', node.file('bench.yaml'), '--reports', reports, '--quiet'], {
      timeoutMs: 150_000,
    });
    assert.ok(done.code <= 2, `exit code ${done.code}: ${done.stderr}${done.stdout}`);
    const folder = readdirSync(reports).find((name) => name !== 'latest')!;
    const events = readFileSync(join(reports, folder, 'events.jsonl'), 'utf8');
    const results = readFileSync(join(reports, folder, 'results.json'), 'utf8');
    for (const id of cases) assert.match(results, new RegExp(id));
    const measured = (id: string) =>
      events
        .split('\n')
        .filter((line) => line.includes(`"${id}"`))
        .join('\n');
    // The rules are those of the node's namespace, and the kernel the one that answered over ssh.
    assert.match(measured('firewall-as-required'), /"value":true/);
    assert.match(measured('mesh-link-local'), /"value":true/);
    assert.match(measured('private-key-modes'), /"value":true/);
    assert.match(measured('host-kernel'), /"value":"\d+\.\d+/);
    assert.match(measured('host-rights'), /"needs"/);
    assert.match(events, /"driver":"ssh"/);
    assert.doesNotMatch(events, /BENCH-02[5-9]/);
    // One connection a process of the run, and none of them left.
    assert.equal((await runCommand(['pgrep', '-f', `^ssh .*${node.options.host}`])).code, 1);
  });
});
