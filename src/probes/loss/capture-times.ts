import { dissectPacket } from '../../wire/net/dissect-packet.js';
import { IpReassembly } from '../../wire/net/ip-reassembly.js';
import { readCaptureFile } from '../capture/read-capture-file.js';
import type { CaptureTimes } from './analyse-loss.js';
import type { LossPlan } from './loss-plan.js';
import { decodeReflector, decodeSender } from './stamp-packet.js';

/**
 * Reads the kernel's times of the probes and replies of one measurement out of a capture at the near end. The first
 * packet of each number counts.
 * @throws PlumblineError PROBES-001, PROBES-002 when the file is no capture
 */
export async function captureTimes(file: string, plan: Pick<LossPlan, 'port' | 'ssid'>): Promise<CaptureTimes> {
  const sent = new Map<number, bigint>();
  const received = new Map<number, bigint>();
  const reassembly = new IpReassembly();
  const note = (times: Map<number, bigint>, sequence: number, at: bigint) => {
    if (!times.has(sequence)) times.set(sequence, at);
  };
  for await (const items of readCaptureFile(file)) {
    for (const item of items) {
      if (item.kind !== 'packet' || item.timestampNs === undefined) continue;
      const { transport } = dissectPacket(item.linkType, item.data, reassembly, item.timestampNs);
      if (transport?.kind !== 'udp') continue;
      if (transport.destinationPort === plan.port) {
        const probe = decodeSender(transport.payload);
        if (probe?.ssid === plan.ssid) note(sent, probe.sequence, item.timestampNs);
      } else if (transport.sourcePort === plan.port) {
        const reply = decodeReflector(transport.payload);
        if (reply?.ssid === plan.ssid) note(received, reply.senderSequence, item.timestampNs);
      }
    }
  }
  return { sent, received };
}
