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

export const DC_CableCheckReq = dc.globalElement('DC_CableCheckReq', DC_CableCheckReqType);
export type DC_CableCheckReq = Static<typeof DC_CableCheckReq>;

export const DC_CableCheckRes = dc.globalElement('DC_CableCheckRes', DC_CableCheckResType);
export type DC_CableCheckRes = Static<typeof DC_CableCheckRes>;
