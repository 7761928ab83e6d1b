import type { KernelFiles } from './kernel-cache.js';
import { vehicleWire } from './mesh-nodes.js';

/** Where the guest's agent listens, inside the guest and on the loopback of the bench's own network namespace. */
export const agentAddress = { guest: '10.0.2.15', host: '127.0.0.1', port: 7000 } as const;

export const writableTag = (index: number) => `plumbline-write-${index}`;

/**
 * Process 1 of the guest: mounts, modules on demand, and the agent. `agent` is the command of the agent, `writable` the
 * folders of the host that the guest may write to.
 */
export function guestInit(kernel: KernelFiles, agent: readonly string[], writable: readonly string[]): string {
  const shares = writable.map(
    (path, i) =>
      `mkdir -p ${quote(path)}; mount -t 9p -o trans=virtio,version=9p2000.L,rw,msize=512000,cache=none ${writableTag(i)} ${quote(path)}`,
  );
  return `#!/bin/bash
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
mkdir -p /run/netns /run/lock /run/plumbline
mkdir -p /dev/pts /dev/shm; mount -t devpts devpts /dev/pts; mount -t tmpfs shm /dev/shm
${shares.join('\n')}
mount -t debugfs debugfs /sys/kernel/debug
mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null
# The kernel asks this program for modules that it finds missing.
mkdir -p /usr/lib/modules/${kernel.release} /lib/modules/${kernel.release} 2>/dev/null
mount --bind '${kernel.modules}' /lib/modules/${kernel.release}
printf '#!/bin/sh\\nexec %s modprobe "$@"\\n' '${kernel.busybox}' > /run/plumbline/modprobe; chmod 755 /run/plumbline/modprobe
echo /run/plumbline/modprobe > /proc/sys/kernel/modprobe
hostname mesh-vm
# A program that is emulated reads late: its sockets need room for what comes meanwhile (rmem_max is 208 KiB, 250 probes).
echo 8388608 > /proc/sys/net/core/rmem_max
ip link set lo up
for d in /sys/class/net/*; do
  [ -e $d/device ] && [ "$(cat $d/address)" != ${vehicleWire.mac} ] && N=\${d##*/}
done
ip link set $N up; ip addr add ${agentAddress.guest}/24 dev $N; ip route add default via 10.0.2.2
echo "PLUMBLINE-GUEST $(cut -d' ' -f1 /proc/uptime)" > /dev/console
${agent.map(quote).join(' ')} > /dev/console 2>&1 &
while :; do wait -n 2>/dev/null || sleep 1; done
`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
