// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { DC_EVStatusType } from './ev-status.js';
import { DC_EVSEStatusType } from './evse-status.js';
import { msgBody } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';
import { responseCodeType } from './response-code.js';

export const PreChargeReqType = msgBody.complexType('PreChargeReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('DC_EVStatus', DC_EVStatusType),
    msgBody.element('EVTargetVoltage', PhysicalValueType),
    msgBody.element('EVTargetCurrent', PhysicalValueType),
  ],
});
export type PreChargeReqType = Static<typeof PreChargeReqType>;

export const PreChargeResType = msgBody.complexType('PreChargeResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgBody.element('EVSEPresentVoltage', PhysicalValueType),
  ],
});
export type PreChargeResType = Static<typeof PreChargeResType>;

/** Asks the charger to match the voltage of the battery (9.4.2.3). */
export const PreChargeReq = msgBody.globalElement('PreChargeReq', PreChargeReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.3',
});
export type PreChargeReq = Static<typeof PreChargeReq>;

/** The voltage at the output of the charger (9.4.2.3). */
export const PreChargeRes = msgBody.globalElement('PreChargeRes', PreChargeResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.2.3',
});
export type PreChargeRes = Static<typeof PreChargeRes>;
