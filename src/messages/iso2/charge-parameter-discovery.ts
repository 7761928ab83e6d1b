// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { AC_EVChargeParameter, DC_EVChargeParameter, EVChargeParameter } from './ev-charge-parameter.js';
import { AC_EVSEChargeParameter, DC_EVSEChargeParameter, EVSEChargeParameter } from './evse-charge-parameter.js';
import { msgBody } from './namespaces.js';
import { EVSEProcessingType, responseCodeType } from './response-code.js';
import { SAScheduleList, SASchedules } from './schedules.js';
import { EnergyTransferModeType } from './services.js';

export const ChargeParameterDiscoveryReqType = msgBody.complexType('ChargeParameterDiscoveryReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('MaxEntriesSAScheduleTuple', xs.unsignedShort, { minOccurs: 0 }),
    msgBody.element('RequestedEnergyTransferMode', EnergyTransferModeType),
    anyOf(EVChargeParameter, [AC_EVChargeParameter, DC_EVChargeParameter]),
  ],
});
export type ChargeParameterDiscoveryReqType = Static<typeof ChargeParameterDiscoveryReqType>;

/** The vehicle states its limits and the energy transfer mode that it wants (8.4.3.8). */
export const ChargeParameterDiscoveryReq = msgBody.globalElement(
  'ChargeParameterDiscoveryReq',
  ChargeParameterDiscoveryReqType,
  { substitutionGroup: BodyElement, clause: '8.4.3.8' },
);
export type ChargeParameterDiscoveryReq = Static<typeof ChargeParameterDiscoveryReq>;

export const ChargeParameterDiscoveryResType = msgBody.complexType('ChargeParameterDiscoveryResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('EVSEProcessing', EVSEProcessingType),
    anyOf(SASchedules, [SAScheduleList], { minOccurs: 0 }),
    anyOf(EVSEChargeParameter, [AC_EVSEChargeParameter, DC_EVSEChargeParameter]),
  ],
});
export type ChargeParameterDiscoveryResType = Static<typeof ChargeParameterDiscoveryResType>;

/** The limits of the charger and, when ready, the schedules to choose from (8.4.3.8). */
export const ChargeParameterDiscoveryRes = msgBody.globalElement(
  'ChargeParameterDiscoveryRes',
  ChargeParameterDiscoveryResType,
  { substitutionGroup: BodyElement, clause: '8.4.3.8' },
);
export type ChargeParameterDiscoveryRes = Static<typeof ChargeParameterDiscoveryRes>;
