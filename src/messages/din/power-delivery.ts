// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  AC_EVSEStatusType,
  DC_EVSEStatusType,
  DC_EVStatusType,
  EVSEStatusType,
  PMaxType,
  responseCodeType,
  SAIDType,
} from './datatypes.js';
import { msgBody, msgDataTypes } from './namespaces.js';

export const ProfileEntryType = msgDataTypes.complexType('ProfileEntryType', {
  sequence: [
    msgDataTypes.element('ChargingProfileEntryStart', xs.unsignedInt),
    msgDataTypes.element('ChargingProfileEntryMaxPower', PMaxType),
  ],
});
export type ProfileEntryType = Static<typeof ProfileEntryType>;

export const ChargingProfileType = msgDataTypes.complexType('ChargingProfileType', {
  sequence: [
    msgDataTypes.element('SAScheduleTupleID', SAIDType),
    msgDataTypes.element('ProfileEntry', ProfileEntryType, { maxOccurs: 'unbounded' }),
  ],
});
export type ChargingProfileType = Static<typeof ChargingProfileType>;

export const EVPowerDeliveryParameterType = msgDataTypes.complexType('EVPowerDeliveryParameterType', {
  abstract: true,
});
export type EVPowerDeliveryParameterType = Static<typeof EVPowerDeliveryParameterType>;

export const EVPowerDeliveryParameter = msgDataTypes.globalElement(
  'EVPowerDeliveryParameter',
  EVPowerDeliveryParameterType,
);
export type EVPowerDeliveryParameter = Static<typeof EVPowerDeliveryParameter>;

export const DC_EVPowerDeliveryParameterType = msgDataTypes.complexType('DC_EVPowerDeliveryParameterType', {
  extends: EVPowerDeliveryParameterType,
  sequence: [
    msgDataTypes.element('DC_EVStatus', DC_EVStatusType),
    msgDataTypes.element('BulkChargingComplete', xs.boolean, { minOccurs: 0 }),
    msgDataTypes.element('ChargingComplete', xs.boolean),
  ],
});
export type DC_EVPowerDeliveryParameterType = Static<typeof DC_EVPowerDeliveryParameterType>;

export const DC_EVPowerDeliveryParameter = msgDataTypes.globalElement(
  'DC_EVPowerDeliveryParameter',
  DC_EVPowerDeliveryParameterType,
  { substitutionGroup: EVPowerDeliveryParameter },
);
export type DC_EVPowerDeliveryParameter = Static<typeof DC_EVPowerDeliveryParameter>;

export const PowerDeliveryReqType = msgBody.complexType('PowerDeliveryReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ReadyToChargeState', xs.boolean),
    msgBody.element('ChargingProfile', ChargingProfileType, { minOccurs: 0 }),
    anyOf(EVPowerDeliveryParameter, [DC_EVPowerDeliveryParameter], { minOccurs: 0 }),
  ],
});
export type PowerDeliveryReqType = Static<typeof PowerDeliveryReqType>;

export const EVSEStatus = msgDataTypes.globalElement('EVSEStatus', EVSEStatusType);
export type EVSEStatus = Static<typeof EVSEStatus>;

export const AC_EVSEStatus = msgDataTypes.globalElement('AC_EVSEStatus', AC_EVSEStatusType, {
  substitutionGroup: EVSEStatus,
});
export type AC_EVSEStatus = Static<typeof AC_EVSEStatus>;

export const DC_EVSEStatus = msgDataTypes.globalElement('DC_EVSEStatus', DC_EVSEStatusType, {
  substitutionGroup: EVSEStatus,
});
export type DC_EVSEStatus = Static<typeof DC_EVSEStatus>;

export const PowerDeliveryResType = msgBody.complexType('PowerDeliveryResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), anyOf(EVSEStatus, [AC_EVSEStatus, DC_EVSEStatus])],
});
export type PowerDeliveryResType = Static<typeof PowerDeliveryResType>;

export const PowerDeliveryReq = msgBody.globalElement('PowerDeliveryReq', PowerDeliveryReqType, {
  substitutionGroup: BodyElement,
});
export type PowerDeliveryReq = Static<typeof PowerDeliveryReq>;

export const PowerDeliveryRes = msgBody.globalElement('PowerDeliveryRes', PowerDeliveryResType, {
  substitutionGroup: BodyElement,
});
export type PowerDeliveryRes = Static<typeof PowerDeliveryRes>;
