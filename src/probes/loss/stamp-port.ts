import { createSocket, type RemoteInfo } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { formatEndpoint } from '../../transport/endpoint.js';
import { isMulticast, type LossPlan } from './loss-plan.js';
import { type PortEvents, type ProbePort, targetOf, withoutZone } from './probe-port.js';
import { decodeReflector, type ErrorEstimate, encodeSender } from './stamp-packet.js';
import { countedByReflector, writeSenderTlvs } from './stamp-tlv.js';

/** This machine's clock quality as far as the packet can say it: unsynchronised, 2^-32 * 2^20 s (about 0.24 ms). */
export const ownError: ErrorEstimate = { synchronised: false, ptp: false, scale: 20, multiplier: 1 };

/** `[fe80::1%mesh0]:862`, for messages. */
export function placeOf(plan: Pick<LossPlan, 'host' | 'port' | 'scope'>): string {
  const { host: address, port, scope } = plan;
  return formatEndpoint({ address, port, ...(scope === undefined ? {} : { scope }) });
}

/**
 * STAMP over UDP. Towards one address the socket is connected, so that "port unreachable" is heard and strangers are not;
 * towards a group every member's answer is taken.
 * @throws PlumblineError PROBES-050 when the address or interface cannot be used
 */
export async function openStampPort(plan: LossPlan, clock: Clock, events: PortEvents): Promise<ProbePort> {
  const group = isMulticast(plan.host);
  const target = targetOf(plan.host, plan.scope);
  const socket = createSocket({
    type: plan.host.includes(':') ? 'udp6' : 'udp4',
    recvBufferSize: 4 << 20,
    // Addresses are literals: answered at once, so that a probe leaves in the turn in which it was due.
    lookup: (host, _options, callback) => callback(null, host, host.includes(':') ? 6 : 4),
  });
  await new Promise<void>((resolve, reject) => {
    const failed = (cause: Error) => {
      socket.close();
      reject(new PlumblineError('PROBES-050', { place: placeOf(plan), detail: cause.message, cause }));
    };
    socket.once('error', failed);
    // `connect` tells its failure to the callback that it got, not as an event.
    const ready = (error?: Error) => {
      socket.removeListener('error', failed);
      if (error instanceof Error) failed(error);
      else resolve();
    };
    if (group) socket.bind(0, () => inGroup(failed, ready));
    else socket.connect(plan.port, target, ready as () => void);
  });
  function inGroup(failed: (cause: Error) => void, ready: () => void): void {
    try {
      if (plan.host.includes(':')) socket.setMulticastInterface(`::%${plan.scope}`);
      // What we send comes back to ourselves otherwise, and a reflector of this machine is no node of the path.
      socket.setMulticastLoopback(false);
      ready();
    } catch (cause) {
      failed(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }
  const own = new Set(Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []));
  socket.on('error', (error) => events.onRefused(error.message));
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    const received = clock.monotonicNs();
    const packet = decodeReflector(bytes);
    const sender = withoutZone(from.address);
    if (packet === undefined || packet.ssid !== plan.ssid || (group && own.has(sender))) return events.onForeign();
    const counted = countedByReflector(bytes);
    events.onReply({
      sequence: packet.senderSequence,
      reflectorSequence: packet.sequence,
      received,
      t2: packet.receiveTimestamp,
      t3: packet.timestamp,
      echoed: packet.senderTimestamp,
      from: sender,
      ...(counted === undefined ? {} : { counted }),
    });
  });
  let sentPackets = 0;
  return {
    send(sequence, wallNs, done) {
      const packet = { sequence, timestamp: wallNs, error: ownError, ssid: plan.ssid };
      const bytes = encodeSender(packet, plan.payloadBytes);
      writeSenderTlvs(bytes, ++sentPackets);
      // The call hands the packet to the kernel before it returns; the callback tells what the kernel refused.
      const told = (error: Error | null) => done(error === null ? undefined : error);
      if (group) socket.send(bytes, plan.port, target, told);
      else socket.send(bytes, told);
    },
    close: () => void socket.close(),
  };
}
