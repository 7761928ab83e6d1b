import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { encodeMessage } from '../../messages/codec.js';
import { iso2Protocol } from '../../peers/vehicle/request-body.js';
import type { TlsClientOptions } from '../../transport/tls-options.js';
import { connectV2g, type V2gConnection } from '../../transport/v2g-connection.js';
import { payloadTypes } from '../../wire/v2gtp.js';
import type { Handshake } from './handshake-record.js';
import type { TlsLoadPlan } from './tls-load-plan.js';

/** supportedAppProtocolReq of a vehicle that speaks ISO 15118-2:2013. */
const appProtocolRequest = encodeMessage('sap', { supportedAppProtocolReq: { AppProtocol: [iso2Protocol] } });

/** A handshake and the connection that it made, which stays open until the round is over. */
export interface Tried {
  readonly handshake: Handshake;
  readonly connection?: V2gConnection;
}

/**
 * Connects once. It counts only when the server has spoken: by its Finished in TLS 1.2, by an answer where one is asked
 * for, by a ticket or data in mutual TLS 1.3. Never throws: a failure is told by its code and cause.
 */
export async function oneHandshake(
  plan: TlsLoadPlan,
  tls: TlsClientOptions,
  clock: Clock,
  roundStart: bigint,
): Promise<Tried> {
  const began = clock.monotonicNs();
  const ms = (ns: bigint) => Number(ns) / 1e6;
  const startMs = ms(began - roundStart);
  const failed = (code: string, cause: string): Tried => ({
    handshake: { startMs, totalMs: ms(clock.monotonicNs() - began), outcome: 'failed', code, cause },
  });
  let connection: V2gConnection | undefined;
  try {
    const { host, scope, port, timeoutMs } = plan;
    connection = await connectV2g({ host, ...(scope === undefined ? {} : { scope }), port, tls, timeoutMs, clock });
    let confirmed = connection.tls?.version === 'TLSv1.2' || connection.tls?.confirmed === true;
    if (plan.exchange === 'app-protocol') {
      await connection.send(payloadTypes.sap, appProtocolRequest);
      const left = timeoutMs - ms(clock.monotonicNs() - began);
      const answer = await connection.receive(Math.max(1, left));
      if (answer.kind !== 'frame') {
        await connection.close('reset');
        return failed('no-answer', `the server took the handshake and then: ${answer.kind}`);
      }
      confirmed = true;
    }
    const version = connection.tls?.version ?? 'none';
    return {
      handshake: { startMs, totalMs: ms(clock.monotonicNs() - began), outcome: 'ok', version, confirmed },
      connection,
    };
  } catch (error) {
    await connection?.close('reset').catch(() => undefined);
    if (error instanceof PlumblineError) return failed(error.code, error.detail ?? error.message);
    return failed('other', error instanceof Error ? error.message : String(error));
  }
}
