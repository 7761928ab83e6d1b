// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVStatusType } from './ev-status.js';
import { AC_EVSEStatus, DC_EVSEStatus, EVSEStatus } from './evse-status.js';
import { SAIDType } from './identifiers.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { responseCodeType } from './response-code.js';
import { PMaxType } from './schedules.js';

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

export const PowerDeliveryResType = msgBody.complexType('PowerDeliveryResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), anyOf(EVSEStatus, [AC_EVSEStatus, DC_EVSEStatus])],
});
export type PowerDeliveryResType = Static<typeof PowerDeliveryResType>;

/** Switches the flow of power on or off (9.4.1.7). */
export const PowerDeliveryReq = msgBody.globalElement('PowerDeliveryReq', PowerDeliveryReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.7',
});
export type PowerDeliveryReq = Static<typeof PowerDeliveryReq>;

/** The status of the charger after the switch (9.4.1.7). */
export const PowerDeliveryRes = msgBody.globalElement('PowerDeliveryRes', PowerDeliveryResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.7',
});
export type PowerDeliveryRes = Static<typeof PowerDeliveryRes>;
