// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { DERUnitRefType } from './der-types.js';
import { sep } from './namespaces.js';
import { Int16, UInt16 } from './primitives.js';
import { PowerOfTenMultiplierType, SignedPerCent } from './types.js';

export const ActivePower = sep.complexType('ActivePower', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', Int16)],
});
export type ActivePower = Static<typeof ActivePower>;

export const PowerFactorWithExcitation = sep.complexType('PowerFactorWithExcitation', {
  sequence: [
    sep.element('displacement', UInt16),
    sep.element('excitation', xs.boolean),
    sep.element('multiplier', PowerOfTenMultiplierType),
  ],
});
export type PowerFactorWithExcitation = Static<typeof PowerFactorWithExcitation>;

export const FixedVar = sep.complexType('FixedVar', {
  sequence: [sep.element('refType', DERUnitRefType), sep.element('value', SignedPerCent)],
});
export type FixedVar = Static<typeof FixedVar>;

export const ReactivePower = sep.complexType('ReactivePower', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', Int16)],
});
export type ReactivePower = Static<typeof ReactivePower>;

export const CurrentRMS = sep.complexType('CurrentRMS', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type CurrentRMS = Static<typeof CurrentRMS>;

export const AmpereHour = sep.complexType('AmpereHour', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type AmpereHour = Static<typeof AmpereHour>;

export const ApparentPower = sep.complexType('ApparentPower', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type ApparentPower = Static<typeof ApparentPower>;

export const VoltageRMS = sep.complexType('VoltageRMS', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type VoltageRMS = Static<typeof VoltageRMS>;

export const WattHour = sep.complexType('WattHour', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type WattHour = Static<typeof WattHour>;

export const PowerFactor = sep.complexType('PowerFactor', {
  sequence: [sep.element('displacement', UInt16), sep.element('multiplier', PowerOfTenMultiplierType)],
});
export type PowerFactor = Static<typeof PowerFactor>;

export const ReactiveSusceptance = sep.complexType('ReactiveSusceptance', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type ReactiveSusceptance = Static<typeof ReactiveSusceptance>;

export const FixedPointType = sep.complexType('FixedPointType', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', Int16)],
});
export type FixedPointType = Static<typeof FixedPointType>;

export const UnsignedFixedPointType = sep.complexType('UnsignedFixedPointType', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt16)],
});
export type UnsignedFixedPointType = Static<typeof UnsignedFixedPointType>;

export const CurrentRMSElement = sep.globalElement('CurrentRMS', CurrentRMS);

export const FixedPointTypeElement = sep.globalElement('FixedPointType', FixedPointType);

export const UnsignedFixedPointTypeElement = sep.globalElement('UnsignedFixedPointType', UnsignedFixedPointType);

export const ActivePowerElement = sep.globalElement('ActivePower', ActivePower);

export const AmpereHourElement = sep.globalElement('AmpereHour', AmpereHour);

export const ApparentPowerElement = sep.globalElement('ApparentPower', ApparentPower);

export const ReactivePowerElement = sep.globalElement('ReactivePower', ReactivePower);

export const ReactiveSusceptanceElement = sep.globalElement('ReactiveSusceptance', ReactiveSusceptance);

export const PowerFactorElement = sep.globalElement('PowerFactor', PowerFactor);

export const PowerFactorWithExcitationElement = sep.globalElement(
  'PowerFactorWithExcitation',
  PowerFactorWithExcitation,
);

export const FixedVarElement = sep.globalElement('FixedVar', FixedVar);

export const WattHourElement = sep.globalElement('WattHour', WattHour);

export const VoltageRMSElement = sep.globalElement('VoltageRMS', VoltageRMS);
