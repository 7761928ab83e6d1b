// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';
import { serviceIDType } from './service-identifiers.js';

export const SelectedServiceType = commonMessages.complexType('SelectedServiceType', {
  sequence: [
    commonMessages.element('ServiceID', serviceIDType),
    commonMessages.element('ParameterSetID', serviceIDType),
  ],
});
export type SelectedServiceType = Static<typeof SelectedServiceType>;

export const SelectedServiceListType = commonMessages.complexType('SelectedServiceListType', {
  sequence: [commonMessages.element('SelectedService', SelectedServiceType, { maxOccurs: 16 })],
});
export type SelectedServiceListType = Static<typeof SelectedServiceListType>;

export const ServiceSelectionReqType = commonMessages.complexType('ServiceSelectionReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('SelectedEnergyTransferService', SelectedServiceType),
    commonMessages.element('SelectedVASList', SelectedServiceListType, { minOccurs: 0 }),
  ],
});
export type ServiceSelectionReqType = Static<typeof ServiceSelectionReqType>;

export const ServiceSelectionResType = commonMessages.complexType('ServiceSelectionResType', {
  extends: V2GResponseType,
});
export type ServiceSelectionResType = Static<typeof ServiceSelectionResType>;

/** The services and parameter sets that the vehicle wants (8.3.4.3.6). */
export const ServiceSelectionReq = commonMessages.globalElement('ServiceSelectionReq', ServiceSelectionReqType, {
  clause: '8.3.4.3.6',
});
export type ServiceSelectionReq = Static<typeof ServiceSelectionReq>;

/** The charger accepts the selection or says why not (8.3.4.3.6). */
export const ServiceSelectionRes = commonMessages.globalElement('ServiceSelectionRes', ServiceSelectionResType, {
  clause: '8.3.4.3.6',
});
export type ServiceSelectionRes = Static<typeof ServiceSelectionRes>;
