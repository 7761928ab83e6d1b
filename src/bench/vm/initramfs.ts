import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CpioEntry, cpioArchive, fileMode } from './cpio.js';
import type { KernelFiles } from './kernel-cache.js';

/** What must be there before the root of the machine can be mounted. */
const earlyModules = ['virtio_pci', '9p', '9pnet_virtio', 'virtio_net', 'overlay', 'virtio_rng'] as const;

/** First word of the guest on its console: says that this kernel boots on this accelerator. */
export const initWord = 'PLUMBLINE-INIT';

/** Tags of the two 9p shares. */
export const shareTags = { root: 'plumbline-root', bench: 'plumbline-bench' } as const;

/**
 * Modules with all that they need, in an order in which insmod(8) can load them; paths under the modules' folder.
 * `dependencies` is the text of modules.dep.
 */
export function loadOrder(names: readonly string[], dependencies: string): readonly string[] {
  const needs = new Map<string, readonly string[]>();
  const paths = new Map<string, string>();
  for (const line of dependencies.split('\n')) {
    const [path, rest = ''] = line.split(':');
    if (path === undefined || path === '') continue;
    needs.set(path, rest.split(' ').filter(Boolean));
    paths.set(moduleName(path), path);
  }
  const order: string[] = [];
  const load = (path: string) => {
    if (order.includes(path)) return;
    for (const other of needs.get(path) ?? []) load(other);
    // A module that needs itself by a loop is in by now.
    if (!order.includes(path)) order.push(path);
  };
  for (const name of names) {
    const path = paths.get(moduleName(name));
    // One that is not a module is built in.
    if (path !== undefined) load(path);
  }
  return order;
}

function moduleName(path: string): string {
  return basename(path)
    .replace(/\.ko(\.\w+)?$/, '')
    .replaceAll('-', '_');
}

/**
 * The first file system of the guest. It mounts the host's `/` read-only (9p) under a tmpfs and goes on in
 * `guest-init.sh`, so that all programs of the host run in the guest and nothing of the host can be written.
 */
export function initramfs(kernel: KernelFiles): Buffer {
  const order = loadOrder(earlyModules, readFileSync(join(kernel.modules, 'modules.dep'), 'utf8'));
  const modules = order.map(
    (path, i): CpioEntry => ({
      path: `mods/${String(i).padStart(2, '0')}-${basename(path)}`,
      mode: fileMode.file,
      data: readFileSync(join(kernel.modules, path)),
    }),
  );
  const folders = ['bin', 'mods', 'proc', 'sys', 'dev', 'lower', 'rw', 'new'];
  return cpioArchive([
    ...folders.map((path): CpioEntry => ({ path, mode: fileMode.folder })),
    { path: 'bin/busybox', mode: fileMode.program, data: readFileSync(kernel.busybox) },
    { path: 'init', mode: fileMode.program, data: Buffer.from(init) },
    ...modules,
  ]);
}

const init = `#!/bin/busybox sh
B=/bin/busybox
$B mount -t proc proc /proc; $B mount -t sysfs sys /sys; $B mount -t devtmpfs dev /dev
echo ${initWord} >/dev/console
for m in /mods/*.ko*; do $B insmod $m || echo "plumbline: $m cannot be loaded" >/dev/console; done
fail() { echo "plumbline: $1" >/dev/console; $B poweroff -f; }
$B mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=512000,cache=loose ${shareTags.root} /lower || fail "the host cannot be mounted"
$B mount -t tmpfs -o size=60% rw /rw; $B mkdir /rw/u /rw/w
$B mount -t overlay -o lowerdir=/lower,upperdir=/rw/u,workdir=/rw/w ov /new || fail "no overlay"
$B mount --move /dev /new/dev; $B mount --move /proc /new/proc; $B mount --move /sys /new/sys
for word in $($B cat /new/proc/cmdline); do case $word in plumbline.init=*) next=\${word#plumbline.init=};; esac; done
$B mkdir -p /new\${next%/*}
$B mount -t 9p -o trans=virtio,version=9p2000.L,rw,msize=512000,cache=none ${shareTags.bench} /new\${next%/*} || fail "the bench cannot be mounted"
exec $B switch_root /new /bin/bash $next
`;
