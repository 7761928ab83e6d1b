import type { FollowedConnection } from './followed-connection.js';
import { formatDuration } from './format-time.js';
import type { Party } from './session-event.js';

/** Who ended the TCP connection first, and how. */
export interface Closing {
  readonly by: Party;
  readonly how: 'fin' | 'reset';
  readonly atNs: bigint;
  readonly packet: number;
}

/** The first FIN or RST; undefined where the capture shows neither. */
export function closingOf(followed: FollowedConnection): Closing | undefined {
  const { fins, reset } = followed.connection;
  const candidates: Closing[] = [];
  for (const side of ['client', 'server'] as const) {
    const origin = fins[side];
    if (origin === undefined) continue;
    candidates.push({ by: followed.party(side), how: 'fin', atNs: origin.timestampNs, packet: origin.number });
  }
  if (reset !== undefined) {
    const { side, origin } = reset;
    candidates.push({ by: followed.party(side), how: 'reset', atNs: origin.timestampNs, packet: origin.number });
  }
  return candidates.sort((a, b) => a.packet - b.packet)[0];
}

/** `the station closed the connection (FIN) 0.8 ms after SessionStopRes`. */
export function closingText(closing: Closing, sinceNs: bigint, sinceWhat: string, who = `the ${closing.by}`): string {
  const verb = closing.how === 'fin' ? 'closed the connection (FIN)' : 'reset the connection (RST)';
  return `${who} ${verb} ${formatDuration(closing.atNs - sinceNs)} after ${sinceWhat}`;
}
