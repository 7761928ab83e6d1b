import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { closingOf } from './closing.js';
import type { FollowedConnection } from './followed-connection.js';
import { formatDuration } from './format-time.js';
import type { SessionEvent } from './session-event.js';

interface AttemptGroup {
  readonly station: string;
  readonly why: string;
  count: number;
  readonly first: PacketOrigin;
  last: PacketOrigin;
}

const maxGroups = 256;

/** TCP connections that a vehicle asked for in vain, counted by station and reason. */
export class AttemptWatch {
  readonly #groups = new Map<string, AttemptGroup>();
  #others = 0;
  readonly #told = new WeakSet<FollowedConnection>();

  /** Takes an attempt that is over, once; appends its event. */
  add(followed: FollowedConnection, packet: PacketOrigin, events: SessionEvent[]): void {
    if (this.#told.has(followed)) return;
    this.#told.add(followed);
    const { what, why } = reasonOf(followed);
    const station = followed.address('station');
    const took = formatDuration(packet.timestampNs - followed.connection.first.timestampNs);
    const text = `the vehicle asks for a TCP connection from ${followed.address('vehicle')} to ${station}: ${why} (${took})`;
    events.push({
      kind: 'connection',
      session: undefined,
      packet,
      what,
      by: closingOf(followed)?.by,
      text,
      findings: [],
    });
    this.#count(station, why, packet);
  }

  account(): string[] {
    const rest = this.#others === 0 ? [] : [`${this.#others} more attempts to connect to other stations were in vain.`];
    return [
      ...[...this.#groups.values()].map(({ station, why, count, first, last }) => {
        const times = count === 1 ? 'once' : `${count} times`;
        const packets = count === 1 ? `packet ${first.number}` : `packets ${first.number} to ${last.number}`;
        return `The vehicle asked ${station} for a TCP connection ${times} in vain (${packets}): ${why}.`;
      }),
      ...rest,
    ];
  }

  #count(station: string, why: string, packet: PacketOrigin): void {
    const key = `${station} ${why}`;
    const known = this.#groups.get(key);
    if (known !== undefined) {
      known.count++;
      known.last = packet;
    } else if (this.#groups.size < maxGroups) {
      this.#groups.set(key, { station, why, count: 1, first: packet, last: packet });
    } else this.#others++;
  }
}

function reasonOf(followed: FollowedConnection): { what: 'refused' | 'attempt'; why: string } {
  const { connection } = followed;
  if (connection.staleAcks > 0) {
    const held =
      'the station answered the SYN with the ACK of an older connection that it still held on the same ports';
    const then = connection.reset === undefined ? '' : ', which the vehicle reset (RST)';
    return { what: 'refused', why: `${held}${then}` };
  }
  if (connection.reset?.side === 'server') return { what: 'refused', why: 'the station refused it (RST)' };
  if (connection.synAckSeen) return { what: 'attempt', why: 'the station agreed and the vehicle did not confirm' };
  const tries = connection.synCount === 1 ? 'one SYN' : `${connection.synCount} SYNs`;
  return {
    what: 'attempt',
    why: connection.reset === undefined ? `no answer to ${tries}` : 'the vehicle gave it up (RST)',
  };
}
