import { PlumblineError } from '../../base/errors.js';
import { mustRun, runCommand } from '../process/run-command.js';
import { batmanLinkLocal, vehicleWire, vmNodes } from './mesh-nodes.js';

/**
 * The harness' end of the wire into the vehicle node: a tap device in the bench's own network namespace, which QEMU makes
 * and which goes with it. The harness is a vehicle that is plugged into a mesh node; the mesh is between it and the
 * station.
 */
export const vehiclePort = { device: 'mesh0', address: 'fe80::ca:1', mac: '02:ca:00:00:00:01' } as const;

const patienceNs = 60_000_000_000n;

/** Arguments of QEMU. Without offloads: a capture at the tap shows frames as they are on the wire, with their checksums. */
export function vehiclePortArguments(): readonly string[] {
  const off = 'csum=off,gso=off,guest_csum=off,guest_tso4=off,guest_tso6=off,guest_ecn=off,guest_ufo=off,mrg_rxbuf=off';
  return [
    ...['-netdev', `tap,id=n1,ifname=${vehiclePort.device},script=no,downscript=no`],
    ...['-device', `virtio-net-pci,netdev=n1,mac=${vehicleWire.mac},romfile=,${off}`],
  ];
}

/** Gives the tap its address, and waits until the station answers through the mesh. @throws PlumblineError BENCH-006, BENCH-031 */
export async function openVehiclePort(): Promise<void> {
  const { device, address, mac } = vehiclePort;
  await mustRun(
    ['ip', '-batch', '-'],
    [
      `link set dev ${device} address ${mac} addrgenmode none gso_max_segs 1 gso_max_size 1514`,
      `address add ${address}/64 dev ${device} nodad`,
      `link set dev ${device} up`,
      `route add ff02::/64 dev ${device}`,
    ].join('\n'),
  );
  const station = `${batmanLinkLocal(vmNodes[0]!)}%${device}`;
  // One request after another: ping itself gives up at the first "address unreachable", which comes until the table of
  // clients of batman-adv has gone round.
  const end = process.hrtime.bigint() + patienceNs;
  while (process.hrtime.bigint() < end) {
    const asked = await runCommand(['ping', '-6', '-q', '-c', '1', '-W', '1', station]);
    if (asked.code === 0) return;
  }
  throw new PlumblineError('BENCH-031', {
    place: device,
    detail: `the station (${station}) does not answer over the mesh`,
  });
}
