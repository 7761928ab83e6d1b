// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { serviceIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';

export const serviceScopeType = msgDataTypes.simpleType('serviceScopeType', xs.string, { maxLength: 32 });

export const serviceCategoryType = msgDataTypes.enumeration('serviceCategoryType', [
  'EVCharging',
  'Internet',
  'ContractCertificate',
  'OtherCustom',
]);
export type serviceCategoryType = Static<typeof serviceCategoryType>;

export const paymentOptionType = msgDataTypes.enumeration('paymentOptionType', ['Contract', 'ExternalPayment']);
export type paymentOptionType = Static<typeof paymentOptionType>;

export const serviceNameType = msgDataTypes.simpleType('serviceNameType', xs.string, { maxLength: 32 });

export const ServiceTagType = msgDataTypes.complexType('ServiceTagType', {
  sequence: [
    msgDataTypes.element('ServiceID', serviceIDType),
    msgDataTypes.element('ServiceName', serviceNameType, { minOccurs: 0 }),
    msgDataTypes.element('ServiceCategory', serviceCategoryType),
    msgDataTypes.element('ServiceScope', serviceScopeType, { minOccurs: 0 }),
  ],
});
export type ServiceTagType = Static<typeof ServiceTagType>;

export const ServiceType = msgDataTypes.complexType('ServiceType', {
  sequence: [msgDataTypes.element('ServiceTag', ServiceTagType), msgDataTypes.element('FreeService', xs.boolean)],
});
export type ServiceType = Static<typeof ServiceType>;

export const EVSESupportedEnergyTransferType = msgDataTypes.enumeration('EVSESupportedEnergyTransferType', [
  'AC_single_phase_core',
  'AC_three_phase_core',
  'DC_core',
  'DC_extended',
  'DC_combo_core',
  'DC_dual',
  'AC_core1p_DC_extended',
  'AC_single_DC_core',
  'AC_single_phase_three_phase_core_DC_extended',
  'AC_core3p_DC_extended',
]);
export type EVSESupportedEnergyTransferType = Static<typeof EVSESupportedEnergyTransferType>;

export const ServiceChargeType = msgDataTypes.complexType('ServiceChargeType', {
  extends: ServiceType,
  sequence: [msgDataTypes.element('EnergyTransferType', EVSESupportedEnergyTransferType)],
});
export type ServiceChargeType = Static<typeof ServiceChargeType>;

export const ServiceCharge = msgDataTypes.globalElement('ServiceCharge', ServiceChargeType);
export type ServiceCharge = Static<typeof ServiceCharge>;
