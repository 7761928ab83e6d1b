// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from './message.js';
import { commonTypes } from './namespaces.js';

export const ChargeParameterDiscoveryReqType = commonTypes.complexType('ChargeParameterDiscoveryReqType', {
  extends: V2GRequestType,
  abstract: true,
});
export type ChargeParameterDiscoveryReqType = Static<typeof ChargeParameterDiscoveryReqType>;

export const ChargeParameterDiscoveryResType = commonTypes.complexType('ChargeParameterDiscoveryResType', {
  extends: V2GResponseType,
  abstract: true,
});
export type ChargeParameterDiscoveryResType = Static<typeof ChargeParameterDiscoveryResType>;
