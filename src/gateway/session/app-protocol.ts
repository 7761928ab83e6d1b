import type { SupportedAppProtocolReq, SupportedAppProtocolRes } from '../../messages/sap/sap.js';

/** A protocol that this SECC speaks. */
export interface ProtocolSpoken {
  readonly namespace: string;
  readonly major: number;
  readonly minor: number;
}

/** ISO 15118-2:2014. */
export const iso15118Part2: ProtocolSpoken = { namespace: 'urn:iso:15118:2:2013:MsgDef', major: 2, minor: 0 };

/**
 * The application protocol handshake (V2G2-167 to V2G2-172): of the protocols that are spoken here the one that the
 * vehicle ranked highest (1 is the highest), with the SchemaID of that entry. Namespace and major version must be the
 * same; another minor version is a minor deviation.
 */
export function negotiate(
  request: SupportedAppProtocolReq,
  spoken: readonly ProtocolSpoken[],
): SupportedAppProtocolRes {
  const ranked = [...request.AppProtocol].sort((a, b) => a.Priority - b.Priority);
  for (const entry of ranked) {
    const match = spoken.find(
      (protocol) => protocol.namespace === entry.ProtocolNamespace && protocol.major === entry.VersionNumberMajor,
    );
    if (match === undefined) continue;
    const exact = match.minor === entry.VersionNumberMinor;
    return {
      ResponseCode: exact ? 'OK_SuccessfulNegotiation' : 'OK_SuccessfulNegotiationWithMinorDeviation',
      SchemaID: entry.SchemaID,
    };
  }
  return { ResponseCode: 'Failed_NoNegotiation' };
}
