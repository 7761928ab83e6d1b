// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { ACDP_ConnectReqType, ACDP_ConnectResType } from './acdp-connect.js';
import { acdp } from './namespaces.js';

/** Pantograph: retracts the connecting device (8.3.4.7). */
export const ACDP_DisconnectReq = acdp.globalElement('ACDP_DisconnectReq', ACDP_ConnectReqType, { clause: '8.3.4.7' });
export type ACDP_DisconnectReq = Static<typeof ACDP_DisconnectReq>;

/** Progress of the disconnection (8.3.4.7). */
export const ACDP_DisconnectRes = acdp.globalElement('ACDP_DisconnectRes', ACDP_ConnectResType, { clause: '8.3.4.7' });
export type ACDP_DisconnectRes = Static<typeof ACDP_DisconnectRes>;
