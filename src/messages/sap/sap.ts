import { messageSet, namespace, type Static, xs } from '../../wire/exi/notation.js';

/** The application protocol handshake (ISO 15118-2 8.2, ISO 15118-20 8.2): the first exchange of every session. */
const appProtocol = namespace('urn:iso:15118:2:2010:AppProtocol');

export const idType = appProtocol.simpleType('idType', xs.unsignedByte);

export const protocolNameType = appProtocol.simpleType('protocolNameType', xs.string, { maxLength: 30 });

export const protocolNamespaceType = appProtocol.simpleType('protocolNamespaceType', xs.anyURI, { maxLength: 100 });

export const priorityType = appProtocol.simpleType('priorityType', xs.unsignedByte, {
  minInclusive: 1,
  maxInclusive: 20,
});

export const responseCodeType = appProtocol.enumeration('responseCodeType', [
  'OK_SuccessfulNegotiation',
  'OK_SuccessfulNegotiationWithMinorDeviation',
  'Failed_NoNegotiation',
]);

export const AppProtocolType = appProtocol.complexType('AppProtocolType', {
  sequence: [
    appProtocol.element('ProtocolNamespace', protocolNamespaceType, {
      doc: 'Namespace of the message set, such as urn:iso:15118:2:2013:MsgDef.',
    }),
    appProtocol.element('VersionNumberMajor', xs.unsignedInt),
    appProtocol.element('VersionNumberMinor', xs.unsignedInt),
    appProtocol.element('SchemaID', idType, { doc: 'Chosen by the EVCC; the SECC answers with it.' }),
    appProtocol.element('Priority', priorityType, { doc: '1 is the highest priority.' }),
  ],
});

export const supportedAppProtocolReq = appProtocol.globalElement(
  'supportedAppProtocolReq',
  appProtocol.anonymousType({ sequence: [appProtocol.element('AppProtocol', AppProtocolType, { maxOccurs: 20 })] }),
  { clause: '8.2.2' },
);

export const supportedAppProtocolRes = appProtocol.globalElement(
  'supportedAppProtocolRes',
  appProtocol.anonymousType({
    sequence: [
      appProtocol.element('ResponseCode', responseCodeType),
      appProtocol.element('SchemaID', idType, { minOccurs: 0, doc: 'The protocol that the SECC chose.' }),
    ],
  }),
  { clause: '8.2.3' },
);

/** The message set of the handshake. */
export const sap = messageSet('sap', {
  namespaces: [appProtocol],
  elements: [supportedAppProtocolReq, supportedAppProtocolRes],
  types: [AppProtocolType, idType, protocolNameType, protocolNamespaceType, priorityType, responseCodeType],
});

export type SupportedAppProtocolReq = Static<typeof supportedAppProtocolReq>;
export type SupportedAppProtocolRes = Static<typeof supportedAppProtocolRes>;
