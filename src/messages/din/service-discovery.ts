// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  paymentOptionType,
  responseCodeType,
  ServiceChargeType,
  ServiceType,
  serviceCategoryType,
  serviceScopeType,
} from './datatypes.js';
import { msgBody, msgDataTypes } from './namespaces.js';

export const ServiceDiscoveryReqType = msgBody.complexType('ServiceDiscoveryReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ServiceScope', serviceScopeType, { minOccurs: 0 }),
    msgBody.element('ServiceCategory', serviceCategoryType, { minOccurs: 0 }),
  ],
});
export type ServiceDiscoveryReqType = Static<typeof ServiceDiscoveryReqType>;

export const PaymentOptionsType = msgDataTypes.complexType('PaymentOptionsType', {
  sequence: [msgDataTypes.element('PaymentOption', paymentOptionType, { maxOccurs: 'unbounded' })],
});
export type PaymentOptionsType = Static<typeof PaymentOptionsType>;

export const ServiceTagListType = msgDataTypes.complexType('ServiceTagListType', {
  sequence: [msgDataTypes.element('Service', ServiceType, { maxOccurs: 'unbounded' })],
});
export type ServiceTagListType = Static<typeof ServiceTagListType>;

export const ServiceDiscoveryResType = msgBody.complexType('ServiceDiscoveryResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('PaymentOptions', PaymentOptionsType),
    msgBody.element('ChargeService', ServiceChargeType),
    msgBody.element('ServiceList', ServiceTagListType, { minOccurs: 0 }),
  ],
});
export type ServiceDiscoveryResType = Static<typeof ServiceDiscoveryResType>;

export const ServiceDiscoveryReq = msgBody.globalElement('ServiceDiscoveryReq', ServiceDiscoveryReqType, {
  substitutionGroup: BodyElement,
});
export type ServiceDiscoveryReq = Static<typeof ServiceDiscoveryReq>;

export const ServiceDiscoveryRes = msgBody.globalElement('ServiceDiscoveryRes', ServiceDiscoveryResType, {
  substitutionGroup: BodyElement,
});
export type ServiceDiscoveryRes = Static<typeof ServiceDiscoveryRes>;
