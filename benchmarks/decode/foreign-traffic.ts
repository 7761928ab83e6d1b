import { seededRandom } from '../../test/support/seeded-random.js';

const ethernetHeader = 14;
const connections = 600;

interface Flow {
  readonly port: number;
  sequence: number;
}

/**
 * What else is on a site's network, without end and the same every time: downloads of which the capture shows one
 * direction only and now and then not even all of that, UDP streams, connection attempts, broken-off fragments.
 */
export function* foreignTraffic(): Generator<Uint8Array, never, undefined> {
  const random = seededRandom(0x5eed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const flows = Array.from({ length: connections }, (_, i): Flow => ({ port: 20_000 + i, sequence: below(1e9) }));
  const download = frame(1460 + 20 + 20, 6);
  const stream = frame(1300 + 8 + 20, 17);
  const syn = frame(40, 6);
  const fragment = frame(1400 + 20, 17);
  for (let count = 0; ; count++) {
    const kind = below(100);
    if (kind < 70) {
      const flow = flows[below(connections)]!;
      // One segment in two hundred is not in the capture.
      if (below(200) === 0) flow.sequence += 1460;
      yield segment(download, 443, flow.port, flow.sequence, 0x10);
      flow.sequence = (flow.sequence + 1460) >>> 0;
      // A download ends and another begins on a port of its own.
      if (below(2000) === 0) flows[below(connections)] = { port: 20_000 + below(40_000), sequence: 1 };
    } else if (kind < 95) {
      stream.writeUInt16BE(5004, ethernetHeader + 20);
      stream.writeUInt16BE(5004, ethernetHeader + 22);
      stream.writeUInt16BE(1308, ethernetHeader + 24);
      yield stream;
    } else if (kind < 99) {
      yield segment(syn, 1024 + below(60_000), 80, count, 0x02);
    } else {
      // The first piece of a datagram whose others never come.
      fragment.writeUInt16BE(count & 0xffff, ethernetHeader + 4);
      fragment.writeUInt16BE(0x2000, ethernetHeader + 6);
      yield fragment;
    }
  }
}

function segment(into: Buffer, source: number, destination: number, sequence: number, flags: number): Buffer {
  const tcp = ethernetHeader + 20;
  into.writeUInt16BE(source, tcp);
  into.writeUInt16BE(destination, tcp + 2);
  into.writeUInt32BE(sequence >>> 0, tcp + 4);
  into[tcp + 12] = 0x50;
  into[tcp + 13] = flags;
  return into;
}

/** An IPv4 packet of `length` bytes from 192.0.2.1 to 192.0.2.2 in an Ethernet frame. */
function frame(length: number, protocol: number): Buffer {
  const bytes = Buffer.alloc(ethernetHeader + length, 0x61);
  bytes.write('020000000001020000000002', 0, 'hex');
  bytes.writeUInt16BE(0x0800, 12);
  bytes.fill(0, ethernetHeader, ethernetHeader + 20);
  bytes[ethernetHeader] = 0x45;
  bytes.writeUInt16BE(length, ethernetHeader + 2);
  bytes[ethernetHeader + 8] = 64;
  bytes[ethernetHeader + 9] = protocol;
  bytes.write('c0000201c0000202', ethernetHeader + 12, 'hex');
  return bytes;
}
