// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { serviceIDType } from './identifiers.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { responseCodeType } from './response-code.js';
import { paymentOptionType } from './services.js';

export const SelectedServiceType = msgDataTypes.complexType('SelectedServiceType', {
  sequence: [
    msgDataTypes.element('ServiceID', serviceIDType),
    msgDataTypes.element('ParameterSetID', xs.short, { minOccurs: 0 }),
  ],
});
export type SelectedServiceType = Static<typeof SelectedServiceType>;

export const SelectedServiceListType = msgDataTypes.complexType('SelectedServiceListType', {
  sequence: [msgDataTypes.element('SelectedService', SelectedServiceType, { maxOccurs: 'unbounded' })],
});
export type SelectedServiceListType = Static<typeof SelectedServiceListType>;

export const ServicePaymentSelectionReqType = msgBody.complexType('ServicePaymentSelectionReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('SelectedPaymentOption', paymentOptionType),
    msgBody.element('SelectedServiceList', SelectedServiceListType),
  ],
});
export type ServicePaymentSelectionReqType = Static<typeof ServicePaymentSelectionReqType>;

export const ServicePaymentSelectionResType = msgBody.complexType('ServicePaymentSelectionResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType)],
});
export type ServicePaymentSelectionResType = Static<typeof ServicePaymentSelectionResType>;

/** The vehicle picks how to pay and which services to use (9.4.1.4). */
export const ServicePaymentSelectionReq = msgBody.globalElement(
  'ServicePaymentSelectionReq',
  ServicePaymentSelectionReqType,
  { substitutionGroup: BodyElement, clause: '9.4.1.4' },
);
export type ServicePaymentSelectionReq = Static<typeof ServicePaymentSelectionReq>;

/** The charger accepts the selection or says why not (9.4.1.4). */
export const ServicePaymentSelectionRes = msgBody.globalElement(
  'ServicePaymentSelectionRes',
  ServicePaymentSelectionResType,
  { substitutionGroup: BodyElement, clause: '9.4.1.4' },
);
export type ServicePaymentSelectionRes = Static<typeof ServicePaymentSelectionRes>;
