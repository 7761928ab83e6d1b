import { PlumblineError } from '../../src/base/errors.js';
import { decodeMessage, encodeMessage } from '../../src/messages/codec.js';
import type { Endpoint } from '../../src/transport/endpoint.js';
import { connectV2g, type TlsClientOptions, type TlsFacts } from '../../src/transport/v2g-connection.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';

const request = encodeMessage('sap', {
  supportedAppProtocolReq: {
    AppProtocol: [
      {
        ProtocolNamespace: 'urn:iso:std:iso:15118:-20:DC',
        VersionNumberMajor: 1,
        VersionNumberMinor: 0,
        SchemaID: 1,
        Priority: 1,
      },
    ],
  },
});

/** What became of a vehicle that asked for ISO 15118-20. */
export type Service =
  /** `code`: ResponseCode of the answer; undefined where it cannot be read. `tls` undefined: in the clear. */
  | { readonly kind: 'answered'; readonly code: string | undefined; readonly tls: TlsFacts | undefined }
  /** The handshake failed, or the connection ended without an answer. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** There was no TCP connection: nothing that the SECC could have refused. */
  | { readonly kind: 'unconnected'; readonly detail: string };

/**
 * Connects and offers ISO 15118-20. A TLS 1.3 client is done before the server has looked at its certificate: only an
 * answer proves that it is served.
 * @param run in whose record the timers stand
 * @param scope interface of the vehicle
 * @param tls undefined: in the clear
 * @throws TRANSPORT-005, TRANSPORT-009 where the mistake is ours
 */
export async function askForService(
  { keylog }: Pick<Harness, 'keylog'>,
  run: Pick<CaseRun, 'timer'>,
  secc: Pick<Endpoint, 'address' | 'port'>,
  scope: string,
  tls: TlsClientOptions | undefined,
): Promise<Service> {
  try {
    const connection = await connectV2g({
      host: secc.address,
      scope,
      port: secc.port,
      ...(tls === undefined ? {} : { tls }),
      timeoutMs: run.timer('tester/tester_connect').ms,
      keylog,
    });
    try {
      await connection.send(payloadTypes.sap, request);
      const received = await connection.receive(run.timer('iso15118-20/V2G_EVCC_Msg_Timeout').ms);
      if (received.kind !== 'frame') return { kind: 'refused', detail: received.kind };
      const { value } = decodeMessage('sap', received.payload);
      const code = (value?.['supportedAppProtocolRes'] as ExiObject | undefined)?.['ResponseCode'];
      return { kind: 'answered', code: code === undefined ? undefined : String(code), tls: connection.tls };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    const detail = error.detail ?? error.message;
    switch (error.code) {
      case 'TRANSPORT-001':
      case 'TRANSPORT-002':
        return { kind: 'unconnected', detail };
      case 'TRANSPORT-003':
      case 'TRANSPORT-004':
      case 'TRANSPORT-006':
        return { kind: 'refused', detail };
      default:
        throw error;
    }
  }
}
