// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { ACDP_ConnectReqType, ACDP_ConnectResType } from './datatypes.js';
import { acdp } from './namespaces.js';

export const ACDP_ConnectReq = acdp.globalElement('ACDP_ConnectReq', ACDP_ConnectReqType);
export type ACDP_ConnectReq = Static<typeof ACDP_ConnectReq>;

export const ACDP_ConnectRes = acdp.globalElement('ACDP_ConnectRes', ACDP_ConnectResType);
export type ACDP_ConnectRes = Static<typeof ACDP_ConnectRes>;
