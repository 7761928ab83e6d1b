import type { Socket } from 'node:dgram';
import type { Clock } from '../../base/clock.js';
import type { ReflectedProbe, ReflectorRecord } from './loss-records.js';
import { ownError } from './probe-sender.js';
import { decodeSender, encodeReflector } from './stamp-packet.js';

export interface Reflector {
  /** What was reflected so far. */
  record(): ReflectorRecord;
}

/** The largest number of probes that is remembered for one session; later ones are still reflected and counted. */
const remembered = 2_000_000;

/**
 * Reflects STAMP packets that arrive at a bound socket (stateful, RFC 8762 clause 4.3): each session has its own counter,
 * and every probe is stamped at arrival and at departure. What is no STAMP packet is counted and not answered.
 */
export function reflectOn(socket: Socket, clock: Clock, bootId: string): Reflector {
  const sessions = new Map<number, ReflectedProbe[]>();
  // A session is one sender: two of the same identifier at different addresses must not share a counter.
  const counters = new Map<string, number>();
  let foreign = 0;
  socket.on('message', (bytes, from) => {
    const received = clock.monotonicNs();
    const receiveTimestamp = clock.wallNs();
    const probe = decodeSender(bytes);
    if (probe === undefined) {
      foreign++;
      return;
    }
    const key = `${from.address} ${from.port} ${probe.ssid}`;
    const sequence = counters.get(key) ?? 0;
    counters.set(key, sequence + 1);
    const reply = encodeReflector(
      {
        sequence,
        timestamp: clock.wallNs(),
        error: ownError,
        ssid: probe.ssid,
        receiveTimestamp,
        senderSequence: probe.sequence,
        senderTimestamp: probe.timestamp,
        senderError: probe.error,
        // Node does not tell the hop limit of what it received; 0 = unknown.
        senderTtl: 0,
      },
      bytes.length,
    );
    const sent = clock.monotonicNs();
    // A reply that the kernel refuses is a reply that never arrives: the sender sees it missing.
    socket.send(reply, from.port, from.address, () => undefined);
    const session = sessions.get(probe.ssid) ?? [];
    sessions.set(probe.ssid, session);
    if (session.length < remembered) session.push({ sequence: probe.sequence, received, sent });
  });
  return {
    record: () => ({ kind: 'loss-reflector', bootId, sessions: Object.fromEntries(sessions), foreign }),
  };
}
