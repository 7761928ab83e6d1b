// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { serviceIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';

export const EnergyTransferModeType = msgDataTypes.enumeration('EnergyTransferModeType', [
  'AC_single_phase_core',
  'AC_three_phase_core',
  'DC_core',
  'DC_extended',
  'DC_combo_core',
  'DC_unique',
]);
export type EnergyTransferModeType = Static<typeof EnergyTransferModeType>;

export const paymentOptionType = msgDataTypes.enumeration('paymentOptionType', ['Contract', 'ExternalPayment']);
export type paymentOptionType = Static<typeof paymentOptionType>;

/** A service and, where it has them, the parameter set (8.5.2.25). */
export const SelectedServiceType = msgDataTypes.complexType(
  'SelectedServiceType',
  {
    sequence: [
      msgDataTypes.element('ServiceID', serviceIDType),
      msgDataTypes.element('ParameterSetID', xs.short, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5.2.25' },
);
export type SelectedServiceType = Static<typeof SelectedServiceType>;

/** The services that the vehicle wants to use (8.5.2.24). */
export const SelectedServiceListType = msgDataTypes.complexType(
  'SelectedServiceListType',
  { sequence: [msgDataTypes.element('SelectedService', SelectedServiceType, { maxOccurs: 16 })] },
  { clause: '8.5.2.24' },
);
export type SelectedServiceListType = Static<typeof SelectedServiceListType>;

export const serviceScopeType = msgDataTypes.simpleType('serviceScopeType', xs.string, { maxLength: 64 });

export const serviceCategoryType = msgDataTypes.enumeration('serviceCategoryType', [
  'EVCharging',
  'Internet',
  'ContractCertificate',
  'OtherCustom',
]);
export type serviceCategoryType = Static<typeof serviceCategoryType>;

export const serviceNameType = msgDataTypes.simpleType('serviceNameType', xs.string, { maxLength: 32 });

/** One service: its number, name, category, scope, and whether it is free (8.5.2.1). */
export const ServiceType = msgDataTypes.complexType(
  'ServiceType',
  {
    sequence: [
      msgDataTypes.element('ServiceID', serviceIDType),
      msgDataTypes.element('ServiceName', serviceNameType, { minOccurs: 0 }),
      msgDataTypes.element('ServiceCategory', serviceCategoryType),
      msgDataTypes.element('ServiceScope', serviceScopeType, { minOccurs: 0 }),
      msgDataTypes.element('FreeService', xs.boolean),
    ],
  },
  { clause: '8.5.2.1' },
);
export type ServiceType = Static<typeof ServiceType>;

export const valueType = msgDataTypes.enumeration('valueType', [
  'bool',
  'byte',
  'short',
  'int',
  'physicalValue',
  'string',
]);
export type valueType = Static<typeof valueType>;
