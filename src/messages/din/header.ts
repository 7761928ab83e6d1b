// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
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

export const NotificationType = msgDataTypes.complexType('NotificationType', {
  sequence: [
    msgDataTypes.element('FaultCode', faultCodeType),
    msgDataTypes.element('FaultMsg', faultMsgType, { minOccurs: 0 }),
  ],
});
export type NotificationType = Static<typeof NotificationType>;

/** Session, optional fault notification and optional signature. */
export const MessageHeaderType = msgHeader.complexType('MessageHeaderType', {
  sequence: [
    msgHeader.element('SessionID', sessionIDType),
    msgHeader.element('Notification', NotificationType, { minOccurs: 0 }),
    ref(Signature, { minOccurs: 0 }),
  ],
});
export type MessageHeaderType = Static<typeof MessageHeaderType>;
