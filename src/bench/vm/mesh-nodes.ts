/** A node of the mesh in the VM: a network namespace with one simulated radio. */
export interface VmNode {
  readonly name: string;
  /** From 1: the last part of its addresses. */
  readonly number: number;
}

/** The gateway stands in `station`, the vehicle in `vehicle`; a way between them can go through `relay` or `spare`. */
export const vmNodes: readonly VmNode[] = [
  { name: 'station', number: 1 },
  { name: 'vehicle', number: 2 },
  { name: 'relay', number: 3 },
  { name: 'spare', number: 4 },
];

export const meshInterface = 'mesh0';
export const batmanInterface = 'bat0';

/** Link-local address on mesh0. The manual gives every node fe80::1; these must differ. */
export const meshAddress = (node: VmNode) => `fe80::${node.number}`;
/** Address on bat0. */
export const batmanAddress = (node: VmNode) => `fd00:15:118::${node.number}`;
/** mac80211_hwsim gives its radios addresses in this order. */
export const meshMac = (node: VmNode) => `02:00:00:00:0${node.number - 1}:00`;

/** Name of its radio in the guest. */
export const radioName = (node: VmNode) => `phy${node.number - 1}`;

export interface MeshSettings {
  readonly meshId: string;
  readonly frequencyMHz: number;
  readonly algorithm: 'BATMAN_IV' | 'BATMAN_V';
  /** `mesh_hwmp_rootmode` of the station, which is the mesh gate. */
  readonly rootMode: number;
}

export const defaultMesh: MeshSettings = {
  meshId: 'v2g-mesh',
  frequencyMHz: 2412,
  algorithm: 'BATMAN_IV',
  rootMode: 4,
};

/** Script that makes radios and namespaces; safe to run again after a reboot of the guest, not twice. */
export function radioScript(mesh: MeshSettings): string {
  const moves = vmNodes.map(
    ({ name, number }) => `ip netns add ${name}; iw phy phy${number - 1} set netns name ${name}`,
  );
  return `set -e
M=/run/plumbline/modprobe
for module in crc32c_generic crc16 batman_adv sch_netem; do $M $module; done
echo ${mesh.algorithm} > /sys/module/batman_adv/parameters/routing_algo
$M mac80211_hwsim radios=${vmNodes.length}
${moves.join('\n')}
`;
}

/** The manual's steps on one node in their working form: with the join that the manual leaves out. Can be applied twice. */
export function nodeScript(node: VmNode, mesh: MeshSettings): string {
  const dev = meshInterface;
  const bat = batmanInterface;
  const gate = node.name === 'station';
  return `set -e
ip link set lo up
for w in $(ls /sys/class/net | grep '^wlan' || true); do iw dev $w del; done
[ -e /sys/class/net/${dev} ] || iw phy phy${node.number - 1} interface add ${dev} type mp
ip link set ${dev} up
iw dev ${dev} info | grep -q 'channel' || iw dev ${dev} mesh join ${mesh.meshId} freq ${mesh.frequencyMHz} HT20
iw dev ${dev} set mesh_param mesh_fwding=0 mesh_plink_timeout=10
iw dev ${dev} set mesh_param mesh_hwmp_rootmode=${gate ? mesh.rootMode : 0} mesh_gate_announcements=${gate ? 1 : 0}
ip -6 address replace ${meshAddress(node)}/64 dev ${dev} nodad
[ -e /sys/class/net/${bat} ] || ip link add ${bat} type batadv
ip link set ${dev} master ${bat}
ip link set ${bat} address 02:ba:00:00:0${node.number}:01 up
ip -6 address replace ${batmanAddress(node)}/64 dev ${bat} nodad
ip -6 route replace ff02::/64 dev ${dev}
batctl meshif ${bat} gw_mode ${gate ? 'server 10mbit/2mbit' : 'client'}
`;
}
