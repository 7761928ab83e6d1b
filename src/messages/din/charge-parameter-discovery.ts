// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, ref, type Static, xs } from '../../wire/exi/notation.js';
import { BodyBaseType, BodyElement } from './body-element.js';
import {
  AC_EVSEStatusType,
  DC_EVSEStatusType,
  DC_EVStatusType,
  EVSEProcessingType,
  PhysicalValueType,
  PMaxType,
  percentValueType,
  responseCodeType,
  SAIDType,
  unitMultiplierType,
} from './datatypes.js';
import { msgBody, msgDataTypes } from './namespaces.js';

export const EVRequestedEnergyTransferType = msgDataTypes.enumeration('EVRequestedEnergyTransferType', [
  'AC_single_phase_core',
  'AC_three_phase_core',
  'DC_core',
  'DC_extended',
  'DC_combo_core',
  'DC_unique',
]);
export type EVRequestedEnergyTransferType = Static<typeof EVRequestedEnergyTransferType>;

export const EVChargeParameterType = msgDataTypes.complexType('EVChargeParameterType', { abstract: true });
export type EVChargeParameterType = Static<typeof EVChargeParameterType>;

export const EVChargeParameter = msgDataTypes.globalElement('EVChargeParameter', EVChargeParameterType);
export type EVChargeParameter = Static<typeof EVChargeParameter>;

export const AC_EVChargeParameterType = msgDataTypes.complexType('AC_EVChargeParameterType', {
  extends: EVChargeParameterType,
  sequence: [
    msgDataTypes.element('DepartureTime', xs.unsignedInt),
    msgDataTypes.element('EAmount', PhysicalValueType),
    msgDataTypes.element('EVMaxVoltage', PhysicalValueType),
    msgDataTypes.element('EVMaxCurrent', PhysicalValueType),
    msgDataTypes.element('EVMinCurrent', PhysicalValueType),
  ],
});
export type AC_EVChargeParameterType = Static<typeof AC_EVChargeParameterType>;

export const AC_EVChargeParameter = msgDataTypes.globalElement('AC_EVChargeParameter', AC_EVChargeParameterType, {
  substitutionGroup: EVChargeParameter,
});
export type AC_EVChargeParameter = Static<typeof AC_EVChargeParameter>;

export const DC_EVChargeParameterType = msgDataTypes.complexType('DC_EVChargeParameterType', {
  extends: EVChargeParameterType,
  sequence: [
    msgDataTypes.element('DC_EVStatus', DC_EVStatusType),
    msgDataTypes.element('EVMaximumCurrentLimit', PhysicalValueType),
    msgDataTypes.element('EVMaximumPowerLimit', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('EVMaximumVoltageLimit', PhysicalValueType),
    msgDataTypes.element('EVEnergyCapacity', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('EVEnergyRequest', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('FullSOC', percentValueType, { minOccurs: 0 }),
    msgDataTypes.element('BulkSOC', percentValueType, { minOccurs: 0 }),
  ],
});
export type DC_EVChargeParameterType = Static<typeof DC_EVChargeParameterType>;

export const DC_EVChargeParameter = msgDataTypes.globalElement('DC_EVChargeParameter', DC_EVChargeParameterType, {
  substitutionGroup: EVChargeParameter,
});
export type DC_EVChargeParameter = Static<typeof DC_EVChargeParameter>;

export const ChargeParameterDiscoveryReqType = msgBody.complexType('ChargeParameterDiscoveryReqType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('EVRequestedEnergyTransferType', EVRequestedEnergyTransferType),
    anyOf(EVChargeParameter, [AC_EVChargeParameter, DC_EVChargeParameter]),
  ],
});
export type ChargeParameterDiscoveryReqType = Static<typeof ChargeParameterDiscoveryReqType>;

export const SASchedulesType = msgDataTypes.complexType('SASchedulesType', { abstract: true });
export type SASchedulesType = Static<typeof SASchedulesType>;

export const SASchedules = msgDataTypes.globalElement('SASchedules', SASchedulesType);
export type SASchedules = Static<typeof SASchedules>;

export const IntervalType = msgDataTypes.complexType('IntervalType', { abstract: true });
export type IntervalType = Static<typeof IntervalType>;

export const TimeInterval = msgDataTypes.globalElement('TimeInterval', IntervalType);
export type TimeInterval = Static<typeof TimeInterval>;

export const RelativeTimeIntervalType = msgDataTypes.complexType('RelativeTimeIntervalType', {
  extends: IntervalType,
  sequence: [
    msgDataTypes.element('start', xs.unsignedInt),
    msgDataTypes.element('duration', xs.unsignedInt, { minOccurs: 0 }),
  ],
});
export type RelativeTimeIntervalType = Static<typeof RelativeTimeIntervalType>;

export const RelativeTimeInterval = msgDataTypes.globalElement('RelativeTimeInterval', RelativeTimeIntervalType, {
  substitutionGroup: TimeInterval,
});
export type RelativeTimeInterval = Static<typeof RelativeTimeInterval>;

export const EntryType = msgDataTypes.complexType('EntryType', {
  abstract: true,
  sequence: [anyOf(TimeInterval, [RelativeTimeInterval])],
});
export type EntryType = Static<typeof EntryType>;

export const PMaxScheduleEntryType = msgDataTypes.complexType('PMaxScheduleEntryType', {
  extends: EntryType,
  sequence: [msgDataTypes.element('PMax', PMaxType)],
});
export type PMaxScheduleEntryType = Static<typeof PMaxScheduleEntryType>;

export const Entry = msgDataTypes.globalElement('Entry', EntryType);
export type Entry = Static<typeof Entry>;

export const PMaxScheduleEntry = msgDataTypes.globalElement('PMaxScheduleEntry', PMaxScheduleEntryType, {
  substitutionGroup: Entry,
});
export type PMaxScheduleEntry = Static<typeof PMaxScheduleEntry>;

export const PMaxScheduleType = msgDataTypes.complexType('PMaxScheduleType', {
  sequence: [msgDataTypes.element('PMaxScheduleID', SAIDType), ref(PMaxScheduleEntry, { maxOccurs: 'unbounded' })],
});
export type PMaxScheduleType = Static<typeof PMaxScheduleType>;

export const tariffDescriptionType = msgDataTypes.simpleType('tariffDescriptionType', xs.string, { maxLength: 32 });

export const costKindType = msgDataTypes.enumeration('costKindType', [
  'relativePricePercentage',
  'RenewableGenerationPercentage',
  'CarbonDioxideEmission',
]);
export type costKindType = Static<typeof costKindType>;

export const CostType = msgDataTypes.complexType('CostType', {
  sequence: [
    msgDataTypes.element('costKind', costKindType),
    msgDataTypes.element('amount', xs.unsignedInt),
    msgDataTypes.element('amountMultiplier', unitMultiplierType, { minOccurs: 0 }),
  ],
});
export type CostType = Static<typeof CostType>;

export const ConsumptionCostType = msgDataTypes.complexType('ConsumptionCostType', {
  sequence: [
    msgDataTypes.element('startValue', xs.unsignedInt),
    msgDataTypes.element('Cost', CostType, { minOccurs: 0, maxOccurs: 'unbounded' }),
  ],
});
export type ConsumptionCostType = Static<typeof ConsumptionCostType>;

export const SalesTariffEntryType = msgDataTypes.complexType('SalesTariffEntryType', {
  extends: EntryType,
  sequence: [
    msgDataTypes.element('EPriceLevel', xs.unsignedByte),
    msgDataTypes.element('ConsumptionCost', ConsumptionCostType, { minOccurs: 0, maxOccurs: 'unbounded' }),
  ],
});
export type SalesTariffEntryType = Static<typeof SalesTariffEntryType>;

export const SalesTariffEntry = msgDataTypes.globalElement('SalesTariffEntry', SalesTariffEntryType, {
  substitutionGroup: Entry,
});
export type SalesTariffEntry = Static<typeof SalesTariffEntry>;

export const SalesTariffType = msgDataTypes.complexType('SalesTariffType', {
  sequence: [
    msgDataTypes.element('SalesTariffID', SAIDType),
    msgDataTypes.element('SalesTariffDescription', tariffDescriptionType, { minOccurs: 0 }),
    msgDataTypes.element('NumEPriceLevels', xs.unsignedByte),
    ref(SalesTariffEntry, { maxOccurs: 'unbounded' }),
  ],
  attributes: [msgDataTypes.requiredAttribute('Id', xs.IDREF)],
});
export type SalesTariffType = Static<typeof SalesTariffType>;

export const SAScheduleTupleType = msgDataTypes.complexType('SAScheduleTupleType', {
  sequence: [
    msgDataTypes.element('SAScheduleTupleID', SAIDType),
    msgDataTypes.element('PMaxSchedule', PMaxScheduleType),
    msgDataTypes.element('SalesTariff', SalesTariffType, { minOccurs: 0 }),
  ],
});
export type SAScheduleTupleType = Static<typeof SAScheduleTupleType>;

export const SAScheduleListType = msgDataTypes.complexType('SAScheduleListType', {
  extends: SASchedulesType,
  sequence: [msgDataTypes.element('SAScheduleTuple', SAScheduleTupleType, { maxOccurs: 'unbounded' })],
});
export type SAScheduleListType = Static<typeof SAScheduleListType>;

export const SAScheduleList = msgDataTypes.globalElement('SAScheduleList', SAScheduleListType, {
  substitutionGroup: SASchedules,
});
export type SAScheduleList = Static<typeof SAScheduleList>;

export const EVSEChargeParameterType = msgDataTypes.complexType('EVSEChargeParameterType', { abstract: true });
export type EVSEChargeParameterType = Static<typeof EVSEChargeParameterType>;

export const EVSEChargeParameter = msgDataTypes.globalElement('EVSEChargeParameter', EVSEChargeParameterType);
export type EVSEChargeParameter = Static<typeof EVSEChargeParameter>;

export const AC_EVSEChargeParameterType = msgDataTypes.complexType('AC_EVSEChargeParameterType', {
  extends: EVSEChargeParameterType,
  sequence: [
    msgDataTypes.element('AC_EVSEStatus', AC_EVSEStatusType),
    msgDataTypes.element('EVSEMaxVoltage', PhysicalValueType),
    msgDataTypes.element('EVSEMaxCurrent', PhysicalValueType),
    msgDataTypes.element('EVSEMinCurrent', PhysicalValueType),
  ],
});
export type AC_EVSEChargeParameterType = Static<typeof AC_EVSEChargeParameterType>;

export const AC_EVSEChargeParameter = msgDataTypes.globalElement('AC_EVSEChargeParameter', AC_EVSEChargeParameterType, {
  substitutionGroup: EVSEChargeParameter,
});
export type AC_EVSEChargeParameter = Static<typeof AC_EVSEChargeParameter>;

export const DC_EVSEChargeParameterType = msgDataTypes.complexType('DC_EVSEChargeParameterType', {
  extends: EVSEChargeParameterType,
  sequence: [
    msgDataTypes.element('DC_EVSEStatus', DC_EVSEStatusType),
    msgDataTypes.element('EVSEMaximumCurrentLimit', PhysicalValueType),
    msgDataTypes.element('EVSEMaximumPowerLimit', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('EVSEMaximumVoltageLimit', PhysicalValueType),
    msgDataTypes.element('EVSEMinimumCurrentLimit', PhysicalValueType),
    msgDataTypes.element('EVSEMinimumVoltageLimit', PhysicalValueType),
    msgDataTypes.element('EVSECurrentRegulationTolerance', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('EVSEPeakCurrentRipple', PhysicalValueType),
    msgDataTypes.element('EVSEEnergyToBeDelivered', PhysicalValueType, { minOccurs: 0 }),
  ],
});
export type DC_EVSEChargeParameterType = Static<typeof DC_EVSEChargeParameterType>;

export const DC_EVSEChargeParameter = msgDataTypes.globalElement('DC_EVSEChargeParameter', DC_EVSEChargeParameterType, {
  substitutionGroup: EVSEChargeParameter,
});
export type DC_EVSEChargeParameter = Static<typeof DC_EVSEChargeParameter>;

export const ChargeParameterDiscoveryResType = msgBody.complexType('ChargeParameterDiscoveryResType', {
  extends: BodyBaseType,
  sequence: [
    msgBody.element('ResponseCode', responseCodeType),
    msgBody.element('EVSEProcessing', EVSEProcessingType),
    anyOf(SASchedules, [SAScheduleList]),
    anyOf(EVSEChargeParameter, [AC_EVSEChargeParameter, DC_EVSEChargeParameter]),
  ],
});
export type ChargeParameterDiscoveryResType = Static<typeof ChargeParameterDiscoveryResType>;

export const ChargeParameterDiscoveryReq = msgBody.globalElement(
  'ChargeParameterDiscoveryReq',
  ChargeParameterDiscoveryReqType,
  { substitutionGroup: BodyElement },
);
export type ChargeParameterDiscoveryReq = Static<typeof ChargeParameterDiscoveryReq>;

export const ChargeParameterDiscoveryRes = msgBody.globalElement(
  'ChargeParameterDiscoveryRes',
  ChargeParameterDiscoveryResType,
  { substitutionGroup: BodyElement },
);
export type ChargeParameterDiscoveryRes = Static<typeof ChargeParameterDiscoveryRes>;
