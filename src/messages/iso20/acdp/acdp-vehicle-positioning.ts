// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { processingType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { acdp } from './namespaces.js';

export const ACDP_VehiclePositioningReqType = acdp.complexType('ACDP_VehiclePositioningReqType', {
  extends: V2GRequestType,
  sequence: [acdp.element('EVMobilityStatus', xs.boolean), acdp.element('EVPositioningSupport', xs.boolean)],
});
export type ACDP_VehiclePositioningReqType = Static<typeof ACDP_VehiclePositioningReqType>;

export const ACDP_VehiclePositioningResType = acdp.complexType('ACDP_VehiclePositioningResType', {
  extends: V2GResponseType,
  sequence: [
    acdp.element('EVSEProcessing', processingType),
    acdp.element('EVSEPositioningSupport', xs.boolean),
    acdp.element('EVRelativeXDeviation', xs.short),
    acdp.element('EVRelativeYDeviation', xs.short),
    acdp.element('ContactWindowXc', xs.short),
    acdp.element('ContactWindowYc', xs.short),
    acdp.element('EVInChargePosition', xs.boolean),
  ],
});
export type ACDP_VehiclePositioningResType = Static<typeof ACDP_VehiclePositioningResType>;

/** Pantograph: asks how the vehicle stands (8.3.4.7). */
export const ACDP_VehiclePositioningReq = acdp.globalElement(
  'ACDP_VehiclePositioningReq',
  ACDP_VehiclePositioningReqType,
  { clause: '8.3.4.7' },
);
export type ACDP_VehiclePositioningReq = Static<typeof ACDP_VehiclePositioningReq>;

/** Pantograph: offset of the vehicle from its place (8.3.4.7). */
export const ACDP_VehiclePositioningRes = acdp.globalElement(
  'ACDP_VehiclePositioningRes',
  ACDP_VehiclePositioningResType,
  { clause: '8.3.4.7' },
);
export type ACDP_VehiclePositioningRes = Static<typeof ACDP_VehiclePositioningRes>;
