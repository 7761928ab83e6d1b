// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { processingType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { dc } from './namespaces.js';

export const DC_CableCheckReqType = dc.complexType('DC_CableCheckReqType', { extends: V2GRequestType });
export type DC_CableCheckReqType = Static<typeof DC_CableCheckReqType>;

export const DC_CableCheckResType = dc.complexType('DC_CableCheckResType', {
  extends: V2GResponseType,
  sequence: [dc.element('EVSEProcessing', processingType)],
});
export type DC_CableCheckResType = Static<typeof DC_CableCheckResType>;

/** Starts the isolation test of the cable and repeats until it is done (8.3.4.5.3). */
export const DC_CableCheckReq = dc.globalElement('DC_CableCheckReq', DC_CableCheckReqType, { clause: '8.3.4.5.3' });
export type DC_CableCheckReq = Static<typeof DC_CableCheckReq>;

/** Progress of the isolation test (8.3.4.5.3). */
export const DC_CableCheckRes = dc.globalElement('DC_CableCheckRes', DC_CableCheckResType, { clause: '8.3.4.5.3' });
export type DC_CableCheckRes = Static<typeof DC_CableCheckRes>;
