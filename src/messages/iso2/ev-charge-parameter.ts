// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { DC_EVStatusType, percentValueType } from './ev-status.js';
import { msgDataTypes } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';

export const EVChargeParameterType = msgDataTypes.complexType('EVChargeParameterType', {
  abstract: true,
  sequence: [msgDataTypes.element('DepartureTime', xs.unsignedInt, { minOccurs: 0, unit: 's' })],
});
export type EVChargeParameterType = Static<typeof EVChargeParameterType>;

/** Head of AC_EVChargeParameter and DC_EVChargeParameter (8.5). */
export const EVChargeParameter = msgDataTypes.globalElement('EVChargeParameter', EVChargeParameterType, {
  abstract: true,
  clause: '8.5',
});

/** Energy amount, voltage and current limits of the vehicle (8.5.3.2). */
export const AC_EVChargeParameterType = msgDataTypes.complexType(
  'AC_EVChargeParameterType',
  {
    extends: EVChargeParameterType,
    sequence: [
      msgDataTypes.element('EAmount', PhysicalValueType),
      msgDataTypes.element('EVMaxVoltage', PhysicalValueType),
      msgDataTypes.element('EVMaxCurrent', PhysicalValueType),
      msgDataTypes.element('EVMinCurrent', PhysicalValueType),
    ],
  },
  { clause: '8.5.3.2' },
);
export type AC_EVChargeParameterType = Static<typeof AC_EVChargeParameterType>;

export const AC_EVChargeParameter = msgDataTypes.globalElement('AC_EVChargeParameter', AC_EVChargeParameterType, {
  substitutionGroup: EVChargeParameter,
});
export type AC_EVChargeParameter = Static<typeof AC_EVChargeParameter>;

/** Limits and energy request of the vehicle (8.5.4.3). */
export const DC_EVChargeParameterType = msgDataTypes.complexType(
  'DC_EVChargeParameterType',
  {
    extends: EVChargeParameterType,
    sequence: [
      msgDataTypes.element('DC_EVStatus', DC_EVStatusType),
      msgDataTypes.element('EVMaximumCurrentLimit', PhysicalValueType),
      msgDataTypes.element('EVMaximumPowerLimit', PhysicalValueType, { minOccurs: 0 }),
      msgDataTypes.element('EVMaximumVoltageLimit', PhysicalValueType),
      msgDataTypes.element('EVEnergyCapacity', PhysicalValueType, { minOccurs: 0 }),
      msgDataTypes.element('EVEnergyRequest', PhysicalValueType, { minOccurs: 0 }),
      msgDataTypes.element('FullSOC', percentValueType, { minOccurs: 0, unit: '%' }),
      msgDataTypes.element('BulkSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    ],
  },
  { clause: '8.5.4.3' },
);
export type DC_EVChargeParameterType = Static<typeof DC_EVChargeParameterType>;

export const DC_EVChargeParameter = msgDataTypes.globalElement('DC_EVChargeParameter', DC_EVChargeParameterType, {
  substitutionGroup: EVChargeParameter,
});
export type DC_EVChargeParameter = Static<typeof DC_EVChargeParameter>;
