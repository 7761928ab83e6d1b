// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import {
  HexBinary16,
  HexBinary32,
  HexBinary128,
  Int8,
  Int16,
  Int32,
  Int48,
  Int64,
  String32,
  String42,
  UInt8,
  UInt16,
  UInt32,
  UInt40,
  UInt48,
} from './primitives.js';

export const SubscribableType = sep.simpleType('SubscribableType', UInt8);

export const DeviceCategoryType = sep.complexType('DeviceCategoryType', { simpleContent: HexBinary32 });
export type DeviceCategoryType = Static<typeof DeviceCategoryType>;

export const SFDIType = sep.complexType('SFDIType', { simpleContent: UInt40 });
export type SFDIType = Static<typeof SFDIType>;

export const TimeType = sep.complexType('TimeType', { simpleContent: Int64 });
export type TimeType = Static<typeof TimeType>;

export const PowerOfTenMultiplierType = sep.complexType('PowerOfTenMultiplierType', { simpleContent: Int8 });
export type PowerOfTenMultiplierType = Static<typeof PowerOfTenMultiplierType>;

export const PINType = sep.complexType('PINType', { simpleContent: UInt32 });
export type PINType = Static<typeof PINType>;

export const mRIDType = sep.complexType('mRIDType', { simpleContent: HexBinary128 });
export type mRIDType = Static<typeof mRIDType>;

export const VersionType = sep.complexType('VersionType', { simpleContent: UInt16 });
export type VersionType = Static<typeof VersionType>;

export const UnitType = sep.complexType('UnitType', { simpleContent: UInt8 });
export type UnitType = Static<typeof UnitType>;

export const ApplianceLoadReductionType = sep.complexType('ApplianceLoadReductionType', { simpleContent: UInt8 });
export type ApplianceLoadReductionType = Static<typeof ApplianceLoadReductionType>;

export const PerCent = sep.complexType('PerCent', { simpleContent: UInt16 });
export type PerCent = Static<typeof PerCent>;

export const TimeOffsetType = sep.complexType('TimeOffsetType', { simpleContent: Int32 });
export type TimeOffsetType = Static<typeof TimeOffsetType>;

export const RealEnergy = sep.complexType('RealEnergy', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', UInt48)],
});
export type RealEnergy = Static<typeof RealEnergy>;

export const GPSLocationType = sep.complexType('GPSLocationType', {
  sequence: [sep.element('lat', String32), sep.element('lon', String32)],
});
export type GPSLocationType = Static<typeof GPSLocationType>;

export const PENType = sep.complexType('PENType', { simpleContent: UInt32 });
export type PENType = Static<typeof PENType>;

export const LocaleType = sep.complexType('LocaleType', { simpleContent: String42 });
export type LocaleType = Static<typeof LocaleType>;

export const DstRuleType = sep.complexType('DstRuleType', { simpleContent: HexBinary32 });
export type DstRuleType = Static<typeof DstRuleType>;

export const PrimacyType = sep.complexType('PrimacyType', { simpleContent: UInt8 });
export type PrimacyType = Static<typeof PrimacyType>;

export const DateTimeInterval = sep.complexType('DateTimeInterval', {
  sequence: [sep.element('duration', UInt32, { unit: 's' }), sep.element('start', TimeType, { unit: 's since 1970' })],
});
export type DateTimeInterval = Static<typeof DateTimeInterval>;

export const OneHourRangeType = sep.complexType('OneHourRangeType', { simpleContent: Int16 });
export type OneHourRangeType = Static<typeof OneHourRangeType>;

export const ConsumptionBlockType = sep.complexType('ConsumptionBlockType', { simpleContent: UInt8 });
export type ConsumptionBlockType = Static<typeof ConsumptionBlockType>;

export const TOUType = sep.complexType('TOUType', { simpleContent: UInt8 });
export type TOUType = Static<typeof TOUType>;

export const AccumulationBehaviourType = sep.complexType('AccumulationBehaviourType', { simpleContent: UInt8 });
export type AccumulationBehaviourType = Static<typeof AccumulationBehaviourType>;

export const UomType = sep.complexType('UomType', { simpleContent: UInt8 });
export type UomType = Static<typeof UomType>;

export const UnitValueType = sep.complexType('UnitValueType', {
  sequence: [
    sep.element('multiplier', PowerOfTenMultiplierType),
    sep.element('unit', UomType),
    sep.element('value', Int32),
  ],
});
export type UnitValueType = Static<typeof UnitValueType>;

export const CommodityType = sep.complexType('CommodityType', { simpleContent: UInt8 });
export type CommodityType = Static<typeof CommodityType>;

export const DataQualifierType = sep.complexType('DataQualifierType', { simpleContent: UInt8 });
export type DataQualifierType = Static<typeof DataQualifierType>;

export const FlowDirectionType = sep.complexType('FlowDirectionType', { simpleContent: UInt8 });
export type FlowDirectionType = Static<typeof FlowDirectionType>;

export const KindType = sep.complexType('KindType', { simpleContent: UInt8 });
export type KindType = Static<typeof KindType>;

export const PhaseCode = sep.complexType('PhaseCode', { simpleContent: UInt8 });
export type PhaseCode = Static<typeof PhaseCode>;

export const RoleFlagsType = sep.complexType('RoleFlagsType', { simpleContent: HexBinary16 });
export type RoleFlagsType = Static<typeof RoleFlagsType>;

export const ServiceKind = sep.complexType('ServiceKind', { simpleContent: UInt8 });
export type ServiceKind = Static<typeof ServiceKind>;

export const CurrencyCode = sep.complexType('CurrencyCode', { simpleContent: UInt16 });
export type CurrencyCode = Static<typeof CurrencyCode>;

export const SignedRealEnergy = sep.complexType('SignedRealEnergy', {
  sequence: [sep.element('multiplier', PowerOfTenMultiplierType), sep.element('value', Int48)],
});
export type SignedRealEnergy = Static<typeof SignedRealEnergy>;

export const SignedPerCent = sep.complexType('SignedPerCent', { simpleContent: Int16 });
export type SignedPerCent = Static<typeof SignedPerCent>;

export const AccumulationBehaviourTypeElement = sep.globalElement(
  'AccumulationBehaviourType',
  AccumulationBehaviourType,
);

export const ApplianceLoadReductionTypeElement = sep.globalElement(
  'ApplianceLoadReductionType',
  ApplianceLoadReductionType,
);

export const CommodityTypeElement = sep.globalElement('CommodityType', CommodityType);

export const ConsumptionBlockTypeElement = sep.globalElement('ConsumptionBlockType', ConsumptionBlockType);

export const CurrencyCodeElement = sep.globalElement('CurrencyCode', CurrencyCode);

export const DataQualifierTypeElement = sep.globalElement('DataQualifierType', DataQualifierType);

export const DateTimeIntervalElement = sep.globalElement('DateTimeInterval', DateTimeInterval);

export const DeviceCategoryTypeElement = sep.globalElement('DeviceCategoryType', DeviceCategoryType);

export const DstRuleTypeElement = sep.globalElement('DstRuleType', DstRuleType);

export const FlowDirectionTypeElement = sep.globalElement('FlowDirectionType', FlowDirectionType);

export const GPSLocationTypeElement = sep.globalElement('GPSLocationType', GPSLocationType);

export const KindTypeElement = sep.globalElement('KindType', KindType);

export const LocaleTypeElement = sep.globalElement('LocaleType', LocaleType);

export const mRIDTypeElement = sep.globalElement('mRIDType', mRIDType);

export const OneHourRangeTypeElement = sep.globalElement('OneHourRangeType', OneHourRangeType);

export const PENTypeElement = sep.globalElement('PENType', PENType);

export const PerCentElement = sep.globalElement('PerCent', PerCent);

export const PhaseCodeElement = sep.globalElement('PhaseCode', PhaseCode);

export const PINTypeElement = sep.globalElement('PINType', PINType);

export const PowerOfTenMultiplierTypeElement = sep.globalElement('PowerOfTenMultiplierType', PowerOfTenMultiplierType);

export const PrimacyTypeElement = sep.globalElement('PrimacyType', PrimacyType);

export const RealEnergyElement = sep.globalElement('RealEnergy', RealEnergy);

export const RoleFlagsTypeElement = sep.globalElement('RoleFlagsType', RoleFlagsType);

export const ServiceKindElement = sep.globalElement('ServiceKind', ServiceKind);

export const SFDITypeElement = sep.globalElement('SFDIType', SFDIType);

export const SignedPerCentElement = sep.globalElement('SignedPerCent', SignedPerCent);

export const SignedRealEnergyElement = sep.globalElement('SignedRealEnergy', SignedRealEnergy);

export const TimeOffsetTypeElement = sep.globalElement('TimeOffsetType', TimeOffsetType);

export const TimeTypeElement = sep.globalElement('TimeType', TimeType);

export const TOUTypeElement = sep.globalElement('TOUType', TOUType);

export const UnitTypeElement = sep.globalElement('UnitType', UnitType);

export const UnitValueTypeElement = sep.globalElement('UnitValueType', UnitValueType);

export const UomTypeElement = sep.globalElement('UomType', UomType);

export const VersionTypeElement = sep.globalElement('VersionType', VersionType);
