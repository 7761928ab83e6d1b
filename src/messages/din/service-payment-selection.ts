// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { paymentOptionType, responseCodeType, serviceIDType } from './datatypes.js';
import { msgBody, msgDataTypes } from './namespaces.js';

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

export const ServicePaymentSelectionReq = msgBody.globalElement(
  'ServicePaymentSelectionReq',
  ServicePaymentSelectionReqType,
  { substitutionGroup: BodyElement },
);
export type ServicePaymentSelectionReq = Static<typeof ServicePaymentSelectionReq>;

export const ServicePaymentSelectionRes = msgBody.globalElement(
  'ServicePaymentSelectionRes',
  ServicePaymentSelectionResType,
  { substitutionGroup: BodyElement },
);
export type ServicePaymentSelectionRes = Static<typeof ServicePaymentSelectionRes>;
