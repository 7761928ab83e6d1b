import { dissectPacket } from '../../wire/net/dissect-packet.js';
import { IpReassembly } from '../../wire/net/ip-reassembly.js';
import { readCaptureFile } from '../capture/read-capture-file.js';
import type { CaptureTimes } from './analyse-loss.js';
import type { LossPlan } from './loss-plan.js';
import { decodeReflector, decodeSender } from './stamp-packet.js';

/** Times of the test packets as one end's interface saw them. */
interface SeenTimes {
  readonly probes: ReadonlyMap<number, bigint>;
  readonly replies: ReadonlyMap<number, bigint>;
}

/**
 * Reads the kernel's times of the probes and replies of one measurement out of a capture at the near end, and of one at
 * the far end where it was taken with the same clock. The first packet of each number counts.
 * @throws PlumblineError PROBES-001, PROBES-002 when a file is no capture
 */
export async function captureTimes(
  file: string,
  plan: Pick<LossPlan, 'port' | 'ssid'>,
  farFile?: string,
): Promise<CaptureTimes> {
  const near = await seenTimes(file, plan);
  const far = farFile === undefined ? undefined : await seenTimes(farFile, plan);
  return {
    sent: near.probes,
    received: near.replies,
    ...(far === undefined ? {} : { far: { received: far.probes, sent: far.replies } }),
  };
}

async function seenTimes(file: string, plan: Pick<LossPlan, 'port' | 'ssid'>): Promise<SeenTimes> {
  const probes = new Map<number, bigint>();
  const replies = new Map<number, bigint>();
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
        if (probe?.ssid === plan.ssid) note(probes, probe.sequence, item.timestampNs);
      } else if (transport.sourcePort === plan.port) {
        const reply = decodeReflector(transport.payload);
        if (reply?.ssid === plan.ssid) note(replies, reply.senderSequence, item.timestampNs);
      }
    }
  }
  return { probes, replies };
}
