// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { processingType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { mechanicalChargingDeviceStatusType } from './device-status.js';
import { acdp } from './namespaces.js';

export const electricalChargingDeviceStatusType = acdp.enumeration('electricalChargingDeviceStatusType', [
  'State_A',
  'State_B',
  'State_C',
  'State_D',
]);
export type electricalChargingDeviceStatusType = Static<typeof electricalChargingDeviceStatusType>;

export const ACDP_ConnectReqType = acdp.complexType('ACDP_ConnectReqType', {
  extends: V2GRequestType,
  sequence: [acdp.element('EVElectricalChargingDeviceStatus', electricalChargingDeviceStatusType)],
});
export type ACDP_ConnectReqType = Static<typeof ACDP_ConnectReqType>;

export const ACDP_ConnectResType = acdp.complexType('ACDP_ConnectResType', {
  extends: V2GResponseType,
  sequence: [
    acdp.element('EVSEProcessing', processingType),
    acdp.element('EVSEElectricalChargingDeviceStatus', electricalChargingDeviceStatusType),
    acdp.element('EVSEMechanicalChargingDeviceStatus', mechanicalChargingDeviceStatusType),
  ],
});
export type ACDP_ConnectResType = Static<typeof ACDP_ConnectResType>;

/** Pantograph: lowers or extends the connecting device (8.3.4.7). */
export const ACDP_ConnectReq = acdp.globalElement('ACDP_ConnectReq', ACDP_ConnectReqType, { clause: '8.3.4.7' });
export type ACDP_ConnectReq = Static<typeof ACDP_ConnectReq>;

/** Progress of the connection (8.3.4.7). */
export const ACDP_ConnectRes = acdp.globalElement('ACDP_ConnectRes', ACDP_ConnectResType, { clause: '8.3.4.7' });
export type ACDP_ConnectRes = Static<typeof ACDP_ConnectRes>;
