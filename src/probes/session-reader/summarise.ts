import type { Diagnosis } from './diagnose.js';
import type { FollowedConnection } from './followed-connection.js';
import type { SessionSummary, StreamSummary } from './session-summary.js';

/** The facts of a session that is over. */
export function summarise(followed: FollowedConnection, diagnosis: Diagnosis): SessionSummary {
  const { connection, trace } = followed;
  const stream = (party: 'vehicle' | 'station'): StreamSummary => {
    const side = followed.party('client') === party ? 'client' : 'server';
    const { bytes, retransmissions, duplicates, outOfOrder, gaps } = connection.streams[side].counters;
    return { bytes, retransmissions, duplicates, outOfOrder, gaps };
  };
  return {
    session: followed.session ?? 0,
    vehicle: followed.address('vehicle'),
    station: followed.address('station'),
    firstPacket: connection.first.number,
    lastPacket: connection.last.number,
    startNs: connection.first.timestampNs,
    durationNs: connection.last.timestampNs - connection.first.timestampNs,
    fromStart: !connection.midStream,
    security: followed.kind === 'tls' ? 'tls' : 'none',
    tls: followed.kind === 'tls' ? followed.tls.summary() : undefined,
    protocol: followed.schemas.namespace,
    sessionId: trace.sessionId,
    messages: followed.messages,
    messagesWithFindings: followed.messagesWithFindings,
    signatures: followed.signatures.entries,
    lastMessage: trace.last?.name,
    ending: diagnosis.ending,
    endedBy: diagnosis.endedBy,
    account: [...diagnosis.account, ...signaturesLeftOut(followed)],
    streams: { vehicle: stream('vehicle'), station: stream('station') },
  };
}

function signaturesLeftOut({ signatures }: FollowedConnection): readonly string[] {
  if (signatures.leftOut === 0) return [];
  return [`${signatures.leftOut} more XML signatures were verified and are told with their messages only.`];
}
