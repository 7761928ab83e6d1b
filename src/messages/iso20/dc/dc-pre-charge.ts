// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { processingType, RationalNumberType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { dc } from './namespaces.js';

export const DC_PreChargeReqType = dc.complexType('DC_PreChargeReqType', {
  extends: V2GRequestType,
  sequence: [
    dc.element('EVProcessing', processingType),
    dc.element('EVPresentVoltage', RationalNumberType),
    dc.element('EVTargetVoltage', RationalNumberType),
  ],
});
export type DC_PreChargeReqType = Static<typeof DC_PreChargeReqType>;

export const DC_PreChargeResType = dc.complexType('DC_PreChargeResType', {
  extends: V2GResponseType,
  sequence: [dc.element('EVSEPresentVoltage', RationalNumberType)],
});
export type DC_PreChargeResType = Static<typeof DC_PreChargeResType>;

/** Asks the charger to match the voltage of the battery (8.3.4.5.4). */
export const DC_PreChargeReq = dc.globalElement('DC_PreChargeReq', DC_PreChargeReqType, { clause: '8.3.4.5.4' });
export type DC_PreChargeReq = Static<typeof DC_PreChargeReq>;

/** The voltage at the output of the charger (8.3.4.5.4). */
export const DC_PreChargeRes = dc.globalElement('DC_PreChargeRes', DC_PreChargeResType, { clause: '8.3.4.5.4' });
export type DC_PreChargeRes = Static<typeof DC_PreChargeRes>;
