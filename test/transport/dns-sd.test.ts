import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

// Multicast needs an interface that carries it: the child makes one in namespaces of its own.
const child = fileURLToPath(new URL('../support/dns-sd-child.js', import.meta.url));

function inNamespaces(task: string) {
  const script = `ip link add v0 type veth peer name v1 && ip link set lo up && ip link set v0 up && ip link set v1 up && exec "$0" "$1" "$2"`;
  return spawnSync('unshare', ['-Urnm', 'sh', '-c', script, process.execPath, child, task], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
    timeout: 120_000,
  });
}

const probe = spawnSync('unshare', ['-Urnm', 'true']);
const skip = probe.status === 0 ? false : 'SKIPPED: no namespaces of one own here, DNS-SD is not tested';
if (skip !== false) console.error(skip);

for (const [task, what] of [
  ['find', 'a server is found with port, path, address and zone; by subtype too; gone after its good-bye'],
  ['utility', 'the utility server tells of itself, and is reached at its link-local address'],
  ['nobody', 'nobody answers: an empty list after the time limit'],
  ['other', 'who offers plain HTTP alone, or another service, is left out'],
  ['no-interface', 'an interface that is not there is an error that names those that are'],
] as const) {
  test(`DNS-SD: ${what}`, { skip }, () => {
    const { status, stdout, stderr } = inNamespaces(task);
    assert.equal(status, 0, stderr + stdout);
    assert.match(stdout, /^done$/m);
  });
}
