// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { identifierType, RationalNumberType } from '../common-types/index.js';
import { currencyType } from './currency.js';
import { commonMessages } from './namespaces.js';

export const EVPowerScheduleEntryType = commonMessages.complexType('EVPowerScheduleEntryType', {
  sequence: [commonMessages.element('Duration', xs.unsignedInt), commonMessages.element('Power', RationalNumberType)],
});
export type EVPowerScheduleEntryType = Static<typeof EVPowerScheduleEntryType>;

export const EVPowerScheduleEntryListType = commonMessages.complexType('EVPowerScheduleEntryListType', {
  sequence: [commonMessages.element('EVPowerScheduleEntry', EVPowerScheduleEntryType, { maxOccurs: 1024 })],
});
export type EVPowerScheduleEntryListType = Static<typeof EVPowerScheduleEntryListType>;

export const EVPowerScheduleType = commonMessages.complexType('EVPowerScheduleType', {
  sequence: [
    commonMessages.element('TimeAnchor', xs.unsignedLong),
    commonMessages.element('EVPowerScheduleEntries', EVPowerScheduleEntryListType),
  ],
});
export type EVPowerScheduleType = Static<typeof EVPowerScheduleType>;

export const EVPriceRuleType = commonMessages.complexType('EVPriceRuleType', {
  sequence: [
    commonMessages.element('EnergyFee', RationalNumberType),
    commonMessages.element('PowerRangeStart', RationalNumberType),
  ],
});
export type EVPriceRuleType = Static<typeof EVPriceRuleType>;

export const EVPriceRuleStackType = commonMessages.complexType('EVPriceRuleStackType', {
  sequence: [
    commonMessages.element('Duration', xs.unsignedInt),
    commonMessages.element('EVPriceRule', EVPriceRuleType, { maxOccurs: 8 }),
  ],
});
export type EVPriceRuleStackType = Static<typeof EVPriceRuleStackType>;

export const EVPriceRuleStackListType = commonMessages.complexType('EVPriceRuleStackListType', {
  sequence: [commonMessages.element('EVPriceRuleStack', EVPriceRuleStackType, { maxOccurs: 1024 })],
});
export type EVPriceRuleStackListType = Static<typeof EVPriceRuleStackListType>;

export const EVAbsolutePriceScheduleType = commonMessages.complexType('EVAbsolutePriceScheduleType', {
  sequence: [
    commonMessages.element('TimeAnchor', xs.unsignedLong),
    commonMessages.element('Currency', currencyType),
    commonMessages.element('PriceAlgorithm', identifierType),
    commonMessages.element('EVPriceRuleStacks', EVPriceRuleStackListType),
  ],
});
export type EVAbsolutePriceScheduleType = Static<typeof EVAbsolutePriceScheduleType>;

/** What the vehicle offers to feed back, at which price (8.3.5.3.41). */
export const EVEnergyOfferType = commonMessages.complexType(
  'EVEnergyOfferType',
  {
    sequence: [
      commonMessages.element('EVPowerSchedule', EVPowerScheduleType),
      commonMessages.element('EVAbsolutePriceSchedule', EVAbsolutePriceScheduleType),
    ],
  },
  { clause: '8.3.5.3.41' },
);
export type EVEnergyOfferType = Static<typeof EVEnergyOfferType>;
