// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';
import { serviceIDType } from './service-identifiers.js';

export const ServiceIDListType = commonMessages.complexType('ServiceIDListType', {
  sequence: [commonMessages.element('ServiceID', serviceIDType, { maxOccurs: 16 })],
});
export type ServiceIDListType = Static<typeof ServiceIDListType>;

export const ServiceDiscoveryReqType = commonMessages.complexType('ServiceDiscoveryReqType', {
  extends: V2GRequestType,
  sequence: [commonMessages.element('SupportedServiceIDs', ServiceIDListType, { minOccurs: 0 })],
});
export type ServiceDiscoveryReqType = Static<typeof ServiceDiscoveryReqType>;

export const ServiceType = commonMessages.complexType('ServiceType', {
  sequence: [commonMessages.element('ServiceID', serviceIDType), commonMessages.element('FreeService', xs.boolean)],
});
export type ServiceType = Static<typeof ServiceType>;

export const ServiceListType = commonMessages.complexType('ServiceListType', {
  sequence: [commonMessages.element('Service', ServiceType, { maxOccurs: 8 })],
});
export type ServiceListType = Static<typeof ServiceListType>;

export const ServiceDiscoveryResType = commonMessages.complexType('ServiceDiscoveryResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('ServiceRenegotiationSupported', xs.boolean),
    commonMessages.element('EnergyTransferServiceList', ServiceListType),
    commonMessages.element('VASList', ServiceListType, { minOccurs: 0 }),
  ],
});
export type ServiceDiscoveryResType = Static<typeof ServiceDiscoveryResType>;

/** Asks which services there are (8.3.4.3.4). */
export const ServiceDiscoveryReq = commonMessages.globalElement('ServiceDiscoveryReq', ServiceDiscoveryReqType, {
  clause: '8.3.4.3.4',
});
export type ServiceDiscoveryReq = Static<typeof ServiceDiscoveryReq>;

/** The energy transfer services and value-added services (8.3.4.3.4). */
export const ServiceDiscoveryRes = commonMessages.globalElement('ServiceDiscoveryRes', ServiceDiscoveryResType, {
  clause: '8.3.4.3.4',
});
export type ServiceDiscoveryRes = Static<typeof ServiceDiscoveryRes>;
