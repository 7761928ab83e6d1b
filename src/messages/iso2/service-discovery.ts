// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { responseCodeType } from './response-code.js';
import {
  EnergyTransferModeType,
  paymentOptionType,
  ServiceType,
  serviceCategoryType,
  serviceScopeType,
} from './services.js';

export const ServiceDiscoveryReqType = msgBody.complexType('ServiceDiscoveryReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ServiceScope', serviceScopeType, { minOccurs: 0 }),
    msgBody.element('ServiceCategory', serviceCategoryType, { minOccurs: 0 }),
  ],
});
export type ServiceDiscoveryReqType = Static<typeof ServiceDiscoveryReqType>;

/** The vehicle asks which services there are, optionally of one scope or category (8.4.3.3). */
export const ServiceDiscoveryReq = msgBody.globalElement('ServiceDiscoveryReq', ServiceDiscoveryReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.3',
});
export type ServiceDiscoveryReq = Static<typeof ServiceDiscoveryReq>;

/** External payment, contract, or both (8.5.2.9). */
export const PaymentOptionListType = msgDataTypes.complexType(
  'PaymentOptionListType',
  { sequence: [msgDataTypes.element('PaymentOption', paymentOptionType, { maxOccurs: 2 })] },
  { clause: '8.5.2.9' },
);
export type PaymentOptionListType = Static<typeof PaymentOptionListType>;

/** Up to six energy transfer modes (8.5.2.4). */
export const SupportedEnergyTransferModeType = msgDataTypes.complexType(
  'SupportedEnergyTransferModeType',
  { sequence: [msgDataTypes.element('EnergyTransferMode', EnergyTransferModeType, { maxOccurs: 6 })] },
  { clause: '8.5.2.4' },
);
export type SupportedEnergyTransferModeType = Static<typeof SupportedEnergyTransferModeType>;

/** The charge service with the energy transfer modes that the connector supports (8.5.2.3). */
export const ChargeServiceType = msgDataTypes.complexType(
  'ChargeServiceType',
  {
    extends: ServiceType,
    sequence: [msgDataTypes.element('SupportedEnergyTransferMode', SupportedEnergyTransferModeType)],
  },
  { clause: '8.5.2.3' },
);
export type ChargeServiceType = Static<typeof ChargeServiceType>;

/** The value-added services on offer (8.5.2.2). */
export const ServiceListType = msgDataTypes.complexType(
  'ServiceListType',
  { sequence: [msgDataTypes.element('Service', ServiceType, { maxOccurs: 8 })] },
  { clause: '8.5.2.2' },
);
export type ServiceListType = Static<typeof ServiceListType>;

export const ServiceDiscoveryResType = msgBody.complexType('ServiceDiscoveryResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('PaymentOptionList', PaymentOptionListType),
    msgBody.element('ChargeService', ChargeServiceType),
    msgBody.element('ServiceList', ServiceListType, { minOccurs: 0 }),
  ],
});
export type ServiceDiscoveryResType = Static<typeof ServiceDiscoveryResType>;

/** The charger offers payment options, the charge service and value-added services (8.4.3.3). */
export const ServiceDiscoveryRes = msgBody.globalElement('ServiceDiscoveryRes', ServiceDiscoveryResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.3',
});
export type ServiceDiscoveryRes = Static<typeof ServiceDiscoveryRes>;
