// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { ref, type Static, xs } from '../../wire/exi/notation.js';
import { Signature } from '../xmldsig/index.js';
import { sessionIDType } from './identifiers.js';
import { msgDataTypes, msgHeader } from './namespaces.js';

export const faultCodeType = msgDataTypes.enumeration('faultCodeType', [
  'ParsingError',
  'NoTLSRootCertificatAvailable',
  'UnknownError',
]);
export type faultCodeType = Static<typeof faultCodeType>;

export const faultMsgType = msgDataTypes.simpleType('faultMsgType', xs.string, { maxLength: 64 });

/** Tells the peer why its last message could not be used (8.5.2.8). */
export const NotificationType = msgDataTypes.complexType(
  'NotificationType',
  {
    sequence: [
      msgDataTypes.element('FaultCode', faultCodeType),
      msgDataTypes.element('FaultMsg', faultMsgType, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5.2.8' },
);
export type NotificationType = Static<typeof NotificationType>;

/** Session, optional fault notification and optional signature over parts of the body (8.3.3). */
export const MessageHeaderType = msgHeader.complexType(
  'MessageHeaderType',
  {
    sequence: [
      msgHeader.element('SessionID', sessionIDType),
      msgHeader.element('Notification', NotificationType, { minOccurs: 0 }),
      ref(Signature, { minOccurs: 0 }),
    ],
  },
  { clause: '8.3.3' },
);
export type MessageHeaderType = Static<typeof MessageHeaderType>;
