// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const evCheckInStatusType = commonMessages.enumeration('evCheckInStatusType', [
  'CheckIn',
  'Processing',
  'Completed',
]);
export type evCheckInStatusType = Static<typeof evCheckInStatusType>;

export const parkingMethodType = commonMessages.enumeration('parkingMethodType', [
  'AutoParking',
  'MVGuideManual',
  'Manual',
]);
export type parkingMethodType = Static<typeof parkingMethodType>;

export const VehicleCheckInReqType = commonMessages.complexType('VehicleCheckInReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('EVCheckInStatus', evCheckInStatusType),
    commonMessages.element('ParkingMethod', parkingMethodType),
    commonMessages.element('VehicleFrame', xs.short, { minOccurs: 0 }),
    commonMessages.element('DeviceOffset', xs.short, { minOccurs: 0 }),
    commonMessages.element('VehicleTravel', xs.short, { minOccurs: 0 }),
  ],
});
export type VehicleCheckInReqType = Static<typeof VehicleCheckInReqType>;

export const VehicleCheckInResType = commonMessages.complexType('VehicleCheckInResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('ParkingSpace', xs.short, { minOccurs: 0 }),
    commonMessages.element('DeviceLocation', xs.short, { minOccurs: 0 }),
    commonMessages.element('TargetDistance', xs.short, { minOccurs: 0 }),
  ],
});
export type VehicleCheckInResType = Static<typeof VehicleCheckInResType>;

/** Automated parking: the vehicle arrives (8.3.4.8.1.1). */
export const VehicleCheckInReq = commonMessages.globalElement('VehicleCheckInReq', VehicleCheckInReqType, {
  clause: '8.3.4.8.1.1',
});
export type VehicleCheckInReq = Static<typeof VehicleCheckInReq>;

/** Where the vehicle shall stand (8.3.4.8.1.1). */
export const VehicleCheckInRes = commonMessages.globalElement('VehicleCheckInRes', VehicleCheckInResType, {
  clause: '8.3.4.8.1.1',
});
export type VehicleCheckInRes = Static<typeof VehicleCheckInRes>;
