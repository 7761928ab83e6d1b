import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatIp, formatMac } from '../../../src/wire/net/addresses.js';
import { type DissectedPacket, dissectPacket } from '../../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../../src/wire/net/ip-reassembly.js';
import { linkTypes } from '../../../src/wire/pcap/capture-item.js';
import { ascii, concat, ethernet, ipv6Packet, tcpFrame, udpFrame, udpHeader } from '../../support/packets.js';

const a = 'fe80::a';
const b = 'fe80::b';
const udp = ipv6Packet(a, b, 17, udpHeader(1000, 15118, ascii('hello')));

function dissect(linkType: number, data: Uint8Array): DissectedPacket {
  return dissectPacket(linkType, data, new IpReassembly(), 0n);
}

function assertHello(packet: DissectedPacket): void {
  assert.equal(packet.transport?.kind, 'udp');
  assert.ok(packet.transport?.kind === 'udp' && packet.ip !== undefined);
  assert.equal(formatIp(packet.ip.source), a);
  assert.equal(formatIp(packet.ip.destination), b);
  assert.deepEqual([packet.transport.sourcePort, packet.transport.destinationPort], [1000, 15118]);
  assert.equal(Buffer.from(packet.transport.payload).toString(), 'hello');
}

const ipv6Type = Uint8Array.of(0x86, 0xdd);
const links: readonly { readonly name: string; readonly type: number; readonly data: Uint8Array }[] = [
  { name: 'Ethernet', type: linkTypes.ethernet, data: ethernet(udp) },
  { name: 'Ethernet with padding', type: linkTypes.ethernet, data: concat(ethernet(udp), new Uint8Array(9)) },
  {
    name: 'VLAN',
    type: linkTypes.ethernet,
    data: concat(ethernet(udp).subarray(0, 12), Uint8Array.of(0x81, 0, 0x20, 5), ipv6Type, udp),
  },
  {
    name: 'VLAN in VLAN',
    type: linkTypes.ethernet,
    data: concat(ethernet(udp).subarray(0, 12), Uint8Array.of(0x88, 0xa8, 0, 9, 0x81, 0, 0, 5), ipv6Type, udp),
  },
  {
    name: 'Linux cooked',
    type: linkTypes.sll,
    data: concat(Uint8Array.of(0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0), ipv6Type, udp),
  },
  {
    name: 'Linux cooked v2',
    type: linkTypes.sll2,
    data: concat(ipv6Type, Uint8Array.of(0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0), udp),
  },
  { name: 'raw IP', type: linkTypes.raw, data: udp },
  { name: 'BSD loopback', type: linkTypes.null, data: concat(Uint8Array.of(24, 0, 0, 0), udp) },
];

for (const { name, type, data } of links) test(`${name} carries IPv6`, () => assertHello(dissect(type, data)));

test('addresses and VLAN of the link layer', () => {
  const { link } = dissect(linkTypes.ethernet, links[3]!.data);
  assert.deepEqual(link.vlans, [9, 5]);
  assert.equal(formatMac(link.source!), '02:00:00:00:00:02');
  assert.equal(formatMac(link.destination!), '02:00:00:00:00:01');
});

test('extension headers are passed over: hop-by-hop, destination options, atomic fragment', () => {
  const hop = Uint8Array.of(60, 0, 5, 2, 0, 0, 1, 0);
  const destination = Uint8Array.of(44, 1, ...new Uint8Array(14));
  const atomic = Uint8Array.of(17, 0, 0, 0, 0, 0, 0, 7);
  assertHello(
    dissect(linkTypes.raw, ipv6Packet(a, b, 0, hop, destination, atomic, udpHeader(1000, 15118, ascii('hello')))),
  );
});

test('an extension header that runs over the packet is a finding', () => {
  const packet = dissect(linkTypes.raw, ipv6Packet(a, b, 0, Uint8Array.of(17, 200, 0, 0)));
  assert.deepEqual(
    packet.violations.map(({ rule }) => rule),
    ['ipv6-extension'],
  );
});

test('IPv6 fragments come together in any order', () => {
  const whole = udpHeader(7, 8, ascii('0123456789abcdefghijklmnopqrstuvwxyz'));
  const piece = (from: number, to: number): Uint8Array => {
    const more = to < whole.length ? 1 : 0;
    return ipv6Packet(
      a,
      b,
      44,
      Uint8Array.of(17, 0, from >> 8, (from & 0xf8) | more, 0, 0, 0, 42),
      whole.subarray(from, to),
    );
  };
  for (const order of [
    [0, 16, 32],
    [32, 16, 0],
    [16, 16, 0, 32],
  ]) {
    const reassembly = new IpReassembly();
    const results = order.map((from) =>
      dissectPacket(linkTypes.raw, piece(from, Math.min(from + 16, whole.length)), reassembly, 0n),
    );
    const last = results.at(-1)?.transport;
    assert.ok(last?.kind === 'udp');
    assert.equal(Buffer.from(last.payload).toString(), '0123456789abcdefghijklmnopqrstuvwxyz');
    assert.ok(results.slice(0, -1).every(({ transport }) => transport === undefined));
    assert.equal(reassembly.abandoned, 0);
  }
});

test('fragments that never come together are given up, and counted', () => {
  const reassembly = new IpReassembly();
  for (let id = 0; id < 200; id++) {
    const header = Uint8Array.of(17, 0, 0, 1, 0, 0, id >> 8, id & 0xff);
    dissectPacket(linkTypes.raw, ipv6Packet(a, b, 44, header, new Uint8Array(8)), reassembly, 0n);
  }
  assert.equal(reassembly.abandoned, 200);
});

test('IPv4 with options and fragments', () => {
  const header = (flags: number, protocol: number, length: number): Uint8Array =>
    Uint8Array.of(
      0x46,
      0,
      length >> 8,
      length & 0xff,
      0,
      9,
      flags >> 8,
      flags & 0xff,
      64,
      protocol,
      0,
      0,
      10,
      0,
      0,
      1,
      10,
      0,
      0,
      2,
      1,
      1,
      1,
      0,
    );
  const datagram = udpHeader(5, 6, ascii('abcdefgh'));
  const whole = dissect(linkTypes.raw, concat(header(0, 17, 24 + datagram.length), datagram));
  assert.ok(whole.transport?.kind === 'udp' && Buffer.from(whole.transport.payload).toString() === 'abcdefgh');
  const reassembly = new IpReassembly();
  const first = concat(header(0x2000, 17, 24 + 8), datagram.subarray(0, 8));
  const second = concat(header(0x0001, 17, 24 + 8), datagram.subarray(8));
  assert.equal(dissectPacket(linkTypes.raw, first, reassembly, 0n).transport, undefined);
  const joined = dissectPacket(linkTypes.raw, second, reassembly, 0n).transport;
  assert.ok(joined?.kind === 'udp' && Buffer.from(joined.payload).toString() === 'abcdefgh');
});

test('a TCP segment that the snap length cut says how much is missing', () => {
  const parts = {
    from: a,
    to: b,
    sourcePort: 1,
    destinationPort: 2,
    sequence: 3,
    flags: 'A',
    payload: ascii('0123456789'),
  };
  const frame = tcpFrame(parts);
  const cut = dissect(linkTypes.ethernet, frame.subarray(0, frame.length - 4)).transport;
  assert.ok(cut?.kind === 'tcp');
  assert.deepEqual([Buffer.from(cut.payload).toString(), cut.missing], ['012345', 4]);
});

test('no prefix of a packet throws', () => {
  for (const frame of [udpFrame(a, b, [1, 2], ascii('x')), ...links.map(({ data }) => data)]) {
    for (const type of Object.values(linkTypes)) {
      for (let length = 0; length <= frame.length; length++) dissect(type, frame.subarray(0, length));
    }
  }
});
