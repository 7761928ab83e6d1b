// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVStatusType } from './ev-status.js';
import { DC_EVSEStatusType } from './evse-status.js';
import { msgBody } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';
import { responseCodeType } from './response-code.js';

export const WeldingDetectionReqType = msgBody.complexType('WeldingDetectionReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('DC_EVStatus', DC_EVStatusType)],
});
export type WeldingDetectionReqType = Static<typeof WeldingDetectionReqType>;

/** DC: asks for the output voltage while the contactors open, to find a welded one (8.4.5.5). */
export const WeldingDetectionReq = msgBody.globalElement('WeldingDetectionReq', WeldingDetectionReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.5.5',
});
export type WeldingDetectionReq = Static<typeof WeldingDetectionReq>;

export const WeldingDetectionResType = msgBody.complexType('WeldingDetectionResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEPresentVoltage', PhysicalValueType),
  ],
});
export type WeldingDetectionResType = Static<typeof WeldingDetectionResType>;

/** The voltage at the output of the charger (8.4.5.5). */
export const WeldingDetectionRes = msgBody.globalElement('WeldingDetectionRes', WeldingDetectionResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.5.5',
});
export type WeldingDetectionRes = Static<typeof WeldingDetectionRes>;
