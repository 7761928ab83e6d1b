// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
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

export const WeldingDetectionResType = msgBody.complexType('WeldingDetectionResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEPresentVoltage', PhysicalValueType),
  ],
});
export type WeldingDetectionResType = Static<typeof WeldingDetectionResType>;

/** Asks for the output voltage while the contactors open (9.4.2.5). */
export const WeldingDetectionReq = msgBody.globalElement('WeldingDetectionReq', WeldingDetectionReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.5',
});
export type WeldingDetectionReq = Static<typeof WeldingDetectionReq>;

/** The voltage at the output of the charger (9.4.2.5). */
export const WeldingDetectionRes = msgBody.globalElement('WeldingDetectionRes', WeldingDetectionResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.5',
});
export type WeldingDetectionRes = Static<typeof WeldingDetectionRes>;
