// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { acdp } from './namespaces.js';

export const mechanicalChargingDeviceStatusType = acdp.enumeration('mechanicalChargingDeviceStatusType', [
  'Home',
  'Moving',
  'EndPosition',
]);
export type mechanicalChargingDeviceStatusType = Static<typeof mechanicalChargingDeviceStatusType>;
