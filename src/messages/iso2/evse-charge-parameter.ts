// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { AC_EVSEStatusType, DC_EVSEStatusType } from './evse-status.js';
import { msgDataTypes } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';

export const EVSEChargeParameterType = msgDataTypes.complexType('EVSEChargeParameterType', { abstract: true });
export type EVSEChargeParameterType = Static<typeof EVSEChargeParameterType>;

/** Head of AC_EVSEChargeParameter and DC_EVSEChargeParameter (8.5). */
export const EVSEChargeParameter = msgDataTypes.globalElement('EVSEChargeParameter', EVSEChargeParameterType, {
  abstract: true,
  clause: '8.5',
});

/** Nominal voltage and current limit of the charger (8.5.3.3). */
export const AC_EVSEChargeParameterType = msgDataTypes.complexType(
  'AC_EVSEChargeParameterType',
  {
    extends: EVSEChargeParameterType,
    sequence: [
      msgDataTypes.element('AC_EVSEStatus', AC_EVSEStatusType),
      msgDataTypes.element('EVSENominalVoltage', PhysicalValueType),
      msgDataTypes.element('EVSEMaxCurrent', PhysicalValueType),
    ],
  },
  { clause: '8.5.3.3' },
);
export type AC_EVSEChargeParameterType = Static<typeof AC_EVSEChargeParameterType>;

export const AC_EVSEChargeParameter = msgDataTypes.globalElement('AC_EVSEChargeParameter', AC_EVSEChargeParameterType, {
  substitutionGroup: EVSEChargeParameter,
});
export type AC_EVSEChargeParameter = Static<typeof AC_EVSEChargeParameter>;

/** Limits, tolerance and ripple of the charger (8.5.4.4). */
export const DC_EVSEChargeParameterType = msgDataTypes.complexType(
  'DC_EVSEChargeParameterType',
  {
    extends: EVSEChargeParameterType,
    sequence: [
      msgDataTypes.element('DC_EVSEStatus', DC_EVSEStatusType),
      msgDataTypes.element('EVSEMaximumCurrentLimit', PhysicalValueType),
      msgDataTypes.element('EVSEMaximumPowerLimit', PhysicalValueType),
      msgDataTypes.element('EVSEMaximumVoltageLimit', PhysicalValueType),
      msgDataTypes.element('EVSEMinimumCurrentLimit', PhysicalValueType),
      msgDataTypes.element('EVSEMinimumVoltageLimit', PhysicalValueType),
      msgDataTypes.element('EVSECurrentRegulationTolerance', PhysicalValueType, { minOccurs: 0 }),
      msgDataTypes.element('EVSEPeakCurrentRipple', PhysicalValueType),
      msgDataTypes.element('EVSEEnergyToBeDelivered', PhysicalValueType, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5.4.4' },
);
export type DC_EVSEChargeParameterType = Static<typeof DC_EVSEChargeParameterType>;

export const DC_EVSEChargeParameter = msgDataTypes.globalElement('DC_EVSEChargeParameter', DC_EVSEChargeParameterType, {
  substitutionGroup: EVSEChargeParameter,
});
export type DC_EVSEChargeParameter = Static<typeof DC_EVSEChargeParameter>;
