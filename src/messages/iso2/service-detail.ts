// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
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

/** The vehicle asks for the parameter sets of one service (8.4.3.4). */
export const ServiceDetailReq = msgBody.globalElement('ServiceDetailReq', ServiceDetailReqType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.4',
});
export type ServiceDetailReq = Static<typeof ServiceDetailReq>;

/** A named value of one of six types (8.5.2.23). */
export const ParameterType = msgDataTypes.complexType(
  'ParameterType',
  {
    choice: [
      msgDataTypes.element('boolValue', xs.boolean),
      msgDataTypes.element('byteValue', xs.byte),
      msgDataTypes.element('shortValue', xs.short),
      msgDataTypes.element('intValue', xs.int),
      msgDataTypes.element('physicalValue', PhysicalValueType),
      msgDataTypes.element('stringValue', xs.string),
    ],
    attributes: [msgDataTypes.requiredAttribute('Name', xs.string)],
  },
  { clause: '8.5.2.23' },
);
export type ParameterType = Static<typeof ParameterType>;

/** One set of parameters, chosen by its number (8.5.2.22). */
export const ParameterSetType = msgDataTypes.complexType(
  'ParameterSetType',
  {
    sequence: [
      msgDataTypes.element('ParameterSetID', xs.short),
      msgDataTypes.element('Parameter', ParameterType, { maxOccurs: 16 }),
    ],
  },
  { clause: '8.5.2.22' },
);
export type ParameterSetType = Static<typeof ParameterSetType>;

/** The parameter sets of a service (8.5.2.21). */
export const ServiceParameterListType = msgDataTypes.complexType(
  'ServiceParameterListType',
  { sequence: [msgDataTypes.element('ParameterSet', ParameterSetType, { maxOccurs: 255 })] },
  { clause: '8.5.2.21' },
);
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

/** The parameter sets in which the charger offers that service (8.4.3.4). */
export const ServiceDetailRes = msgBody.globalElement('ServiceDetailRes', ServiceDetailResType, {
  substitutionGroup: BodyElement,
  clause: '8.4.3.4',
});
export type ServiceDetailRes = Static<typeof ServiceDetailRes>;
