import type { SupportedAppProtocolReq, SupportedAppProtocolRes } from '../../messages/sap/sap.js';
import { negotiate, type ProtocolSpoken, protocolTable } from '../session/app-protocol.js';
import type { Faults } from './faults.js';

interface Negotiated {
  readonly answer: SupportedAppProtocolRes;
  readonly protocol: ProtocolSpoken | undefined;
}

/** The handshake with the faults of the gateway: what it reads of the offer, what it speaks, what it says. */
export function negotiateWith(
  faults: Faults,
  request: SupportedAppProtocolReq,
  spoken: readonly ProtocolSpoken[],
): Negotiated {
  if (faults.names.length === 0) return negotiate(request, spoken);
  const speaks = faults.has('sap-energy-unfiltered') ? [...spoken, protocolTable['iso15118-20-ac']] : spoken;
  const read = { AppProtocol: entriesAsRead(faults, request.AppProtocol, speaks) } as SupportedAppProtocolReq;
  return asSaid(faults, request, negotiate(read, speaks), speaks);
}

type Entries = SupportedAppProtocolReq['AppProtocol'];

function entriesAsRead(faults: Faults, entries: Entries, spoken: readonly ProtocolSpoken[]): Entries {
  if (faults.has('sap-ignores-priority')) return entries.map((entry, index) => ({ ...entry, Priority: index + 1 }));
  if (faults.has('sap-lowest-priority')) return entries.map((entry) => ({ ...entry, Priority: 21 - entry.Priority }));
  if (faults.has('sap-ten-entries')) return entries.slice(0, 10);
  if (!faults.has('sap-refuses-minor')) return entries;
  return entries.filter(({ ProtocolNamespace, VersionNumberMinor }) =>
    spoken.some(({ namespace, minor }) => namespace === ProtocolNamespace && minor === VersionNumberMinor),
  );
}

function asSaid(
  faults: Faults,
  request: SupportedAppProtocolReq,
  honest: Negotiated,
  spoken: readonly ProtocolSpoken[],
): Negotiated {
  const { answer, protocol } = honest;
  const [first] = request.AppProtocol;
  if (protocol === undefined) {
    const ids = first === undefined ? {} : { SchemaID: first.SchemaID };
    const [own] = spoken;
    if (faults.has('sap-accepts-unknown') && own !== undefined) {
      return { answer: { ResponseCode: 'OK_SuccessfulNegotiation', ...ids }, protocol: own };
    }
    return faults.has('sap-schema-id-of-nothing') ? { answer: { ...answer, ...ids }, protocol } : honest;
  }
  if (faults.has('sap-literal-schema-id')) return { answer: { ...answer, SchemaID: 1 }, protocol };
  if (faults.has('sap-minor-unsaid'))
    return { answer: { ...answer, ResponseCode: 'OK_SuccessfulNegotiation' }, protocol };
  return honest;
}
