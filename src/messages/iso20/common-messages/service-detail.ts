// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { nameType, RationalNumberType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { serviceIDType } from './datatypes.js';
import { commonMessages } from './namespaces.js';

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

export const ServiceDetailReq = commonMessages.globalElement('ServiceDetailReq', ServiceDetailReqType);
export type ServiceDetailReq = Static<typeof ServiceDetailReq>;

export const ServiceDetailRes = commonMessages.globalElement('ServiceDetailRes', ServiceDetailResType);
export type ServiceDetailRes = Static<typeof ServiceDetailRes>;
