// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const evCheckOutStatusType = commonMessages.enumeration('evCheckOutStatusType', [
  'CheckOut',
  'Processing',
  'Completed',
]);
export type evCheckOutStatusType = Static<typeof evCheckOutStatusType>;

export const VehicleCheckOutReqType = commonMessages.complexType('VehicleCheckOutReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('EVCheckOutStatus', evCheckOutStatusType),
    commonMessages.element('CheckOutTime', xs.unsignedLong),
  ],
});
export type VehicleCheckOutReqType = Static<typeof VehicleCheckOutReqType>;

export const evseCheckOutStatusType = commonMessages.enumeration('evseCheckOutStatusType', ['Scheduled', 'Completed']);
export type evseCheckOutStatusType = Static<typeof evseCheckOutStatusType>;

export const VehicleCheckOutResType = commonMessages.complexType('VehicleCheckOutResType', {
  extends: V2GResponseType,
  sequence: [commonMessages.element('EVSECheckOutStatus', evseCheckOutStatusType)],
});
export type VehicleCheckOutResType = Static<typeof VehicleCheckOutResType>;

/** Automated parking: the vehicle leaves (8.3.4.8.1.2). */
export const VehicleCheckOutReq = commonMessages.globalElement('VehicleCheckOutReq', VehicleCheckOutReqType, {
  clause: '8.3.4.8.1.2',
});
export type VehicleCheckOutReq = Static<typeof VehicleCheckOutReq>;

/** Whether the vehicle may leave (8.3.4.8.1.2). */
export const VehicleCheckOutRes = commonMessages.globalElement('VehicleCheckOutRes', VehicleCheckOutResType, {
  clause: '8.3.4.8.1.2',
});
export type VehicleCheckOutRes = Static<typeof VehicleCheckOutRes>;
