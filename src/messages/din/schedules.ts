// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, ref, type Static, xs } from '../../wire/exi/notation.js';
import { SAIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';
import { unitMultiplierType } from './physical-value.js';

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
    msgDataTypes.element('start', xs.unsignedInt, { unit: 's' }),
    msgDataTypes.element('duration', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
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

export const PMaxType = msgDataTypes.simpleType('PMaxType', xs.short);

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
