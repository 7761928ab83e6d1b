// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { responseCodeType } from './response-code.js';
import {
  paymentOptionType,
  ServiceChargeType,
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

/** The vehicle asks which services there are (9.4.1.3). */
export const ServiceDiscoveryReq = msgBody.globalElement('ServiceDiscoveryReq', ServiceDiscoveryReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.3',
});
export type ServiceDiscoveryReq = Static<typeof ServiceDiscoveryReq>;

/** Payment options and the charge service (9.4.1.3). */
export const ServiceDiscoveryRes = msgBody.globalElement('ServiceDiscoveryRes', ServiceDiscoveryResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1.3',
});
export type ServiceDiscoveryRes = Static<typeof ServiceDiscoveryRes>;
