import { encodeMessage } from '../../messages/codec.js';
import { payloadTypes } from '../../wire/v2gtp.js';
import type { InjectedMessage } from './injected-message.js';

const namespaces = {
  din: ['urn:din:70121:2012:MsgDef', 2],
  iso2: ['urn:iso:15118:2:2013:MsgDef', 2],
  iso20Ac: ['urn:iso:std:iso:15118:-20:AC', 1],
  iso20Dc: ['urn:iso:std:iso:15118:-20:DC', 1],
} as const;

/** The supportedAppProtocolReq that goes before messages, by the sets that they are of; ISO 15118-2 where that is open. */
export function handshakeFor(messages: readonly InjectedMessage[]): InjectedMessage {
  const sets = new Set(messages.map(({ schema }) => schema));
  const names: (keyof typeof namespaces)[] = [];
  if (sets.has('iso20.dc') || (sets.has('iso20.cm') && !sets.has('iso20.ac'))) names.push('iso20Dc');
  if (sets.has('iso20.ac') || (sets.has('iso20.cm') && !sets.has('iso20.dc'))) names.push('iso20Ac');
  if (sets.has('din')) names.push('din');
  if (sets.has('iso2') || names.length === 0) names.push('iso2');
  const protocols = names.map((name, index) => ({
    ProtocolNamespace: namespaces[name][0],
    VersionNumberMajor: namespaces[name][1],
    VersionNumberMinor: 0,
    SchemaID: index + 1,
    Priority: index + 1,
  }));
  return {
    number: 0,
    payloadType: payloadTypes.sap,
    payload: encodeMessage('sap', { supportedAppProtocolReq: { AppProtocol: protocols } }),
    schema: 'sap',
    message: 'supportedAppProtocolReq',
    frame: undefined,
    sinceNs: undefined,
  };
}
