import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../../base/errors.js';
import type { BenchInterface } from '../capabilities/bench-interface.js';
import { runCommand } from '../process/run-command.js';
import type { Task } from '../tasks.js';
import { inGuest } from './guest-command.js';
import { agentAddress } from './guest-init.js';
import { type KernelFiles, kernelFiles } from './kernel-cache.js';
import {
  batmanAddress,
  batmanDevice,
  batmanInterface,
  batmanLinkLocal,
  defaultMesh,
  meshAddress,
  meshInterface,
  meshMac,
  nodeScript,
  radioScript,
  vmNodes,
} from './mesh-nodes.js';
import { type RunningVm, startVm } from './qemu.js';
import { openVehiclePort, vehiclePort } from './vehicle-port.js';
import type { VmConfig } from './vm-config.js';

const agent = fileURLToPath(new URL('./agent-main.js', import.meta.url));
const defaultMemoryMb = 1024;
const patienceMs = 120_000;
const defaultPacketsPerSecond = 50;

/** Boot of the VM and of its mesh as tasks with their teardown. Must run inside private namespaces. */
export function vmTasks(
  folder: string,
  config: VmConfig,
  { writable, onStep }: { readonly writable: readonly string[]; readonly onStep: (text: string) => void },
): readonly Task[] {
  let kernel: KernelFiles | undefined;
  let vm: RunningVm | undefined;
  return [
    {
      title: 'kernel',
      setUp: async () => {
        kernel = await kernelFiles(onStep);
      },
    },
    {
      title: 'virtual machine',
      setUp: async () => {
        vm = await startVm({
          kernel: kernel!,
          folder,
          agent: [process.execPath, agent, agentAddress.guest, String(agentAddress.port)],
          memoryMb: config.memory_mb ?? defaultMemoryMb,
          cpus: config.cpus ?? 2,
          writable,
          onStep,
        });
      },
      // There is nothing in it to be saved.
      tearDown: async () => {
        await vm?.process.kill();
      },
    },
    { title: 'radios', setUp: () => script('guest', radioScript(defaultMesh)) },
    {
      title: 'mesh',
      setUp: async () => {
        await Promise.all(vmNodes.map((node) => script(node.name, nodeScript(node, defaultMesh))));
      },
    },
    { title: 'mesh is peered', setUp: () => waitForPeers() },
    { title: 'vehicle reaches the station', setUp: () => openVehiclePort() },
  ];
}

async function script(node: string, text: string): Promise<void> {
  const result = await runCommand(inGuest(node, ['bash']), { input: text, timeoutMs: patienceMs });
  if (result.code === 0) return;
  const said = result.stderr.trim().split('\n').at(-1) || `exit code ${result.code}`;
  throw new PlumblineError('BENCH-031', { place: node, detail: said });
}

/**
 * Each node has a way to each other one. One command a node: under emulation each costs a second, and looking without a
 * pause would take the processor from what is waited for.
 */
async function waitForPeers(): Promise<void> {
  const others = vmNodes.length - 1;
  const wait = `for i in $(seq 1 200); do
    [ $(iw dev ${meshInterface} station dump | grep -c 'plink:.ESTAB') -ge ${others} ] &&
    [ $(batctl meshif ${batmanInterface} o -H | grep -c '^ \\*') -ge ${others} ] && exit 0
    sleep 0.5
  done
  exit 1`;
  const results = await Promise.all(
    vmNodes.map((node) => runCommand(inGuest(node.name, ['bash', '-c', wait]), { timeoutMs: patienceMs })),
  );
  const lonely = vmNodes.find((_, i) => results[i]?.code !== 0);
  if (lonely === undefined) return;
  throw new PlumblineError('BENCH-031', { place: lonely.name, detail: 'did not peer with the other nodes' });
}

/**
 * Where the harness is plugged in (`mesh`), and both layers of the mesh as the vehicle node sees them (`radio`, `batman`),
 * for probes that run on the node itself.
 */
export function vmInterfaces(config: VmConfig): Readonly<Record<string, BenchInterface>> {
  const station = vmNodes[0]!;
  const vehicle = vmNodes[1]!;
  const packetsPerSecond = config.packets_per_second ?? defaultPacketsPerSecond;
  const common = { namespace: undefined, peerNamespace: station.name, packetsPerSecond };
  const through = inGuest(vehicle.name, []);
  return {
    mesh: {
      ...common,
      role: 'mesh',
      name: vehiclePort.device,
      address: vehiclePort.address,
      mac: vehiclePort.mac,
      peerAddress: batmanLinkLocal(station),
    },
    radio: {
      ...common,
      role: 'radio',
      name: meshInterface,
      address: meshAddress(vehicle),
      mac: meshMac(vehicle),
      peerAddress: meshAddress(station),
      through,
    },
    batman: {
      ...common,
      role: 'batman',
      name: batmanDevice(vehicle),
      address: batmanAddress(vehicle),
      mac: meshMac(vehicle),
      peerAddress: batmanAddress(station),
      through,
    },
  };
}
