import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatIp, formatMac, parseIpv6, parseMac } from '../../../src/wire/net/addresses.js';
import { ipv6Checksum } from '../../../src/wire/net/checksum.js';
import { dissectPacket } from '../../../src/wire/net/dissect-packet.js';
import { echoRequestFrame, neighbourSolicitationFrame } from '../../../src/wire/net/icmpv6-request.js';
import { IpReassembly } from '../../../src/wire/net/ip-reassembly.js';

const ethernet = 1;
const endpoints = {
  ownMac: parseMac('02:00:00:00:00:0a')!,
  ownAddress: parseIpv6('fe80::a')!,
  target: parseIpv6('fe80::2de:adff:febe:ef42')!,
};

function read(frame: Uint8Array) {
  const { link, ip, transport, violations } = dissectPacket(ethernet, frame, new IpReassembly(), 0n);
  assert.ok(ip !== undefined && transport?.kind === 'icmp');
  assert.deepEqual(violations, []);
  // Over the whole message, its checksum included, the sum is zero.
  assert.equal(ipv6Checksum(ip.source, ip.destination, 58, ip.payload), 0);
  return { link, ip, transport, to: formatMac(frame.subarray(0, 6)), from: formatMac(frame.subarray(6, 12)) };
}

describe('questions to a host by ICMPv6', () => {
  it('a Neighbor Solicitation goes to the solicited-node group with hop limit 255, and names who asks', () => {
    const { ip, transport, to, from } = read(neighbourSolicitationFrame(endpoints));
    assert.deepEqual([to, from], ['33:33:ff:be:ef:42', '02:00:00:00:00:0a']);
    assert.deepEqual([formatIp(ip.source), formatIp(ip.destination)], ['fe80::a', 'ff02::1:ffbe:ef42']);
    assert.deepEqual([ip.hopLimit, transport.type, transport.code], [255, 135, 0]);
    // Reserved, target, option 1 (source link-layer address) of 8 bytes.
    assert.deepEqual(transport.payload, Uint8Array.of(0, 0, 0, 0, ...endpoints.target, 1, 1, ...endpoints.ownMac));
  });

  it('an Echo Request goes to the host itself, with its numbers', () => {
    const mac = parseMac('00:de:ad:be:ef:42')!;
    const { ip, transport, to } = read(echoRequestFrame(endpoints, mac, { identifier: 0x1234, sequence: 0x0102 }));
    assert.deepEqual([to, formatIp(ip.destination)], ['00:de:ad:be:ef:42', 'fe80::2de:adff:febe:ef42']);
    assert.deepEqual([transport.type, transport.code], [128, 0]);
    assert.deepEqual(transport.payload, Uint8Array.of(0x12, 0x34, 0x01, 0x02));
  });
});
