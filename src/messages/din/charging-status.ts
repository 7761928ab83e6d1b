// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { AC_EVSEStatusType } from './evse-status.js';
import { evseIDType, SAIDType } from './identifiers.js';
import { MeterInfoType } from './metering.js';
import { msgBody } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';
import { responseCodeType } from './response-code.js';

export const ChargingStatusReqType = msgBody.complexType('ChargingStatusReqType', { extends: BodyBaseType });
export type ChargingStatusReqType = Static<typeof ChargingStatusReqType>;

export const ChargingStatusResType = msgBody.complexType('ChargingStatusResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('EVSEID', evseIDType),
    msgBody.element('SAScheduleTupleID', SAIDType),
    msgBody.element('EVSEMaxCurrent', PhysicalValueType, { minOccurs: 0 }),
    msgBody.element('MeterInfo', MeterInfoType, { minOccurs: 0 }),
    msgBody.element('ReceiptRequired', xs.boolean),
    msgBody.element('AC_EVSEStatus', AC_EVSEStatusType),
  ],
});
export type ChargingStatusResType = Static<typeof ChargingStatusResType>;

/** AC charge loop; in the schema, not used by DIN SPEC 70121 (9.4). */
export const ChargingStatusReq = msgBody.globalElement('ChargingStatusReq', ChargingStatusReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4',
});
export type ChargingStatusReq = Static<typeof ChargingStatusReq>;

/** AC charge loop; not used by DIN SPEC 70121 (9.4). */
export const ChargingStatusRes = msgBody.globalElement('ChargingStatusRes', ChargingStatusResType, {
  substitutionGroup: BodyElement,
  clause: '9.4',
});
export type ChargingStatusRes = Static<typeof ChargingStatusRes>;
