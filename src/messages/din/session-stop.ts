// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { responseCodeType } from './datatypes.js';
import { msgBody } from './namespaces.js';

export const SessionStopType = msgBody.complexType('SessionStopType', { extends: BodyBaseType });
export type SessionStopType = Static<typeof SessionStopType>;

export const SessionStopResType = msgBody.complexType('SessionStopResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType)],
});
export type SessionStopResType = Static<typeof SessionStopResType>;

export const SessionStopReq = msgBody.globalElement('SessionStopReq', SessionStopType, {
  substitutionGroup: BodyElement,
});
export type SessionStopReq = Static<typeof SessionStopReq>;

export const SessionStopRes = msgBody.globalElement('SessionStopRes', SessionStopResType, {
  substitutionGroup: BodyElement,
});
export type SessionStopRes = Static<typeof SessionStopRes>;
