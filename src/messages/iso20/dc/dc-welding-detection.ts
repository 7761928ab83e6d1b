// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { processingType, RationalNumberType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { dc } from './namespaces.js';

export const DC_WeldingDetectionReqType = dc.complexType('DC_WeldingDetectionReqType', {
  extends: V2GRequestType,
  sequence: [dc.element('EVProcessing', processingType)],
});
export type DC_WeldingDetectionReqType = Static<typeof DC_WeldingDetectionReqType>;

export const DC_WeldingDetectionResType = dc.complexType('DC_WeldingDetectionResType', {
  extends: V2GResponseType,
  sequence: [dc.element('EVSEPresentVoltage', RationalNumberType)],
});
export type DC_WeldingDetectionResType = Static<typeof DC_WeldingDetectionResType>;

/** Asks for the output voltage while the contactors open (8.3.4.5.6). */
export const DC_WeldingDetectionReq = dc.globalElement('DC_WeldingDetectionReq', DC_WeldingDetectionReqType, {
  clause: '8.3.4.5.6',
});
export type DC_WeldingDetectionReq = Static<typeof DC_WeldingDetectionReq>;

/** The voltage at the output of the charger (8.3.4.5.6). */
export const DC_WeldingDetectionRes = dc.globalElement('DC_WeldingDetectionRes', DC_WeldingDetectionResType, {
  clause: '8.3.4.5.6',
});
export type DC_WeldingDetectionRes = Static<typeof DC_WeldingDetectionRes>;
