import { PlumblineError } from '../../base/errors.js';
import type { CommandResult } from '../capabilities/host-shell.js';
import type { LinkDamage } from '../capabilities/loss-control.js';
import type { FailureTime, MeshControl } from '../capabilities/mesh-control.js';
import { runCommand } from '../process/run-command.js';
import { inGuest } from './guest-command.js';
import { defaultMesh, meshInterface, nodeScript, radioName, type VmNode, vmNodes } from './mesh-nodes.js';

const patienceMs = 60_000;
/** As mac80211_hwsim has it, dBm; a frame arrives with this and the transmit power. */
const plainSignalDbm = -50;
const everybody = 1;
const uptimeStepNs = 10_000_000n;

/** Driver `vm-mesh`: acts by commands in the guest and keeps no state of its own, so every process may use it. */
export class VmMeshControl implements MeshControl {
  readonly driver = 'vm-mesh';
  readonly description = 'simulated radios (mac80211_hwsim) in the mesh VM';
  readonly nodes = vmNodes.map((node) => node.name);

  run(
    node: string,
    argv: readonly string[],
    options: { readonly timeoutMs?: number; readonly input?: string } = {},
  ): Promise<CommandResult> {
    return runCommand(inGuest(node, argv), { timeoutMs: patienceMs, ...options });
  }

  async setSignal(node: string, dbm: number): Promise<void> {
    const name = radioName(find(node));
    // Signal = rx_rssi + transmit power; the kernel takes the two's complement in hexadecimal only.
    await this.#guest(`
      power=$(ip netns exec ${node} iw dev ${meshInterface} info | awk '/txpower/ { printf "%d", $2 }')
      printf '0x%x' $(( ${Math.round(dbm)} - power )) > ${debugFolder(name)}/rx_rssi`);
  }

  async setGroup(node: string, mask: number): Promise<void> {
    await this.#guest(`
      echo ${mask} > ${groupFile(node)}
      echo ${mask} > ${debugFolder(radioName(find(node)))}/group`);
  }

  async damage(node: string, { loss = 0, delayMs = 0, jitterMs = 0, rateBps, burst = 1 }: LinkDamage): Promise<void> {
    find(node);
    if (burst > 1) throw new PlumblineError('BENCH-013', { place: node, detail: 'losses in bursts' });
    const words = [
      // Room for what waits: a full queue would lose frames that nobody asked to be lost.
      'limit 100000',
      ...(delayMs > 0 ? [`delay ${delayMs}ms ${jitterMs}ms`] : []),
      ...(loss > 0 ? [`loss ${loss * 100}%`] : []),
      ...(rateBps === undefined ? [] : [`rate ${rateBps}bit`]),
    ];
    await this.#guest(`ip netns exec ${node} tc qdisc replace dev ${meshInterface} root netem ${words.join(' ')}`);
  }

  /** Frames that the damage dropped since it was set. */
  async dropped(node: string): Promise<number> {
    const text = await this.#guest(`ip netns exec ${node} tc -s -j qdisc show dev ${meshInterface}`);
    const rows = JSON.parse(text) as readonly { readonly kind?: string; readonly drops?: number }[];
    return rows.find((row) => row.kind === 'netem')?.drops ?? 0;
  }

  async repair(node: string): Promise<void> {
    await this.#guest(`ip netns exec ${node} tc qdisc del dev ${meshInterface} root 2>/dev/null || true`);
  }

  async fail(node: string): Promise<FailureTime> {
    // Only words of the shell itself between the two readings: starting a program takes an emulated machine long.
    const text = await this.#guest(`
      read -r before _ < /proc/uptime
      echo 0 > ${debugFolder(radioName(find(node)))}/group
      read -r after _ < /proc/uptime
      echo $before $after`);
    return failureTime(text);
  }

  async revive(node: string): Promise<void> {
    const file = groupFile(node);
    const group = `${debugFolder(radioName(find(node)))}/group`;
    await this.#guest(`if [ -e ${file} ]; then cat ${file} > ${group}; else echo ${everybody} > ${group}; fi`);
  }

  async reboot(node: string): Promise<void> {
    await this.run(node, ['sh', '-c', `ip link del bat0; iw dev ${meshInterface} del`]);
    await this.configure(node);
  }

  async configure(node: string): Promise<void> {
    const done = await this.run(node, ['bash'], { input: nodeScript(find(node), defaultMesh) });
    if (done.code !== 0) throw new PlumblineError('BENCH-031', { place: node, detail: done.stderr.trim() });
  }

  async restore(): Promise<void> {
    for (const node of this.nodes) {
      await this.repair(node);
      await this.setGroup(node, everybody);
      await this.#guest(`printf '0x%x' ${plainSignalDbm} > ${debugFolder(radioName(find(node)))}/rx_rssi`);
    }
  }

  async #guest(script: string): Promise<string> {
    const done = await this.run('guest', ['bash', '-e'], { input: script });
    if (done.code === 0) return done.stdout;
    throw new PlumblineError('BENCH-031', { place: 'mesh-control', detail: done.stderr.trim() || script.trim() });
  }
}

/**
 * Time between two readings of the kernel's uptime (`SECONDS.HUNDREDTHS`, cut off and not rounded), in ns.
 * @param text both readings, a space between them
 */
export function failureTime(text: string): FailureTime {
  const [before = 0n, after = 0n] = text
    .trim()
    .split(' ')
    .map((seconds) => BigInt(seconds.replace('.', '')) * uptimeStepNs);
  const end = after + uptimeStepNs;
  return { atNs: (before + end) / 2n, halfWidthNs: (end - before) / 2n };
}

/** Holds the mask that was set, for when a node that failed comes back. */
function groupFile(node: string): string {
  return `/run/plumbline/group-${node}`;
}

function debugFolder(radio: string): string {
  return `/sys/kernel/debug/ieee80211/${radio}/hwsim`;
}

function find(name: string): VmNode {
  const node = vmNodes.find((known) => known.name === name);
  if (node !== undefined) return node;
  throw new PlumblineError('BENCH-009', {
    detail: `${name}; the mesh VM has ${vmNodes.map((n) => n.name).join(', ')}`,
  });
}
