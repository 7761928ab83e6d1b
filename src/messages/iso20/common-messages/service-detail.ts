// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { nameType, RationalNumberType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';
import { serviceIDType } from './service-identifiers.js';

export const ServiceDetailReqType = commonMessages.complexType('ServiceDetailReqType', {
  extends: V2GRequestType,
  sequence: [commonMessages.element('ServiceID', serviceIDType)],
});
export type ServiceDetailReqType = Static<typeof ServiceDetailReqType>;

export const ParameterType = commonMessages.complexType('ParameterType', {
  choice: [
    commonMessages.element('boolValue', xs.boolean),
    commonMessages.element('byteValue', xs.byte),
    commonMessages.element('shortValue', xs.short),
    commonMessages.element('intValue', xs.int),
    commonMessages.element('rationalNumber', RationalNumberType),
    commonMessages.element('finiteString', nameType),
  ],
  attributes: [commonMessages.requiredAttribute('Name', nameType)],
});
export type ParameterType = Static<typeof ParameterType>;

export const ParameterSetType = commonMessages.complexType('ParameterSetType', {
  sequence: [
    commonMessages.element('ParameterSetID', serviceIDType),
    commonMessages.element('Parameter', ParameterType, { maxOccurs: 32 }),
  ],
});
export type ParameterSetType = Static<typeof ParameterSetType>;

export const ServiceParameterListType = commonMessages.complexType('ServiceParameterListType', {
  sequence: [commonMessages.element('ParameterSet', ParameterSetType, { maxOccurs: 32 })],
});
export type ServiceParameterListType = Static<typeof ServiceParameterListType>;

export const ServiceDetailResType = commonMessages.complexType('ServiceDetailResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('ServiceID', serviceIDType),
    commonMessages.element('ServiceParameterList', ServiceParameterListType),
  ],
});
export type ServiceDetailResType = Static<typeof ServiceDetailResType>;

/** Asks for the parameter sets of one service (8.3.4.3.5). */
export const ServiceDetailReq = commonMessages.globalElement('ServiceDetailReq', ServiceDetailReqType, {
  clause: '8.3.4.3.5',
});
export type ServiceDetailReq = Static<typeof ServiceDetailReq>;

/** The parameter sets in which the charger offers it (8.3.4.3.5). */
export const ServiceDetailRes = commonMessages.globalElement('ServiceDetailRes', ServiceDetailResType, {
  clause: '8.3.4.3.5',
});
export type ServiceDetailRes = Static<typeof ServiceDetailRes>;
