import type { Measured } from '../measured.js';
import type { ModuleFact } from './kernel-modules.js';
import type { LinkFact, NetworkFacts } from './network-facts.js';

interface NodeContext {
  readonly node: string;
  readonly evidence: readonly string[];
  readonly takenAt: string;
}

/** Kinds of links that no radio stands behind: what they can do says nothing about a mesh. */
const virtualKinds = ['veth', 'dummy', 'bridge', 'tun', 'macvlan'];

const meshLink = ({ links }: NetworkFacts, mesh: string): LinkFact | undefined =>
  links.find(({ name }) => name === mesh);

function simulated(link: LinkFact | undefined): string | undefined {
  return link?.kind !== undefined && virtualKinds.includes(link.kind) ? link.kind : undefined;
}

/**
 * `host-wireless-stack`: cfg80211 and mac80211 are loaded, built in or loadable. A mesh interface of a bench that needs
 * no radio excuses a kernel without them, which is then not judged.
 */
export function wirelessMeasurement(
  modules: readonly ModuleFact[],
  network: NetworkFacts,
  mesh: string,
  { node, evidence, takenAt }: NodeContext,
): Measured {
  const there = modules.every(({ state }) => state !== 'absent' && state !== 'unknown');
  const unknown = modules.some(({ state }) => state === 'unknown');
  const kind = simulated(meshLink(network, mesh));
  const found = modules.map(({ name, state }) => `${name}: ${state}`).join(', ');
  const unavailable = there
    ? undefined
    : unknown
      ? `the modules could not be looked for (${found})`
      : kind === undefined
        ? undefined
        : `${mesh} is a ${kind} and needs no radio, and the kernel of this machine has none (${found}); read it on the station or in the virtual machine`;
  return {
    id: 'host-wireless-stack',
    unit: 'bool',
    value: unavailable === undefined ? there : undefined,
    ...(unavailable === undefined ? {} : { unavailable }),
    method: 'modules in sysfs, modules.builtin, modules.dep and by modprobe -n',
    labels: { node, ...Object.fromEntries(modules.map(({ name, state }) => [name, state])) },
    evidence,
    takenAt,
  };
}

/** `mesh-mtu`: MTU of the mesh interface, where its driver allows more than 1500 bytes. */
export function mtuMeasurement(
  network: NetworkFacts,
  mesh: string,
  { node, evidence, takenAt }: NodeContext,
): Measured {
  const link = meshLink(network, mesh);
  const base = {
    id: 'mesh-mtu',
    unit: 'B',
    method: 'ip -j -d address show: mtu and max_mtu',
    evidence,
    takenAt,
    labels: { node, interface: mesh, ...(link?.maxMtu === undefined ? {} : { 'driver-allows': String(link.maxMtu) }) },
  } as const;
  const unavailable = whyNot(link, mesh);
  if (unavailable !== undefined) return { ...base, value: undefined, unavailable };
  const { mtu, maxMtu } = link!;
  const unused = maxMtu !== undefined && mtu! < maxMtu ? [`the driver allows ${maxMtu} bytes`] : [];
  return { ...base, value: mtu, caveats: unused };
}

/** IEEE 802.11: the largest frame body that a radio carries, and what Ethernet carries without jumbo frames. */
const largestRadioFrame = 2304;

function whyNot(link: LinkFact | undefined, mesh: string): string | undefined {
  if (link?.mtu === undefined) return `there is no interface ${mesh}, or it has no MTU`;
  if (link.mtu >= largestRadioFrame) return undefined;
  const kind = simulated(link);
  if (kind !== undefined)
    return `${mesh} is a ${kind} with MTU ${link.mtu}: a wire of this machine, of which nothing follows for a radio`;
  if (link.maxMtu !== undefined && link.maxMtu < largestRadioFrame)
    return `the driver of ${mesh} allows ${link.maxMtu} bytes at most: this hardware cannot`;
  return undefined;
}
