import { setTimeout as sleep } from 'node:timers/promises';
import { mustRun, runCommand } from '../../src/bench/process/run-command.js';
import { addressBits } from '../../src/probes/host/firewall/address-bits.js';
import { withDevices } from '../../src/probes/host/firewall/chain-devices.js';
import type { IncomingPacket } from '../../src/probes/host/firewall/packet.js';
import { type NftRuleset, parseRuleset } from '../../src/probes/host/firewall/ruleset.js';
import { icmpTypeNumbers } from '../../src/probes/host/firewall/symbols.js';
import { startInjector } from '../../src/probes/inject/start-injector.js';

const stationMac = '02:00:00:00:09:01';
const vehicleMac = '02:00:00:00:09:0a';

/** A packet that is sent for real; the flow label (20 bits) is its name on the other side. */
export interface SentPacket extends IncomingPacket {
  readonly sourcePort: number;
}

/**
 * A station whose kernel filters, and a vehicle that sends to it: two network namespaces with a link `mesh0`. What the
 * rules let through is seen by a chain behind all others, what arrived by one before them. Only inside private namespaces.
 */
export async function startKernelFirewall() {
  for (const name of ['fw-station', 'fw-vehicle']) {
    await mustRun(['ip', 'netns', 'add', name]);
    await mustRun(['ip', '-n', name, 'link', 'set', 'lo', 'up']);
  }
  const pair = ['name', 'mesh0', 'netns', 'fw-station', 'type', 'veth', 'peer', 'name', 'mesh0', 'netns', 'fw-vehicle'];
  await mustRun(['ip', 'link', 'add', ...pair]);
  for (const [name, mac] of [
    ['fw-station', stationMac],
    ['fw-vehicle', vehicleMac],
  ] as const)
    await mustRun(['ip', '-n', name, 'link', 'set', 'dev', 'mesh0', 'address', mac, 'addrgenmode', 'none', 'up']);
  await mustRun(['ip', '-n', 'fw-station', 'address', 'add', 'fe80::1/64', 'dev', 'mesh0', 'nodad']);
  const station = ['ip', 'netns', 'exec', 'fw-station'];
  const injector = await startInjector({ interface: 'mesh0', enter: ['ip', 'netns', 'exec', 'fw-vehicle'] });
  const nft = (text: string) => runCommand([...station, 'nft', '-f', '-'], { input: text });
  const seen = async (table: string): Promise<ReadonlySet<number>> => {
    const listed = await mustRun([...station, 'nft', 'list', 'set', ...table.split(' '), 'seen']);
    const elements = /elements = \{([^}]*)\}/.exec(listed)?.[1] ?? '';
    return new Set(elements.split(',').flatMap((one) => (one.trim() === '' ? [] : [Number(one.trim().split(' ')[0])])));
  };
  return {
    /** Loads rules in place of those before; a text says why the kernel does not take them. */
    async load(rules: string): Promise<NftRuleset | string> {
      // nft wants a line end where a block ends.
      const loaded = await nft(`flush ruleset\n${rules.replace(/ \}(?=\s*(\}|\n|$))/g, '\n}')}\n`);
      if (loaded.code !== 0) return loaded.stderr;
      const listed = await mustRun([...station, 'nft', '-j', 'list', 'ruleset']);
      const ruleset = parseRuleset(JSON.parse(listed));
      if (ruleset === undefined) throw new Error('nft printed no ruleset');
      return withDevices(ruleset, await mustRun([...station, 'nft', 'list', 'ruleset']));
    },
    /** Sends each packet once through the loaded rules; the indices of those that came through. */
    async send(packets: readonly SentPacket[]): Promise<ReadonlySet<number>> {
      const watched = await nft(watch);
      if (watched.code !== 0) throw new Error(watched.stderr);
      for (const [index, packet] of packets.entries()) await injector.sendFrame(frameOf(packet, index + 1));
      // A frame is through the whole input path before the kernel takes the next one.
      for (let waited = 0; (await seen('netdev plumbline_first')).size < packets.length; waited += 20) {
        if (waited > 5000) throw new Error('not all packets arrived');
        await sleep(20);
      }
      const passed = await seen('ip6 plumbline_last');
      return new Set([...passed].map((label) => label - 1));
    },
    async close() {
      await injector.close();
      for (const name of ['fw-station', 'fw-vehicle']) await runCommand(['ip', 'netns', 'delete', name]);
    },
  };
}

const watch = `
table netdev plumbline_first {
  set seen { typeof ip6 flowlabel; flags dynamic; size 65535; }
  chain first { type filter hook ingress device "mesh0" priority -2000000000; policy accept; ip6 flowlabel != 0 add @seen { ip6 flowlabel }; }
}
table ip6 plumbline_last {
  set seen { typeof ip6 flowlabel; flags dynamic; size 65535; }
  chain last { type filter hook input priority 2000000000; policy accept; ip6 flowlabel != 0 add @seen { ip6 flowlabel }; }
}
`;

function frameOf(packet: SentPacket, label: number): Uint8Array {
  const body = transportOf(packet);
  const protocol = { tcp: 6, udp: 17, icmpv6: 58 }[packet.protocol];
  const source = addressBytes(packet.source);
  const destination = addressBytes(packet.destination);
  const sum = checksum(
    Buffer.concat([source, destination, Buffer.from([0, 0, 0, body.length, 0, 0, 0, protocol]), body]),
  );
  body.writeUInt16BE(
    sum === 0 && packet.protocol === 'udp' ? 0xffff : sum,
    { tcp: 16, udp: 6, icmpv6: 2 }[packet.protocol],
  );
  const header = Buffer.alloc(8);
  header.writeUInt32BE(0x60000000 | label, 0);
  header.writeUInt16BE(body.length, 4);
  header[6] = protocol;
  header[7] = packet.hopLimit ?? 64;
  const to = packet.destination.startsWith('ff')
    ? Buffer.concat([Buffer.from([0x33, 0x33]), destination.subarray(12)])
    : macBytes(stationMac);
  return Buffer.concat([to, macBytes(vehicleMac), Buffer.from([0x86, 0xdd]), header, source, destination, body]);
}

function transportOf(packet: SentPacket): Buffer {
  if (packet.protocol === 'icmpv6') {
    const body = Buffer.alloc(packet.icmpType?.startsWith('nd-neighbor') ? 24 : 8);
    body[0] = icmpTypeNumbers[packet.icmpType ?? '']!;
    // An echo is known by its identifier; neighbour messages name an address.
    if (body.length === 8 && body[0] === 128) body.writeUInt16BE(packet.sourcePort, 4);
    if (body.length === 24) addressBytes(body[0] === 136 ? packet.source : 'fe80::1').copy(body, 8);
    return body;
  }
  const body = Buffer.alloc(packet.protocol === 'tcp' ? 20 : 12);
  body.writeUInt16BE(packet.sourcePort, 0);
  body.writeUInt16BE(packet.destinationPort ?? 0, 2);
  if (packet.protocol === 'udp') body.writeUInt16BE(body.length, 4);
  else {
    body.writeUInt32BE(1, 4);
    // Five words of header; SYN.
    body.writeUInt16BE(0x5002, 12);
    body.writeUInt16BE(64_240, 14);
  }
  return body;
}

const macBytes = (mac: string) => Buffer.from(mac.replaceAll(':', ''), 'hex');

function addressBytes(address: string): Buffer {
  return Buffer.from(addressBits(address)!.toString(16).padStart(32, '0'), 'hex');
}

/** Internet checksum (RFC 1071). */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
