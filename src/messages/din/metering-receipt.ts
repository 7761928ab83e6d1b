// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { AC_EVSEStatusType } from './evse-status.js';
import { SAIDType, sessionIDType } from './identifiers.js';
import { MeterInfoType } from './metering.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

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

/** Confirms a meter reading; in the schema, not used by DIN SPEC 70121 (9.4). */
export const MeteringReceiptReq = msgBody.globalElement('MeteringReceiptReq', MeteringReceiptReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4',
});
export type MeteringReceiptReq = Static<typeof MeteringReceiptReq>;

/** Answer to the receipt; not used by DIN SPEC 70121 (9.4). */
export const MeteringReceiptRes = msgBody.globalElement('MeteringReceiptRes', MeteringReceiptResType, {
  substitutionGroup: BodyElement,
  clause: '9.4',
});
export type MeteringReceiptRes = Static<typeof MeteringReceiptRes>;
