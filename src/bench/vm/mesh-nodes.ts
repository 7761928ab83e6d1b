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
/** The largest frame of IEEE 802.11; also room for the 32 bytes of batman-adv, so that it need not cut packets in two. */
const meshMtu = 2304;
/** Where the addresses of the batman-adv layer are: at the vehicle its bridge has them. */
export const batmanDevice = (node: VmNode) => (node.name === 'vehicle' ? vehicleWire.bridge : batmanInterface);

/** Link-local address on mesh0. The manual gives every node fe80::1; these must differ. */
export const meshAddress = (node: VmNode) => `fe80::${node.number}`;
/** Address on bat0; at the vehicle on the bridge that bat0 is a port of. */
export const batmanAddress = (node: VmNode) => `fd00:15:118::${node.number}`;
/** Link-local address on bat0, where the gateway listens. */
export const batmanLinkLocal = (node: VmNode) => `fe80::118:${node.number}`;

/**
 * The vehicle node carries a vehicle: a wire leads from the harness into it and is bridged to bat0, so that all that the
 * harness sends goes through batman-adv and over the air, and no program of the harness runs on the emulated machine.
 */
export const vehicleWire = { bridge: 'car-br', device: 'car0', mac: '02:ca:00:00:00:02' } as const;

/** Nodes that have an IEEE 802.15.4 radio too, in the order in which mac802154_hwsim makes them. */
export const lowpanNodes: readonly string[] = ['station', 'vehicle'];
export const lowpan = { radio: 'wpan0', device: 'lowpan0', panId: 0xbeef, channel: 26 } as const;
/** Link-local address that 6LoWPAN makes of PAN id and short address (RFC 4944, 6): the universal bit is 0 inverted. */
export const lowpanAddress = (node: VmNode) => `fe80::bcef:ff:fe00:${node.number}`;
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
  const lowpanMoves = lowpanNodes.map(
    (name, i) =>
      `iwpan phy phy${i} set netns name ${name}; [ ${i} = 0 ] || ip -n ${name} link set wpan${i} name ${lowpan.radio}`,
  );
  return `set -e
M=/run/plumbline/modprobe
for module in crc32c_generic crc16 batman_adv bridge sch_netem; do $M $module; done
# Without an emulated TPM the module finds none.
$M tpm_crb 2>/dev/null || true
echo ${mesh.algorithm} > /sys/module/batman_adv/parameters/routing_algo
$M mac80211_hwsim radios=${vmNodes.length}
${moves.join('\n')}
for d in /sys/class/net/*; do
  if [ "$(cat $d/address)" = ${vehicleWire.mac} ]; then ip link set \${d##*/} netns vehicle name ${vehicleWire.device}; fi
done
if command -v iwpan >/dev/null; then
$M mac802154_hwsim; $M ieee802154_6lowpan
${lowpanMoves.join('\n')}
fi
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
ip link set ${dev} mtu ${meshMtu} up
iw dev ${dev} info | grep -q 'channel' || iw dev ${dev} mesh join ${mesh.meshId} freq ${mesh.frequencyMHz} HT20
iw dev ${dev} set mesh_param mesh_fwding=0 mesh_plink_timeout=10
iw dev ${dev} set mesh_param mesh_hwmp_rootmode=${gate ? mesh.rootMode : 0} mesh_gate_announcements=${gate ? 1 : 0}
ip -6 address replace ${meshAddress(node)}/64 dev ${dev} nodad
[ -e /sys/class/net/${bat} ] || ip link add ${bat} type batadv
ip link set ${dev} master ${bat}
ip link set ${bat} addrgenmode none
ip link set ${bat} address 02:ba:00:00:0${node.number}:01 up
${node.name === 'vehicle' ? bridgeScript : ''}
ip -6 address replace ${batmanAddress(node)}/64 dev ${batmanDevice(node)} nodad
ip -6 address replace ${batmanLinkLocal(node)}/64 dev ${batmanDevice(node)} nodad
ip -6 route replace ff02::/64 dev ${dev}
batctl meshif ${bat} gw_mode ${gate ? 'server 10mbit/2mbit' : 'client'}
${lowpanNodes.includes(node.name) ? lowpanScript(node) : ''}
`;
}

const bridgeScript = `BR=${vehicleWire.bridge}
[ -e /sys/class/net/$BR ] || ip link add $BR type bridge stp_state 0 forward_delay 0 mcast_snooping 0
ip link set ${batmanInterface} master $BR
if [ -e /sys/class/net/${vehicleWire.device} ]; then ip link set ${vehicleWire.device} master $BR up; fi
ip link set $BR addrgenmode none
ip link set $BR up`;

/** IEEE 802.15.4 with IPv6 on top (6LoWPAN); nothing where the tool to set it up is not installed. */
function lowpanScript(node: VmNode): string {
  const { radio, device, panId, channel } = lowpan;
  return `if [ -e /sys/class/net/${radio} ]; then
  if [ ! -e /sys/class/net/${device} ]; then
    ip link set ${radio} down
    iwpan dev ${radio} set pan_id 0x${panId.toString(16)}
    iwpan dev ${radio} set short_addr 0x000${node.number}
    iwpan phy phy${lowpanNodes.indexOf(node.name)} set channel 0 ${channel}
    ip link add link ${radio} name ${device} type lowpan
  fi
  ip link set ${radio} up
  ip link set ${device} up
fi`;
}
