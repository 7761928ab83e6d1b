// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { ACDP_ConnectReqType, ACDP_ConnectResType } from './datatypes.js';
import { acdp } from './namespaces.js';

export const ACDP_DisconnectReq = acdp.globalElement('ACDP_DisconnectReq', ACDP_ConnectReqType);
export type ACDP_DisconnectReq = Static<typeof ACDP_DisconnectReq>;

export const ACDP_DisconnectRes = acdp.globalElement('ACDP_DisconnectRes', ACDP_ConnectResType);
export type ACDP_DisconnectRes = Static<typeof ACDP_DisconnectRes>;
