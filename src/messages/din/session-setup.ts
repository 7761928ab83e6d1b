// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { evccIDType, evseIDType } from './identifiers.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

export const SessionSetupReqType = msgBody.complexType('SessionSetupReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('EVCCID', evccIDType)],
});
export type SessionSetupReqType = Static<typeof SessionSetupReqType>;

export const SessionSetupResType = msgBody.complexType('SessionSetupResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('EVSEID', evseIDType),
    msgBody.element('DateTimeNow', xs.long, { minOccurs: 0 }),
  ],
});
export type SessionSetupResType = Static<typeof SessionSetupResType>;

/** The vehicle opens a session (SessionID all zero) or asks to resume one (9.4.1.2). */
export const SessionSetupReq = msgBody.globalElement('SessionSetupReq', SessionSetupReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.2',
});
export type SessionSetupReq = Static<typeof SessionSetupReq>;

/** The charger names itself and says whether the session is new (9.4.1.2). */
export const SessionSetupRes = msgBody.globalElement('SessionSetupRes', SessionSetupResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.2',
});
export type SessionSetupRes = Static<typeof SessionSetupRes>;
