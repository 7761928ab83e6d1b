// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { AC_EVChargeParameter, DC_EVChargeParameter, EVChargeParameter } from './ev-charge-parameter.js';
import { AC_EVSEChargeParameter, DC_EVSEChargeParameter, EVSEChargeParameter } from './evse-charge-parameter.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { EVSEProcessingType, responseCodeType } from './response-code.js';
import { SAScheduleList, SASchedules } from './schedules.js';

export const EVRequestedEnergyTransferType = msgDataTypes.enumeration('EVRequestedEnergyTransferType', [
  'AC_single_phase_core',
  'AC_three_phase_core',
  'DC_core',
  'DC_extended',
  'DC_combo_core',
  'DC_unique',
]);
export type EVRequestedEnergyTransferType = Static<typeof EVRequestedEnergyTransferType>;

export const ChargeParameterDiscoveryReqType = msgBody.complexType('ChargeParameterDiscoveryReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('EVRequestedEnergyTransferType', EVRequestedEnergyTransferType),
    anyOf(EVChargeParameter, [AC_EVChargeParameter, DC_EVChargeParameter]),
  ],
});
export type ChargeParameterDiscoveryReqType = Static<typeof ChargeParameterDiscoveryReqType>;

export const ChargeParameterDiscoveryResType = msgBody.complexType('ChargeParameterDiscoveryResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('EVSEProcessing', EVSEProcessingType),
    anyOf(SASchedules, [SAScheduleList]),
    anyOf(EVSEChargeParameter, [AC_EVSEChargeParameter, DC_EVSEChargeParameter]),
  ],
});
export type ChargeParameterDiscoveryResType = Static<typeof ChargeParameterDiscoveryResType>;

/** The vehicle states its limits and the energy transfer that it wants (9.4.1.6). */
export const ChargeParameterDiscoveryReq = msgBody.globalElement(
  'ChargeParameterDiscoveryReq',
  ChargeParameterDiscoveryReqType,
  { substitutionGroup: BodyElement, clause: '9.4.1.6' },
);
export type ChargeParameterDiscoveryReq = Static<typeof ChargeParameterDiscoveryReq>;

/** The limits of the charger and the schedules (9.4.1.6). */
export const ChargeParameterDiscoveryRes = msgBody.globalElement(
  'ChargeParameterDiscoveryRes',
  ChargeParameterDiscoveryResType,
  { substitutionGroup: BodyElement, clause: '9.4.1.6' },
);
export type ChargeParameterDiscoveryRes = Static<typeof ChargeParameterDiscoveryRes>;
