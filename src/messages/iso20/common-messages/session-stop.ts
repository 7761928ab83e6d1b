// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { descriptionType, nameType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const chargingSessionType = commonMessages.enumeration('chargingSessionType', [
  'Pause',
  'Terminate',
  'ServiceRenegotiation',
]);
export type chargingSessionType = Static<typeof chargingSessionType>;

export const SessionStopReqType = commonMessages.complexType('SessionStopReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('ChargingSession', chargingSessionType),
    commonMessages.element('EVTerminationCode', nameType, { minOccurs: 0 }),
    commonMessages.element('EVTerminationExplanation', descriptionType, { minOccurs: 0 }),
  ],
});
export type SessionStopReqType = Static<typeof SessionStopReqType>;

export const SessionStopResType = commonMessages.complexType('SessionStopResType', { extends: V2GResponseType });
export type SessionStopResType = Static<typeof SessionStopResType>;

/** Ends, pauses or renegotiates the session (8.3.4.3.10). */
export const SessionStopReq = commonMessages.globalElement('SessionStopReq', SessionStopReqType, {
  clause: '8.3.4.3.10',
});
export type SessionStopReq = Static<typeof SessionStopReq>;

/** Last message of the session (8.3.4.3.10). */
export const SessionStopRes = commonMessages.globalElement('SessionStopRes', SessionStopResType, {
  clause: '8.3.4.3.10',
});
export type SessionStopRes = Static<typeof SessionStopRes>;
