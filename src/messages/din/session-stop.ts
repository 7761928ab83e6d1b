// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';

export const SessionStopType = msgBody.complexType('SessionStopType', { extends: BodyBaseType });
export type SessionStopType = Static<typeof SessionStopType>;

export const SessionStopResType = msgBody.complexType('SessionStopResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType)],
});
export type SessionStopResType = Static<typeof SessionStopResType>;

/** Ends the session (9.4.1.8). */
export const SessionStopReq = msgBody.globalElement('SessionStopReq', SessionStopType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.8',
});
export type SessionStopReq = Static<typeof SessionStopReq>;

/** Last message of the session (9.4.1.8). */
export const SessionStopRes = msgBody.globalElement('SessionStopRes', SessionStopResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.8',
});
export type SessionStopRes = Static<typeof SessionStopRes>;
