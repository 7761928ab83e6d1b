import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { SchemaName } from '../../messages/codec.js';
import { openVehicle } from '../../peers/vehicle/vehicle.js';
import type { ProtocolName } from '../../peers/vehicle/vehicle-protocol.js';
import type { EnergyKind, VehicleState } from '../../peers/vehicle/vehicle-state.js';
import { formatEndpoint } from '../../transport/endpoint.js';
import { discoverSecc } from '../../transport/sdp-client.js';
import { connectV2g, type TlsClientOptions, type V2gConnection } from '../../transport/v2g-connection.js';
import type { MessageSchema } from '../session-reader/message-decoder.js';
import type { SessionEvent } from '../session-reader/session-event.js';
import { InjectionTrace } from './injection-trace.js';

/** Where messages go. */
export interface TargetOptions {
  readonly secc?: { readonly host: string; readonly port: number; readonly scope?: string } | undefined;
  /** Interface on which the SECC is searched by SDP. */
  readonly sdp?: string | undefined;
  readonly tls?: TlsClientOptions | undefined;
  /** Called with each line of the NSS key log. */
  readonly keylog?: ((line: string) => void) | undefined;
  /** A correct vehicle goes ahead to this state; undefined: TCP (and TLS) only. */
  readonly reach?:
    | { readonly state: VehicleState; readonly energy: EnergyKind; readonly protocol: ProtocolName }
    | undefined;
  readonly timeoutMs: number;
  readonly onEvent: (event: SessionEvent) => void;
}

export interface OpenTarget {
  readonly connection: V2gConnection;
  /** SessionID of the session that a vehicle has opened. */
  readonly sessionId: Uint8Array | undefined;
  readonly trace: InjectionTrace;
}

/**
 * Connects to a SECC and, where asked for, lets a correct vehicle bring the session to a state first.
 * @throws PlumblineError PROBES-023 no SECC answers or the state is not reached, TRANSPORT-* the connection
 */
export async function openTarget(options: TargetOptions): Promise<OpenTarget> {
  const trace = new InjectionTrace();
  if (options.reach !== undefined) return driven(options, options.reach, trace);
  const secc = options.secc ?? (await found(options, trace));
  const connection = await connectV2g({
    ...secc,
    timeoutMs: options.timeoutMs,
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.keylog === undefined ? {} : { keylog: options.keylog }),
  });
  options.onEvent(trace.note(connectedText(connection)));
  return { connection, sessionId: undefined, trace };
}

async function found(
  options: TargetOptions,
  trace: InjectionTrace,
): Promise<{ host: string; port: number; scope: string }> {
  const name = options.sdp ?? '';
  const outcome = await discoverSecc({ interface: name, security: options.tls === undefined ? 'none' : 'tls' });
  for (const answer of outcome.answers) {
    for (const text of [...answer.violations, ...answer.notes]) options.onEvent(trace.note(`SDP response: ${text}`));
  }
  const [request] = outcome.requests;
  if (outcome.secc === undefined) {
    const detail = `${outcome.requests.length} SDP requests, ${outcome.answers.length} answers, none of use`;
    throw new PlumblineError('PROBES-023', { place: name, detail });
  }
  const [answer] = outcome.answers;
  const ms = request === undefined || answer === undefined ? undefined : Number(answer.at - request.at) / 1e6;
  const took = ms === undefined ? '' : ` after ${ms.toFixed(1)} ms`;
  options.onEvent(trace.note(`SDP: SECC at ${formatEndpoint(outcome.secc)}${took}`));
  return { host: outcome.secc.address, port: outcome.secc.port, scope: name };
}

/** A vehicle goes ahead; what it says is told like everything else. */
async function driven(
  options: TargetOptions,
  reach: NonNullable<TargetOptions['reach']>,
  trace: InjectionTrace,
): Promise<OpenTarget> {
  const vehicle = openVehicle({
    ...(options.secc === undefined ? {} : { secc: options.secc }),
    ...(options.sdp === undefined ? {} : { interface: options.sdp }),
    security: options.tls === undefined ? 'none' : 'tls',
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.keylog === undefined ? {} : { keylog: options.keylog }),
    energy: reach.energy,
    protocol: reach.protocol,
    clock: systemClock,
    observer: (event) => {
      if (event.kind !== 'exchange') return;
      const { sent, received, answer } = event.exchange;
      for (const told of trace.frame('vehicle', sent.frame, sent.at, sessionSchema(sent.schema))) options.onEvent(told);
      if (received?.kind !== 'frame' || answer === undefined) return;
      for (const told of trace.frame('station', answer.frame, answer.at, sessionSchema(answer.schema)))
        options.onEvent(told);
    },
  });
  const result = await vehicle.driveTo(reach.state);
  const { connection } = vehicle;
  if (!result.reached || connection === undefined) {
    await vehicle.close();
    const why = result.failure?.text ?? 'no connection';
    throw new PlumblineError('PROBES-023', {
      place: reach.state,
      detail: `the vehicle got to ${result.state}: ${why}`,
    });
  }
  options.onEvent(trace.note(`the session is at ${reach.state}; what was given follows`));
  return { connection, sessionId: vehicle.sessionId.length > 0 ? vehicle.sessionId : undefined, trace };
}

function sessionSchema(schema: SchemaName): MessageSchema | undefined {
  return schema === 'xmldsig' ? undefined : schema;
}

function connectedText({ remote, tls }: V2gConnection): string {
  const place = `connected to ${formatEndpoint(remote)}`;
  if (tls === undefined) return `${place}, no TLS`;
  const trust = tls.authorized
    ? 'its chain ends at a given root'
    : `its chain is not trusted (${tls.authorizationError})`;
  return `${place}, ${tls.version} with ${tls.cipher}; ${trust}`;
}
