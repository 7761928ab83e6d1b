// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { identifierType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const SessionSetupReqType = commonMessages.complexType('SessionSetupReqType', {
  extends: V2GRequestType,
  sequence: [commonMessages.element('EVCCID', identifierType)],
});
export type SessionSetupReqType = Static<typeof SessionSetupReqType>;

export const SessionSetupResType = commonMessages.complexType('SessionSetupResType', {
  extends: V2GResponseType,
  sequence: [commonMessages.element('EVSEID', identifierType)],
});
export type SessionSetupResType = Static<typeof SessionSetupResType>;

/** The vehicle opens a session (SessionID all zero) or asks to resume a paused one (8.3.4.3.1). */
export const SessionSetupReq = commonMessages.globalElement('SessionSetupReq', SessionSetupReqType, {
  clause: '8.3.4.3.1',
});
export type SessionSetupReq = Static<typeof SessionSetupReq>;

/** The charger names itself and says whether the session is new or resumed (8.3.4.3.1). */
export const SessionSetupRes = commonMessages.globalElement('SessionSetupRes', SessionSetupResType, {
  clause: '8.3.4.3.1',
});
export type SessionSetupRes = Static<typeof SessionSetupRes>;
