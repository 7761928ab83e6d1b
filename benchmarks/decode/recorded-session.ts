import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/base/project-root.js';
import { dissectPacket } from '../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../src/wire/net/ip-reassembly.js';
import { CaptureReader } from '../../src/wire/pcap/capture-reader.js';

/** A packet of a recorded session and where the addresses stand in it that tell one vehicle from the next. */
export interface RecordedPacket {
  /** Nanoseconds since the first packet of its session. */
  readonly sinceNs: number;
  readonly data: Uint8Array;
  /** Offsets of link-local IPv6 addresses: those of the header, and that of the SECC in an SDP response. */
  readonly addresses: readonly number[];
}

export interface RecordedSession {
  readonly name: string;
  readonly packets: readonly RecordedPacket[];
  readonly lengthNs: number;
  readonly bytes: number;
}

const folder = join(projectRoot(), 'fixtures', 'pcaps');
const sdpPort = 15_118;

/** The recorded sessions of the fixtures, in the order of their names. */
export function recordedSessions(): readonly RecordedSession[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pcap'))
    .sort()
    .map((name) => readSession(name));
}

/** The key logs of those that are encrypted, one after the other. A copy of a session has the secrets of its original. */
export function recordedKeyLog(): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.keylog') && existsSync(join(folder, name)))
    .map((name) => readFileSync(join(folder, name), 'utf8').trimEnd())
    .join('\n')
    .concat('\n');
}

function readSession(name: string): RecordedSession {
  const reader = new CaptureReader();
  const reassembly = new IpReassembly();
  const packets: RecordedPacket[] = [];
  let start: bigint | undefined;
  for (const item of [...reader.push(readFileSync(join(folder, name))), ...reader.end()]) {
    if (item.kind !== 'packet') continue;
    const timestampNs = item.timestampNs ?? 0n;
    start ??= timestampNs;
    const { ip, transport } = dissectPacket(item.linkType, item.data, reassembly, timestampNs);
    const addresses = ip?.version === 6 ? [ip.source, ip.destination].map((view) => offsetOf(item.data, view)) : [];
    const isSdpResponse = transport?.kind === 'udp' && transport.sourcePort === sdpPort;
    if (isSdpResponse) addresses.push(offsetOf(item.data, transport.payload) + 8);
    packets.push({
      sinceNs: Number(timestampNs - start),
      data: item.data.slice(),
      addresses: addresses.filter((at) => item.data[at] === 0xfe && (item.data[at + 1]! & 0xc0) === 0x80),
    });
  }
  const bytes = packets.reduce((sum, { data }) => sum + data.length + 16, 0);
  return { name, packets, lengthNs: packets.at(-1)?.sinceNs ?? 0, bytes };
}

function offsetOf(whole: Uint8Array, part: Uint8Array): number {
  return part.byteOffset - whole.byteOffset;
}
