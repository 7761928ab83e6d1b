import type { ErrorEntry } from '../error-entry.js';

export const benchErrors = {
  'BENCH-001': {
    title: 'private namespaces cannot be made',
    cure: 'run as root, or allow unprivileged user namespaces (sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000); plumbline doctor shows which',
    exit: 3,
  },
  'BENCH-002': {
    title: 'a program that the bench needs is missing',
    cure: 'apt-get install iproute2 nftables tcpdump util-linux procps',
    exit: 3,
  },
  'BENCH-003': {
    title: 'the bench file cannot be read',
    cure: 'give the path of a bench file with --bench FILE; suites/bench.embedded.yaml is one that works everywhere',
    exit: 4,
  },
  'BENCH-004': {
    title: 'the bench file is not valid',
    cure: 'mend the line that is named; docs/bench.md explains every field',
    exit: 4,
  },
  'BENCH-005': {
    title: 'the bench file names a driver that does not exist',
    cure: 'use one of the drivers that are listed',
    exit: 4,
  },
  'BENCH-006': {
    title: 'a link or namespace of the bench could not be set up',
    cure: 'run plumbline doctor; it tries each step by itself and says which one this machine refuses',
    exit: 3,
  },
  'BENCH-007': {
    title: 'a process of the bench did not become ready in time',
    cure: 'read its log, the path of which is given',
    exit: 3,
  },
  'BENCH-008': {
    title: 'a process of the bench ended before it was ready',
    cure: 'read its log, the path of which is given',
    exit: 3,
  },
  'BENCH-009': {
    title: 'the bench has no such namespace',
    cure: 'use station, vehicle, utility, plant or wire on the embedded bench; a real bench has none',
    exit: 4,
  },
  'BENCH-010': {
    title: 'the bench does not provide this capability',
    cure: 'give the bench file a driver for it under capabilities, or leave out the cases that need it',
    exit: 3,
  },
  'BENCH-011': {
    title: 'the bench is broken since an earlier failure',
    cure: 'mend the first cause that is named; what failed after it is a consequence',
    exit: 3,
  },
  'BENCH-012': {
    title: 'an interface of the bench does not exist or is down',
    cure: 'correct its name in the bench file, plug it in, or set it up with ip link set dev NAME up',
    exit: 3,
  },
  'BENCH-013': {
    title: 'this damage cannot be set on this link',
    cure: 'ask for what the bench can do; docs/bench.md lists what needs the link relay (npm package cap) or a kernel module',
    exit: 3,
  },
  'BENCH-014': {
    title: 'no bench is up',
    cure: 'plumbline bench up',
    exit: 3,
  },
  'BENCH-015': {
    title: 'a bench is already up',
    cure: 'plumbline bench down first, or use it with plumbline bench exec',
    exit: 3,
  },
  'BENCH-016': {
    title: 'the state file of the bench cannot be used',
    cure: 'bring the bench down and up again: plumbline bench down; plumbline bench up',
    exit: 3,
  },
  'BENCH-017': {
    title: 'a simulated device of the bench did not do what it was told',
    cure: 'read the log of the device in the logs folder of the bench',
    exit: 3,
  },
  'BENCH-018': {
    title: 'the bench owner refused or did not answer a request',
    cure: 'read the detail; when the owner is gone, the run that brought the bench up has ended',
    exit: 3,
  },
  'BENCH-019': {
    title: 'the machine or the bench is not ready',
    cure: 'follow the cures of the rows that are marked',
    exit: 3,
  },
  'BENCH-020': {
    title: 'the simulated plant has no such fault',
    cure: 'use one of the names that are listed; docs/inverter.md explains each',
    exit: 4,
  },
  'BENCH-021': {
    title: 'a fault of the simulated plant cannot be set like this',
    cure: 'write NAME or NAME:parameter=value,parameter=value with values in their range; docs/inverter.md lists them',
    exit: 4,
  },
  'BENCH-022': {
    title: 'the inverter cannot do what was asked',
    cure: 'read the detail; on a real inverter some settings need a person: use the driver operator for inverter-control',
    exit: 3,
  },
  'BENCH-023': {
    title: 'the device is not what the bench file says',
    cure: 'check host, port, unit and base of the driver in the bench file; the detail says what answered',
    exit: 3,
  },
  'BENCH-024': {
    title: 'the simulated power line has no such fault or station',
    cure: 'docs/plc.md lists the faults and their parameters; stations are counted from 0',
    exit: 4,
  },
  'BENCH-025': {
    title: 'the node cannot be reached over ssh',
    cure: 'check host and port of host-shell in the bench file, and that sshd runs on the node: ssh -v HOST by hand says more',
    exit: 3,
  },
  'BENCH-026': {
    title: 'the host key of the node is not known',
    cure: 'compare the fingerprint on the node itself, then add the key to the file of known hosts; docs/bench.md tells how',
    exit: 3,
  },
  'BENCH-027': {
    title: 'the node shows another host key than the known one',
    cure: 'find out why before anything else; docs/bench.md tells how the key is replaced',
    exit: 3,
  },
  'BENCH-028': {
    title: 'the node refused the user or the key',
    cure: 'put the public key into ~/.ssh/authorized_keys of the user on the node',
    exit: 3,
  },
  'BENCH-029': {
    title: 'the connection to the node was lost while a command ran',
    cure: 'look at the node: did it restart, did its link go down? The next command connects again by itself',
    exit: 3,
  },
  'BENCH-030': {
    title: 'the mesh VM cannot be made on this machine',
    cure: 'apt-get install qemu-system-x86 iw batctl iproute2; the kernel is downloaded by apt-get from a Debian archive (docs/mesh.md), on a machine without one copy ~/.cache/plumbline/mesh-vm from another',
    exit: 3,
  },
  'BENCH-031': {
    title: 'the mesh VM did not come up',
    cure: 'read its console, the path of which is given; docs/mesh.md tells what each stage prints',
    exit: 3,
  },
  'BENCH-032': {
    title: 'the proxy script cannot be read',
    cure: 'give the path of a script with --script FILE; docs/proxy.md has one that works',
    exit: 4,
  },
  'BENCH-033': {
    title: 'the proxy script is not valid',
    cure: 'mend the line that is named; docs/proxy.md explains every field',
    exit: 4,
  },
  'BENCH-034': {
    title: 'the proxy has no such command, or nothing waits for it',
    cure: 'use one of the commands that are listed; docs/proxy.md explains them',
    exit: 4,
  },
  'BENCH-035': {
    title: 'the proxy cannot stand between vehicle and station like this',
    cure: 'give it two interfaces, or one and the address of the station; docs/proxy.md shows the wiring',
    exit: 4,
  },
} as const satisfies Record<`BENCH-${number}`, ErrorEntry>;
