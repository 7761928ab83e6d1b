// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { AC_EVSEStatusType, MeterInfoType, responseCodeType, SAIDType, sessionIDType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const MeteringReceiptReqType = msgBody.complexType('MeteringReceiptReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('SessionID', sessionIDType),
    msgBody.element('SAScheduleTupleID', SAIDType, { minOccurs: 0 }),
    msgBody.element('MeterInfo', MeterInfoType),
  ],
  attributes: [msgBody.attribute('Id', xs.IDREF)],
});
export type MeteringReceiptReqType = Static<typeof MeteringReceiptReqType>;

export const MeteringReceiptResType = msgBody.complexType('MeteringReceiptResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), msgBody.element('AC_EVSEStatus', AC_EVSEStatusType)],
});
export type MeteringReceiptResType = Static<typeof MeteringReceiptResType>;

export const MeteringReceiptReq = msgBody.globalElement('MeteringReceiptReq', MeteringReceiptReqType, {
  substitutionGroup: BodyElement,
});
export type MeteringReceiptReq = Static<typeof MeteringReceiptReq>;

export const MeteringReceiptRes = msgBody.globalElement('MeteringReceiptRes', MeteringReceiptResType, {
  substitutionGroup: BodyElement,
});
export type MeteringReceiptRes = Static<typeof MeteringReceiptRes>;
