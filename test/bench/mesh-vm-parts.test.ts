import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { loadBenchFile } from '../../src/bench/file/load-bench-file.js';
import { meshVmBenchFile } from '../../src/bench/open-bench.js';
import { placeCommand } from '../../src/bench/place-command.js';
import { type FrameKind, FrameReader, frame } from '../../src/bench/vm/agent-frames.js';
import { cpioArchive, fileMode } from '../../src/bench/vm/cpio.js';
import { loadOrder } from '../../src/bench/vm/initramfs.js';
import { defaultMesh, nodeScript, radioScript, vmNodes } from '../../src/bench/vm/mesh-nodes.js';
import { failureTime } from '../../src/bench/vm/vm-mesh-control.js';
import { vmInterfaces } from '../../src/bench/vm/vm-tasks.js';

test('the initramfs is what the kernel reads: newc, every part at a multiple of four bytes', () => {
  const archive = cpioArchive([
    { path: 'bin', mode: fileMode.folder },
    { path: 'init', mode: fileMode.program, data: Buffer.from('#!/bin/sh\n') },
  ]);
  assert.equal(archive.length % 4, 0);
  assert.equal(archive.subarray(0, 6).toString(), '070701');
  const at = archive.indexOf('init\0');
  const head = archive.subarray(at - 110, at).toString();
  assert.equal(Number.parseInt(head.slice(14, 22), 16), 0o100755);
  assert.equal(Number.parseInt(head.slice(54, 62), 16), 10);
  // 110 bytes of head and 5 of name are padded to 116.
  assert.equal(archive.subarray(at + 6, at + 16).toString(), '#!/bin/sh\n');
  assert.ok(archive.includes('TRAILER!!!\0'));
});

test('modules are loaded after what they need, each once; one that is built in is left out', () => {
  const dependencies = [
    'kernel/fs/9p/9p.ko: kernel/net/9p/9pnet.ko kernel/fs/netfs/netfs.ko',
    'kernel/net/9p/9pnet_virtio.ko: kernel/net/9p/9pnet.ko kernel/drivers/virtio/virtio_ring.ko.xz',
    'kernel/net/9p/9pnet.ko:',
    'kernel/fs/netfs/netfs.ko:',
    'kernel/drivers/virtio/virtio_ring.ko.xz:',
    'kernel/net/batman-adv/batman-adv.ko: kernel/net/9p/9pnet.ko',
    '',
  ].join('\n');
  assert.deepEqual(loadOrder(['9p', '9pnet_virtio', 'overlay', 'batman_adv'], dependencies), [
    'kernel/net/9p/9pnet.ko',
    'kernel/fs/netfs/netfs.ko',
    'kernel/fs/9p/9p.ko',
    'kernel/drivers/virtio/virtio_ring.ko.xz',
    'kernel/net/9p/9pnet_virtio.ko',
    'kernel/net/batman-adv/batman-adv.ko',
  ]);
});

test('frames come out whole however the stream was cut', () => {
  const bytes = Buffer.concat([frame('stdout', 'hello'), frame('stdin-end'), frame('exit', '{"code":0}')]);
  for (let size = 1; size <= bytes.length; size++) {
    const seen: (readonly [FrameKind, string])[] = [];
    const reader = new FrameReader((kind, body) => seen.push([kind, body.toString()]));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    assert.deepEqual(seen, [
      ['stdout', 'hello'],
      ['stdin-end', ''],
      ['exit', '{"code":0}'],
    ]);
  }
});

test('scripts of the nodes are scripts: the shell reads them', () => {
  for (const script of [radioScript(defaultMesh), ...vmNodes.map((node) => nodeScript(node, defaultMesh))]) {
    assert.equal(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr, '');
  }
});

test('the bench file of the mesh VM is valid; a place that it has not is refused by name', () => {
  assert.equal(loadBenchFile(meshVmBenchFile()).config.driver, 'vm');
  assert.throws(() => placeCommand('vm', 'plant', ['true']), { code: 'BENCH-009', detail: /relay/ });
  assert.deepEqual(placeCommand('vm', 'relay', ['true']).slice(-5), ['ip', 'netns', 'exec', 'relay', 'true']);
});

test('when a node fell silent lies between two readings that are cut off at hundredths', () => {
  assert.deepEqual(failureTime('71.23 71.25\n'), { atNs: 71_245_000_000n, halfWidthNs: 15_000_000n });
  assert.deepEqual(failureTime('5.00 5.00'), { atNs: 5_005_000_000n, halfWidthNs: 5_000_000n });
});

test('the harness is plugged into the vehicle node; its own path for probes is between the radios', () => {
  const { mesh, radio, batman } = vmInterfaces({ packets_per_second: 200 });
  assert.deepEqual([mesh?.name, mesh?.through, mesh?.peerAddress], ['mesh0', undefined, 'fe80::118:1']);
  assert.ok(radio?.through !== undefined && batman?.through !== undefined);
  assert.deepEqual([mesh?.packetsPerSecond, radio?.packetsPerSecond], [200, 200]);
  assert.equal(vmInterfaces({})['radio']?.packetsPerSecond, 50);
});
