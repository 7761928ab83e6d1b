import { networkInterfaces } from 'node:os';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { echoHeaderBytes, echoRequest, icmpTypes, openIcmpSocket } from './icmp-socket.js';
import type { LossPlan } from './loss-plan.js';
import { type PortEvents, type ProbePort, targetOf, withoutZone } from './probe-port.js';
import { placeOf } from './stamp-port.js';

/** First bytes of the data of our echo requests: identifier and number alone are 16 bits each and others use them too. */
const mark = Buffer.from('plumbline');
const ssidAt = 10;
const sequenceAt = 12;
const timeAt = 16;

/**
 * ICMPv6 echo (RFC 4443 clause 4) for nodes without a reflector; a group (ff02::1) is answered by every member. Its data
 * carries the full number and time of the probe.
 * @throws PlumblineError PROBES-010 package missing, PROBES-011 no right, PROBES-050 unknown interface
 */
export async function openEchoPort(plan: LossPlan, clock: Clock, events: PortEvents): Promise<ProbePort> {
  const interfaces = networkInterfaces();
  if (plan.scope !== undefined && interfaces[plan.scope] === undefined)
    // The module would take an unknown zone for none and send through whatever interface comes first.
    throw new PlumblineError('PROBES-050', {
      place: placeOf(plan),
      detail: 'no interface of this name has an address',
    });
  const socket = await openIcmpSocket();
  const own = new Set(Object.values(interfaces).flatMap((all) => all?.map(({ address }) => address) ?? []));
  const target = targetOf(plan.host, plan.scope);
  const isOurs = (data: Buffer) =>
    data.length >= timeAt + 8 && data.subarray(0, mark.length).equals(mark) && data.readUInt16BE(ssidAt) === plan.ssid;
  socket.on('message', (bytes: Buffer, source: string) => {
    const received = clock.monotonicNs();
    const type = bytes[0];
    const from = withoutZone(source);
    if (type === icmpTypes.unreachable || type === icmpTypes.packetTooBig) {
      // The IPv6 header (40 bytes) and the echo request that it is about follow: RFC 4443 clause 3.
      const about = bytes.subarray(8 + 40 + echoHeaderBytes);
      if (isOurs(about))
        events.onRefused(
          type === icmpTypes.unreachable
            ? `${from} says: unreachable, code ${bytes[1]}`
            : `${from} says: packet too big`,
        );
      return;
    }
    if (type !== icmpTypes.echoReply || bytes.length < echoHeaderBytes) return;
    const data = bytes.subarray(echoHeaderBytes);
    // Another prober's answers are not foreign to the path: a raw socket hears all of the node.
    if (!isOurs(data) || own.has(from)) return;
    const sequence = data.readUInt32BE(sequenceAt);
    const echoed = data.readBigUInt64BE(timeAt);
    events.onReply({ sequence, reflectorSequence: sequence, received, t2: 0n, t3: 0n, echoed, from });
  });
  return {
    send(sequence, wallNs, done) {
      const data = Buffer.alloc(plan.payloadBytes);
      mark.copy(data);
      data.writeUInt16BE(plan.ssid, ssidAt);
      data.writeUInt32BE(sequence, sequenceAt);
      data.writeBigUInt64BE(wallNs, timeAt);
      const bytes = echoRequest(plan.ssid, sequence, data);
      // The module sends when the socket says it can; for raw sockets that is in the next turn of the loop.
      socket.send(bytes, 0, bytes.length, target, (error: Error | null) => done(error ?? undefined));
    },
    close: () => void socket.close(),
  };
}
