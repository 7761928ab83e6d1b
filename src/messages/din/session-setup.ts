// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { evseIDType, responseCodeType } from './datatypes.js';
import { msgBody, msgDataTypes } from './namespaces.js';

export const evccIDType = msgDataTypes.simpleType('evccIDType', xs.hexBinary, { maxLength: 8 });

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

export const SessionSetupReq = msgBody.globalElement('SessionSetupReq', SessionSetupReqType, {
  substitutionGroup: BodyElement,
});
export type SessionSetupReq = Static<typeof SessionSetupReq>;

export const SessionSetupRes = msgBody.globalElement('SessionSetupRes', SessionSetupResType, {
  substitutionGroup: BodyElement,
});
export type SessionSetupRes = Static<typeof SessionSetupRes>;
