import type { SupportedAppProtocolReq, SupportedAppProtocolRes } from '../../messages/sap/sap.js';
import type { ProtocolName } from '../config/gateway-config.js';

/** A protocol that this SECC speaks. */
export interface ProtocolSpoken {
  readonly name: ProtocolName;
  readonly namespace: string;
  readonly major: number;
  readonly minor: number;
}

/** ISO 15118-2:2014. */
export const iso15118Part2: ProtocolSpoken = {
  name: 'iso15118-2',
  namespace: 'urn:iso:15118:2:2013:MsgDef',
  major: 2,
  minor: 0,
};

/** Every protocol by its name in the configuration. */
export const protocolTable: Readonly<Record<ProtocolName, ProtocolSpoken>> = {
  'iso15118-20-dc': { name: 'iso15118-20-dc', namespace: 'urn:iso:std:iso:15118:-20:DC', major: 1, minor: 0 },
  'iso15118-20-ac': { name: 'iso15118-20-ac', namespace: 'urn:iso:std:iso:15118:-20:AC', major: 1, minor: 0 },
  'iso15118-2': iso15118Part2,
  // DIN SPEC 70121, 8.2.2: the namespace of the schema of 2012, in all its editions.
  din70121: { name: 'din70121', namespace: 'urn:din:70121:2012:MsgDef', major: 2, minor: 0 },
};

/**
 * The application protocol handshake (V2G2-167 to V2G2-172): of the protocols that are spoken here the one that the
 * vehicle ranked highest (1 is the highest), with the SchemaID of that entry. Namespace and major version must be the
 * same; another minor version is a minor deviation.
 */
export function negotiate(
  request: SupportedAppProtocolReq,
  spoken: readonly ProtocolSpoken[],
): { readonly answer: SupportedAppProtocolRes; readonly protocol: ProtocolSpoken | undefined } {
  const ranked = [...request.AppProtocol].sort((a, b) => a.Priority - b.Priority);
  for (const entry of ranked) {
    const match = spoken.find(
      (protocol) => protocol.namespace === entry.ProtocolNamespace && protocol.major === entry.VersionNumberMajor,
    );
    if (match === undefined) continue;
    const exact = match.minor === entry.VersionNumberMinor;
    const answer: SupportedAppProtocolRes = {
      ResponseCode: exact ? 'OK_SuccessfulNegotiation' : 'OK_SuccessfulNegotiationWithMinorDeviation',
      SchemaID: entry.SchemaID,
    };
    return { answer, protocol: match };
  }
  return { answer: { ResponseCode: 'Failed_NoNegotiation' }, protocol: undefined };
}
