// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVStatusType } from './ev-status.js';
import { AC_EVSEStatus, DC_EVSEStatus, EVSEStatus } from './evse-status.js';
import { SAIDType } from './identifiers.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';
import { responseCodeType } from './response-code.js';

export const chargeProgressType = msgDataTypes.enumeration('chargeProgressType', ['Start', 'Stop', 'Renegotiate']);
export type chargeProgressType = Static<typeof chargeProgressType>;

export const maxNumPhasesType = msgDataTypes.simpleType('maxNumPhasesType', xs.byte, {
  minInclusive: 1,
  maxInclusive: 3,
});

/** From this second on, at most this power (8.5.2.11). */
export const ProfileEntryType = msgDataTypes.complexType(
  'ProfileEntryType',
  {
    sequence: [
      msgDataTypes.element('ChargingProfileEntryStart', xs.unsignedInt, { unit: 's' }),
      msgDataTypes.element('ChargingProfileEntryMaxPower', PhysicalValueType),
      msgDataTypes.element('ChargingProfileEntryMaxNumberOfPhasesInUse', maxNumPhasesType, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5.2.11' },
);
export type ProfileEntryType = Static<typeof ProfileEntryType>;

/** How the vehicle plans to use the chosen schedule (8.5.2.10). */
export const ChargingProfileType = msgDataTypes.complexType(
  'ChargingProfileType',
  { sequence: [msgDataTypes.element('ProfileEntry', ProfileEntryType, { maxOccurs: 24 })] },
  { clause: '8.5.2.10' },
);
export type ChargingProfileType = Static<typeof ChargingProfileType>;

export const EVPowerDeliveryParameterType = msgDataTypes.complexType('EVPowerDeliveryParameterType', {
  abstract: true,
});
export type EVPowerDeliveryParameterType = Static<typeof EVPowerDeliveryParameterType>;

/** Head of DC_EVPowerDeliveryParameter (8.5). */
export const EVPowerDeliveryParameter = msgDataTypes.globalElement(
  'EVPowerDeliveryParameter',
  EVPowerDeliveryParameterType,
  { abstract: true, clause: '8.5' },
);

/** State of the vehicle, and whether it has finished charging (8.5.4.5). */
export const DC_EVPowerDeliveryParameterType = msgDataTypes.complexType(
  'DC_EVPowerDeliveryParameterType',
  {
    extends: EVPowerDeliveryParameterType,
    sequence: [
      msgDataTypes.element('DC_EVStatus', DC_EVStatusType),
      msgDataTypes.element('BulkChargingComplete', xs.boolean, { minOccurs: 0 }),
      msgDataTypes.element('ChargingComplete', xs.boolean),
    ],
  },
  { clause: '8.5.4.5' },
);
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
    msgBody.element('ChargeProgress', chargeProgressType),
    msgBody.element('SAScheduleTupleID', SAIDType),
    msgBody.element('ChargingProfile', ChargingProfileType, { minOccurs: 0 }),
    anyOf(EVPowerDeliveryParameter, [DC_EVPowerDeliveryParameter], { minOccurs: 0 }),
  ],
});
export type PowerDeliveryReqType = Static<typeof PowerDeliveryReqType>;

/** Starts, stops or renegotiates the flow of power on the chosen schedule (8.4.3.9). */
export const PowerDeliveryReq = msgBody.globalElement('PowerDeliveryReq', PowerDeliveryReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.9',
});
export type PowerDeliveryReq = Static<typeof PowerDeliveryReq>;

export const PowerDeliveryResType = msgBody.complexType('PowerDeliveryResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType), anyOf(EVSEStatus, [AC_EVSEStatus, DC_EVSEStatus])],
});
export type PowerDeliveryResType = Static<typeof PowerDeliveryResType>;

/** The status of the charger after the switch (8.4.3.9). */
export const PowerDeliveryRes = msgBody.globalElement('PowerDeliveryRes', PowerDeliveryResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.9',
});
export type PowerDeliveryRes = Static<typeof PowerDeliveryRes>;
