// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { AC_EVSEStatus, DC_EVSEStatus, EVSEStatus } from './evse-status.js';
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
  attributes: [msgBody.attribute('Id', xs.ID)],
});
export type MeteringReceiptReqType = Static<typeof MeteringReceiptReqType>;

/** The vehicle signs the meter reading that the charger asked it to confirm (8.4.3.13). */
export const MeteringReceiptReq = msgBody.globalElement('MeteringReceiptReq', MeteringReceiptReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.13',
});
export type MeteringReceiptReq = Static<typeof MeteringReceiptReq>;

export const MeteringReceiptResType = msgBody.complexType('MeteringReceiptResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), anyOf(EVSEStatus, [AC_EVSEStatus, DC_EVSEStatus])],
});
export type MeteringReceiptResType = Static<typeof MeteringReceiptResType>;

/** The charger accepts the receipt or refuses its signature (8.4.3.13). */
export const MeteringReceiptRes = msgBody.globalElement('MeteringReceiptRes', MeteringReceiptResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.13',
});
export type MeteringReceiptRes = Static<typeof MeteringReceiptRes>;
