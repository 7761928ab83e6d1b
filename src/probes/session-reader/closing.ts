import type { FollowedConnection } from './followed-connection.js';
import { formatDuration } from './format-time.js';
import type { Party } from './session-event.js';

/** Who ended the connection first, and how. */
export interface Closing {
  readonly by: Party;
  /** `close-notify`: TLS was closed before TCP. */
  readonly how: 'close-notify' | 'fin' | 'reset';
  readonly atNs: bigint;
  readonly packet: number;
}

const words: Readonly<Record<Closing['how'], string>> = {
  'close-notify': 'closed the connection (TLS close_notify)',
  fin: 'closed the connection (FIN)',
  reset: 'reset the connection (RST)',
};

/** The first close_notify, FIN or RST; undefined where the capture shows none. */
export function closingOf(followed: FollowedConnection): Closing | undefined {
  const { fins, reset } = followed.connection;
  const candidates: Closing[] = [];
  const notified = followed.tls.closeNotify;
  if (notified !== undefined) {
    const { timestampNs: atNs, number: packet } = notified.packet;
    candidates.push({ by: notified.by, how: 'close-notify', atNs, packet });
  }
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
  return `${who} ${words[closing.how]} ${formatDuration(closing.atNs - sinceNs)} after ${sinceWhat}`;
}
