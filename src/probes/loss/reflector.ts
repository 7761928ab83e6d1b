import type { Socket } from 'node:dgram';
import type { Clock } from '../../base/clock.js';
import type { ReflectedProbe, ReflectorRecord } from './loss-records.js';
import { decodeSender, encodeReflector } from './stamp-packet.js';
import { ownError } from './stamp-port.js';
import { answerTlvs } from './stamp-tlv.js';

export interface Reflector {
  /** What was reflected so far. */
  record(): ReflectorRecord;
}

export interface ReflectorOptions {
  /** `stateless` copies the sender's number in place of an own count (RFC 8762 clause 4); default `stateful`. */
  readonly mode?: 'stateful' | 'stateless';
}

/** The largest number of probes that is remembered for one session; later ones are still reflected and counted. */
const remembered = 2_000_000;
/** Sessions whose counters are kept; the one that was begun first is forgotten then. */
const knownSessions = 4096;

/**
 * Reflects STAMP packets that arrive at a bound socket (RFC 8762 clause 4.3): each session has its own counter, every
 * probe is stamped at arrival and at departure, and extensions are answered (RFC 8972). A probe to a group is answered
 * by unicast. What is no STAMP packet is counted and not answered.
 */
export function reflectOn(socket: Socket, clock: Clock, bootId: string, options: ReflectorOptions = {}): Reflector {
  const sessions = new Map<number, ReflectedProbe[]>();
  // A session is one sender: two of the same identifier at different addresses must not share a counter.
  const counters = new Map<string, { received: number }>();
  const counterOf = (key: string) => {
    const known = counters.get(key);
    if (known !== undefined) return known;
    if (counters.size >= knownSessions) counters.delete(counters.keys().next().value ?? '');
    const counter = { received: 0 };
    counters.set(key, counter);
    return counter;
  };
  let foreign = 0;
  socket.on('message', (bytes, from) => {
    const received = clock.monotonicNs();
    const receiveTimestamp = clock.wallNs();
    const probe = decodeSender(bytes);
    if (probe === undefined) {
      foreign++;
      return;
    }
    const counter = counterOf(`${from.address} ${from.port} ${probe.ssid}`);
    const count = counter.received++;
    const reply = encodeReflector(
      {
        sequence: options.mode === 'stateless' ? probe.sequence : count,
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
    answerTlvs(reply, bytes, counter.received, counter.received);
    const sent = clock.monotonicNs();
    // A reply that the kernel refuses is a reply that never arrives: the sender sees it missing.
    socket.send(reply, from.port, from.address, () => undefined);
    const session = sessions.get(probe.ssid) ?? [];
    if (session.length === 0 && sessions.size >= knownSessions) return;
    sessions.set(probe.ssid, session);
    if (session.length < remembered) session.push({ sequence: probe.sequence, received, sent });
  });
  return {
    record: () => ({ kind: 'loss-reflector', bootId, sessions: Object.fromEntries(sessions), foreign }),
  };
}
