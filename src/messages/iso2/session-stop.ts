// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { responseCodeType } from './response-code.js';

export const chargingSessionType = msgDataTypes.enumeration('chargingSessionType', ['Terminate', 'Pause']);
export type chargingSessionType = Static<typeof chargingSessionType>;

export const SessionStopReqType = msgBody.complexType('SessionStopReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ChargingSession', chargingSessionType)],
});
export type SessionStopReqType = Static<typeof SessionStopReqType>;

/** Ends the session, or pauses it to be resumed later (8.4.3.12). */
export const SessionStopReq = msgBody.globalElement('SessionStopReq', SessionStopReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.12',
});
export type SessionStopReq = Static<typeof SessionStopReq>;

export const SessionStopResType = msgBody.complexType('SessionStopResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType)],
});
export type SessionStopResType = Static<typeof SessionStopResType>;

/** Last message of the session (8.4.3.12). */
export const SessionStopRes = msgBody.globalElement('SessionStopRes', SessionStopResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.12',
});
export type SessionStopRes = Static<typeof SessionStopRes>;
