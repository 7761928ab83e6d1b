import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { tcpFrame } from './packets.js';
import type { RecordedChunk } from './recorded-tls.js';

export interface CapturedEnds {
  readonly client: { readonly address: string; readonly port: number };
  readonly server: { readonly address: string; readonly port: number };
}

const linkLocal: CapturedEnds = {
  client: { address: 'fe80::1', port: 50001 },
  server: { address: 'fe80::2', port: 50002 },
};

/** Recorded TLS as packets of a TCP connection, by default between link-local addresses, one a millisecond. */
export function tlsCapture(
  chunks: readonly RecordedChunk[],
  startNs = BigInt(Date.now()) * 1_000_000n,
  { client, server }: CapturedEnds = linkLocal,
): CapturePacket[] {
  const next = { client: 1001, server: 5001 };
  const packets: CapturePacket[] = [];
  const add = (side: 'client' | 'server', flags: string, sequence: number, payload?: Uint8Array): void => {
    const [from, to] = side === 'client' ? [client, server] : [server, client];
    const data = tcpFrame({
      from: from.address,
      to: to.address,
      sourcePort: from.port,
      destinationPort: to.port,
      sequence,
      acknowledgement: next[side === 'client' ? 'server' : 'client'],
      flags,
      ...(payload === undefined ? {} : { payload }),
    });
    packets.push({
      kind: 'packet',
      offset: 0,
      number: packets.length + 1,
      interfaceId: 0,
      linkType: 1,
      timestampNs: startNs + BigInt(packets.length) * 1_000_000n,
      originalLength: data.length,
      data,
      comments: [],
    });
  };
  add('client', 'S', 1000);
  add('server', 'SA', 5000);
  add('client', 'A', 1001);
  for (const { side, bytes } of chunks) {
    add(side, 'A', next[side], bytes);
    next[side] += bytes.length;
  }
  add('client', 'FA', next.client);
  add('server', 'FA', next.server);
  return packets;
}
