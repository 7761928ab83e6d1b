// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { msgBody } from './namespaces.js';
import { responseCodeType } from './response-code.js';
import { paymentOptionType, SelectedServiceListType } from './services.js';

export const PaymentServiceSelectionReqType = msgBody.complexType('PaymentServiceSelectionReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('SelectedPaymentOption', paymentOptionType),
    msgBody.element('SelectedServiceList', SelectedServiceListType),
  ],
});
export type PaymentServiceSelectionReqType = Static<typeof PaymentServiceSelectionReqType>;

/** The vehicle picks how to pay and which services to use (8.4.3.5). */
export const PaymentServiceSelectionReq = msgBody.globalElement(
  'PaymentServiceSelectionReq',
  PaymentServiceSelectionReqType,
  { substitutionGroup: BodyElement, clause: '8.4.3.5' },
);
export type PaymentServiceSelectionReq = Static<typeof PaymentServiceSelectionReq>;

export const PaymentServiceSelectionResType = msgBody.complexType('PaymentServiceSelectionResType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ResponseCode', responseCodeType)],
});
export type PaymentServiceSelectionResType = Static<typeof PaymentServiceSelectionResType>;

/** The charger accepts the selection or says why not (8.4.3.5). */
export const PaymentServiceSelectionRes = msgBody.globalElement(
  'PaymentServiceSelectionRes',
  PaymentServiceSelectionResType,
  { substitutionGroup: BodyElement, clause: '8.4.3.5' },
);
export type PaymentServiceSelectionRes = Static<typeof PaymentServiceSelectionRes>;
