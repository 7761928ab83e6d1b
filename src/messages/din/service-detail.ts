// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import { serviceIDType } from './identifiers.js';
import { msgBody, msgDataTypes } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';
import { responseCodeType } from './response-code.js';

export const ServiceDetailReqType = msgBody.complexType('ServiceDetailReqType', {
  extends: BodyBaseType,
  sequence: [msgBody.element('ServiceID', serviceIDType)],
});
export type ServiceDetailReqType = Static<typeof ServiceDetailReqType>;

export const valueType = msgDataTypes.enumeration('valueType', [
  'bool',
  'byte',
  'short',
  'int',
  'physicalValue',
  'string',
]);
export type valueType = Static<typeof valueType>;

export const ParameterType = msgDataTypes.complexType('ParameterType', {
  choice: [
    msgDataTypes.element('boolValue', xs.boolean),
    msgDataTypes.element('byteValue', xs.byte),
    msgDataTypes.element('shortValue', xs.short),
    msgDataTypes.element('intValue', xs.int),
    msgDataTypes.element('physicalValue', PhysicalValueType),
    msgDataTypes.element('stringValue', xs.string),
  ],
  attributes: [
    msgDataTypes.requiredAttribute('Name', xs.string),
    msgDataTypes.requiredAttribute('ValueType', valueType),
  ],
});
export type ParameterType = Static<typeof ParameterType>;

export const ParameterSetType = msgDataTypes.complexType('ParameterSetType', {
  sequence: [
    msgDataTypes.element('ParameterSetID', xs.short),
    msgDataTypes.element('Parameter', ParameterType, { maxOccurs: 'unbounded' }),
  ],
});
export type ParameterSetType = Static<typeof ParameterSetType>;

export const ServiceParameterListType = msgDataTypes.complexType('ServiceParameterListType', {
  sequence: [msgDataTypes.element('ParameterSet', ParameterSetType, { maxOccurs: 'unbounded' })],
});
export type ServiceParameterListType = Static<typeof ServiceParameterListType>;

export const ServiceDetailResType = msgBody.complexType('ServiceDetailResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('ServiceID', serviceIDType),
    msgBody.element('ServiceParameterList', ServiceParameterListType, { minOccurs: 0 }),
  ],
});
export type ServiceDetailResType = Static<typeof ServiceDetailResType>;

/** Asks for the parameter sets of one service; in the schema, not used by DIN SPEC 70121 (9.4.1). */
export const ServiceDetailReq = msgBody.globalElement('ServiceDetailReq', ServiceDetailReqType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1',
});
export type ServiceDetailReq = Static<typeof ServiceDetailReq>;

/** The parameter sets of that service; not used by DIN SPEC 70121 (9.4.1). */
export const ServiceDetailRes = msgBody.globalElement('ServiceDetailRes', ServiceDetailResType, {
  substitutionGroup: BodyElement,
  clause: '9.4.1',
});
export type ServiceDetailRes = Static<typeof ServiceDetailRes>;
