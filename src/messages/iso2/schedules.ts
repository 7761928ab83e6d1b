// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { anyOf, ref, restriction, type Static, xs } from '../../wire/exi/notation.js';
import { SAIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';
import { PhysicalValueType, unitMultiplierType } from './physical-value.js';

export const SASchedulesType = msgDataTypes.complexType('SASchedulesType', { abstract: true });
export type SASchedulesType = Static<typeof SASchedulesType>;

/** Head of SAScheduleList (8.5). */
export const SASchedules = msgDataTypes.globalElement('SASchedules', SASchedulesType, {
  abstract: true,
  clause: '8.5',
});

export const IntervalType = msgDataTypes.complexType('IntervalType', { abstract: true });
export type IntervalType = Static<typeof IntervalType>;

/** Head of RelativeTimeInterval (8.5). */
export const TimeInterval = msgDataTypes.globalElement('TimeInterval', IntervalType, { abstract: true, clause: '8.5' });

/** Start, in seconds from the moment of the message, and optional duration (8.5.2.18). */
export const RelativeTimeIntervalType = msgDataTypes.complexType(
  'RelativeTimeIntervalType',
  {
    extends: IntervalType,
    sequence: [
      msgDataTypes.element('start', restriction(xs.unsignedInt, { minInclusive: 0, maxInclusive: 16777214 }), {
        unit: 's',
      }),
      msgDataTypes.element('duration', restriction(xs.unsignedInt, { minInclusive: 0, maxInclusive: 86400 }), {
        minOccurs: 0,
        unit: 's',
      }),
    ],
  },
  { clause: '8.5.2.18' },
);
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

/** A power limit and when it starts (8.5.2.15). */
export const PMaxScheduleEntryType = msgDataTypes.complexType(
  'PMaxScheduleEntryType',
  { extends: EntryType, sequence: [msgDataTypes.element('PMax', PhysicalValueType)] },
  { clause: '8.5.2.15' },
);
export type PMaxScheduleEntryType = Static<typeof PMaxScheduleEntryType>;

/** Head of PMaxScheduleEntry and SalesTariffEntry (8.5). */
export const Entry = msgDataTypes.globalElement('Entry', EntryType, { abstract: true, clause: '8.5' });

export const PMaxScheduleEntry = msgDataTypes.globalElement('PMaxScheduleEntry', PMaxScheduleEntryType, {
  substitutionGroup: Entry,
});
export type PMaxScheduleEntry = Static<typeof PMaxScheduleEntry>;

/** The power limit over time (8.5.2.14). */
export const PMaxScheduleType = msgDataTypes.complexType(
  'PMaxScheduleType',
  { sequence: [ref(PMaxScheduleEntry, { maxOccurs: 1024 })] },
  { clause: '8.5.2.14' },
);
export type PMaxScheduleType = Static<typeof PMaxScheduleType>;

export const tariffDescriptionType = msgDataTypes.simpleType('tariffDescriptionType', xs.string, { maxLength: 32 });

export const costKindType = msgDataTypes.enumeration('costKindType', [
  'relativePricePercentage',
  'RenewableGenerationPercentage',
  'CarbonDioxideEmission',
]);
export type costKindType = Static<typeof costKindType>;

/** One cost: amount times ten to the power of amountMultiplier (8.5.2.20). */
export const CostType = msgDataTypes.complexType(
  'CostType',
  {
    sequence: [
      msgDataTypes.element('costKind', costKindType),
      msgDataTypes.element('amount', xs.unsignedInt),
      msgDataTypes.element('amountMultiplier', unitMultiplierType, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5.2.20' },
);
export type CostType = Static<typeof CostType>;

/** Costs from a given power upwards (8.5.2.19). */
export const ConsumptionCostType = msgDataTypes.complexType(
  'ConsumptionCostType',
  {
    sequence: [
      msgDataTypes.element('startValue', PhysicalValueType),
      msgDataTypes.element('Cost', CostType, { maxOccurs: 3 }),
    ],
  },
  { clause: '8.5.2.19' },
);
export type ConsumptionCostType = Static<typeof ConsumptionCostType>;

/** A price level and when it starts (8.5.2.17). */
export const SalesTariffEntryType = msgDataTypes.complexType(
  'SalesTariffEntryType',
  {
    extends: EntryType,
    sequence: [
      msgDataTypes.element('EPriceLevel', xs.unsignedByte, { minOccurs: 0 }),
      msgDataTypes.element('ConsumptionCost', ConsumptionCostType, { minOccurs: 0, maxOccurs: 3 }),
    ],
  },
  { clause: '8.5.2.17' },
);
export type SalesTariffEntryType = Static<typeof SalesTariffEntryType>;

export const SalesTariffEntry = msgDataTypes.globalElement('SalesTariffEntry', SalesTariffEntryType, {
  substitutionGroup: Entry,
});
export type SalesTariffEntry = Static<typeof SalesTariffEntry>;

/** Prices over time; signed by the secondary actor when it has an Id (8.5.2.16). */
export const SalesTariffType = msgDataTypes.complexType(
  'SalesTariffType',
  {
    sequence: [
      msgDataTypes.element('SalesTariffID', SAIDType),
      msgDataTypes.element('SalesTariffDescription', tariffDescriptionType, { minOccurs: 0 }),
      msgDataTypes.element('NumEPriceLevels', xs.unsignedByte, { minOccurs: 0 }),
      ref(SalesTariffEntry, { maxOccurs: 1024 }),
    ],
    attributes: [msgDataTypes.attribute('Id', xs.ID)],
  },
  { clause: '8.5.2.16' },
);
export type SalesTariffType = Static<typeof SalesTariffType>;

/** One power schedule that the vehicle may choose, with its tariff (8.5.2.13). */
export const SAScheduleTupleType = msgDataTypes.complexType(
  'SAScheduleTupleType',
  {
    sequence: [
      msgDataTypes.element('SAScheduleTupleID', SAIDType),
      msgDataTypes.element('PMaxSchedule', PMaxScheduleType),
      msgDataTypes.element('SalesTariff', SalesTariffType, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5.2.13' },
);
export type SAScheduleTupleType = Static<typeof SAScheduleTupleType>;

export const SAScheduleListType = msgDataTypes.complexType('SAScheduleListType', {
  extends: SASchedulesType,
  sequence: [msgDataTypes.element('SAScheduleTuple', SAScheduleTupleType, { maxOccurs: 3 })],
});
export type SAScheduleListType = Static<typeof SAScheduleListType>;

export const SAScheduleList = msgDataTypes.globalElement('SAScheduleList', SAScheduleListType, {
  substitutionGroup: SASchedules,
});
export type SAScheduleList = Static<typeof SAScheduleList>;
