import { type Closing, closingText } from './closing.js';
import type { Diagnosis } from './diagnose.js';
import type { FollowedConnection } from './followed-connection.js';
import { formatDuration } from './format-time.js';

/** What can be said about an encrypted session without its keys. */
export function diagnoseTls(followed: FollowedConnection, closing: Closing | undefined, endNs: bigint): Diagnosis {
  const tls = followed.tls.summary();
  const since = followed.connection.first.timestampNs;
  const how =
    closing === undefined
      ? `The capture ends ${formatDuration(endNs - since)} after the connection was opened, which is still open`
      : closingText(closing, since, 'the connection was opened');
  const fatal = tls.alerts.find((alert) => alert.fatal);
  if (fatal !== undefined) {
    const account = [`The TLS handshake failed: the ${fatal.from} sent the alert ${fatal.name ?? '(encrypted)'}`, how];
    return { ending: 'tls-failed', endedBy: fatal.from, account };
  }
  const { vehicle, station } = tls.applicationRecords;
  if (tls.version === undefined) {
    const answered =
      followed.connection.streams[followed.vehicleSide === 'client' ? 'server' : 'client'].counters.bytes > 0;
    const account = [
      answered ? 'The TLS handshake is not whole in the capture' : 'The station did not answer the ClientHello',
      how,
    ];
    return { ending: closing === undefined ? 'still-open' : 'tls-failed', endedBy: closing?.by, account };
  }
  const suite = `${tls.version} with ${tls.cipherSuite}`;
  if (vehicle + station === 0) {
    const account = [`The TLS handshake (${suite}) came to no encrypted message`, how];
    return { ending: 'tls-failed', endedBy: closing?.by, account };
  }
  const bytes = tls.applicationBytes;
  const account = [
    `Encrypted: ${suite}; ${vehicle} records (${bytes.vehicle} bytes) from the vehicle, ${station} (${bytes.station} bytes) from the station`,
    'To read the messages give the key log of the session (the station or the vehicle must have written one)',
    how,
  ];
  return { ending: 'encrypted', endedBy: closing?.by, account };
}
