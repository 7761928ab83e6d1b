import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { discoverSecc } from '../../transport/sdp-client.js';
import { connectV2g, type V2gConnection } from '../../transport/v2g-connection.js';
import type { DriveFailure } from './drive-result.js';
import type { VehicleObserver } from './vehicle-event.js';
import type { VehicleOptions } from './vehicle-options.js';

export interface SeccAddress {
  readonly host: string;
  readonly port: number;
  readonly scope?: string;
}

/** Errors of the connection that the other side can cause: findings, not faults of the harness. */
const findings = new Set(['TRANSPORT-001', 'TRANSPORT-002', 'TRANSPORT-003', 'TRANSPORT-004']);

/**
 * Finds the SECC: the configured address, or SDP.
 * @throws PEERS-004 neither is configured, TRANSPORT-007, TRANSPORT-008
 */
export async function findSecc(
  options: VehicleOptions,
  clock: Clock,
  observer: VehicleObserver,
): Promise<SeccAddress | DriveFailure> {
  if (options.secc !== undefined) return options.secc;
  if (options.interface === undefined) throw new PlumblineError('PEERS-004');
  const outcome = await discoverSecc({
    interface: options.interface,
    security: options.security,
    clock,
    ...options.sdp,
  });
  observer({ kind: 'sdp', at: clock.monotonicNs(), outcome });
  const { secc } = outcome;
  if (secc === undefined) {
    const seen = outcome.answers.length === 0 ? 'no answer' : `${outcome.answers.length} answers, none of use`;
    return { rule: 'sdp-no-answer', text: `${outcome.requests.length} SDP requests on ${options.interface}: ${seen}` };
  }
  if (secc.security !== options.security) {
    // What to do is the vehicle's choice; this one never leaves the security that it was told to use.
    const text = `asked for ${options.security}, the SECC offers ${secc.security}: not connected`;
    return { rule: 'sdp-security', text };
  }
  return { host: secc.address, port: secc.port, ...(secc.scope === undefined ? {} : { scope: secc.scope }) };
}

/** Opens the connection. @throws PEERS-003 TLS without roots, TRANSPORT-005, TRANSPORT-009 */
export async function connectSecc(
  options: VehicleOptions,
  secc: SeccAddress,
  timeoutMs: number,
  clock: Clock,
  observer: VehicleObserver,
): Promise<V2gConnection | DriveFailure> {
  if (options.security === 'tls' && options.tls === undefined) throw new PlumblineError('PEERS-003');
  try {
    const connection = await connectV2g({
      ...secc,
      ...(options.security === 'tls' && options.tls !== undefined ? { tls: options.tls } : {}),
      ...(options.keylog === undefined ? {} : { keylog: options.keylog }),
      timeoutMs,
      clock,
    });
    const { local, remote, tls } = connection;
    observer({ kind: 'connected', at: clock.monotonicNs(), local, remote, tls });
    return connection;
  } catch (error) {
    if (!(error instanceof PlumblineError) || !findings.has(error.code)) throw error;
    observer({ kind: 'connect-failed', at: clock.monotonicNs(), code: error.code, reason: error.message });
    return { rule: 'connect-failed', text: error.message, code: error.code };
  }
}
