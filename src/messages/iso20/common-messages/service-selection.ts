// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { serviceIDType } from './datatypes.js';
import { commonMessages } from './namespaces.js';

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

export const ServiceSelectionReq = commonMessages.globalElement('ServiceSelectionReq', ServiceSelectionReqType);
export type ServiceSelectionReq = Static<typeof ServiceSelectionReq>;

export const ServiceSelectionRes = commonMessages.globalElement('ServiceSelectionRes', ServiceSelectionResType);
export type ServiceSelectionRes = Static<typeof ServiceSelectionRes>;
