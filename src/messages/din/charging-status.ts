// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  AC_EVSEStatusType,
  evseIDType,
  MeterInfoType,
  PhysicalValueType,
  responseCodeType,
  SAIDType,
} from './datatypes.js';
import { msgBody } from './namespaces.js';

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

export const ChargingStatusReq = msgBody.globalElement('ChargingStatusReq', ChargingStatusReqType, {
  substitutionGroup: BodyElement,
});
export type ChargingStatusReq = Static<typeof ChargingStatusReq>;

export const ChargingStatusRes = msgBody.globalElement('ChargingStatusRes', ChargingStatusResType, {
  substitutionGroup: BodyElement,
});
export type ChargingStatusRes = Static<typeof ChargingStatusRes>;
