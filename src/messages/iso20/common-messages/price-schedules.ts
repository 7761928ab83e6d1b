// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { descriptionType, identifierType, nameType, numericIDType, RationalNumberType } from '../common-types/index.js';
import { currencyType } from './currency.js';
import { commonMessages } from './namespaces.js';

export const PriceScheduleType = commonMessages.complexType('PriceScheduleType', {
  abstract: true,
  sequence: [
    commonMessages.element('TimeAnchor', xs.unsignedLong),
    commonMessages.element('PriceScheduleID', numericIDType),
    commonMessages.element('PriceScheduleDescription', descriptionType, { minOccurs: 0 }),
  ],
});
export type PriceScheduleType = Static<typeof PriceScheduleType>;

export const languageType = commonMessages.simpleType('languageType', xs.string, { maxLength: 3 });

export const TaxRuleType = commonMessages.complexType('TaxRuleType', {
  sequence: [
    commonMessages.element('TaxRuleID', numericIDType),
    commonMessages.element('TaxRuleName', nameType, { minOccurs: 0 }),
    commonMessages.element('TaxRate', RationalNumberType),
    commonMessages.element('TaxIncludedInPrice', xs.boolean, { minOccurs: 0 }),
    commonMessages.element('AppliesToEnergyFee', xs.boolean),
    commonMessages.element('AppliesToParkingFee', xs.boolean),
    commonMessages.element('AppliesToOverstayFee', xs.boolean),
    commonMessages.element('AppliesMinimumMaximumCost', xs.boolean),
  ],
});
export type TaxRuleType = Static<typeof TaxRuleType>;

export const TaxRuleListType = commonMessages.complexType('TaxRuleListType', {
  sequence: [commonMessages.element('TaxRule', TaxRuleType, { maxOccurs: 10 })],
});
export type TaxRuleListType = Static<typeof TaxRuleListType>;

export const PriceRuleType = commonMessages.complexType('PriceRuleType', {
  sequence: [
    commonMessages.element('EnergyFee', RationalNumberType),
    commonMessages.element('ParkingFee', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('ParkingFeePeriod', xs.unsignedInt, { minOccurs: 0 }),
    commonMessages.element('CarbonDioxideEmission', xs.unsignedShort, { minOccurs: 0 }),
    commonMessages.element('RenewableGenerationPercentage', xs.unsignedByte, { minOccurs: 0 }),
    commonMessages.element('PowerRangeStart', RationalNumberType),
  ],
});
export type PriceRuleType = Static<typeof PriceRuleType>;

export const PriceRuleStackType = commonMessages.complexType('PriceRuleStackType', {
  sequence: [
    commonMessages.element('Duration', xs.unsignedInt),
    commonMessages.element('PriceRule', PriceRuleType, { maxOccurs: 8 }),
  ],
});
export type PriceRuleStackType = Static<typeof PriceRuleStackType>;

export const PriceRuleStackListType = commonMessages.complexType('PriceRuleStackListType', {
  sequence: [commonMessages.element('PriceRuleStack', PriceRuleStackType, { maxOccurs: 1024 })],
});
export type PriceRuleStackListType = Static<typeof PriceRuleStackListType>;

export const OverstayRuleType = commonMessages.complexType('OverstayRuleType', {
  sequence: [
    commonMessages.element('OverstayRuleDescription', descriptionType, { minOccurs: 0 }),
    commonMessages.element('StartTime', xs.unsignedInt),
    commonMessages.element('OverstayFee', RationalNumberType),
    commonMessages.element('OverstayFeePeriod', xs.unsignedInt),
  ],
});
export type OverstayRuleType = Static<typeof OverstayRuleType>;

export const OverstayRuleListType = commonMessages.complexType('OverstayRuleListType', {
  sequence: [
    commonMessages.element('OverstayTimeThreshold', xs.unsignedInt, { minOccurs: 0 }),
    commonMessages.element('OverstayPowerThreshold', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('OverstayRule', OverstayRuleType, { maxOccurs: 5 }),
  ],
});
export type OverstayRuleListType = Static<typeof OverstayRuleListType>;

export const AdditionalServiceType = commonMessages.complexType('AdditionalServiceType', {
  sequence: [commonMessages.element('ServiceName', nameType), commonMessages.element('ServiceFee', RationalNumberType)],
});
export type AdditionalServiceType = Static<typeof AdditionalServiceType>;

export const AdditionalServiceListType = commonMessages.complexType('AdditionalServiceListType', {
  sequence: [commonMessages.element('AdditionalService', AdditionalServiceType, { maxOccurs: 5 })],
});
export type AdditionalServiceListType = Static<typeof AdditionalServiceListType>;

/** Prices over time in a currency, with taxes and overstay rules (8.3.5.3.49). */
export const AbsolutePriceScheduleType = commonMessages.complexType(
  'AbsolutePriceScheduleType',
  {
    extends: PriceScheduleType,
    sequence: [
      commonMessages.element('Currency', currencyType),
      commonMessages.element('Language', languageType),
      commonMessages.element('PriceAlgorithm', identifierType),
      commonMessages.element('MinimumCost', RationalNumberType, { minOccurs: 0 }),
      commonMessages.element('MaximumCost', RationalNumberType, { minOccurs: 0 }),
      commonMessages.element('TaxRules', TaxRuleListType, { minOccurs: 0 }),
      commonMessages.element('PriceRuleStacks', PriceRuleStackListType),
      commonMessages.element('OverstayRules', OverstayRuleListType, { minOccurs: 0 }),
      commonMessages.element('AdditionalSelectedServices', AdditionalServiceListType, { minOccurs: 0 }),
    ],
    attributes: [commonMessages.attribute('Id', xs.ID)],
  },
  { clause: '8.3.5.3.49' },
);
export type AbsolutePriceScheduleType = Static<typeof AbsolutePriceScheduleType>;

export const PriceLevelScheduleEntryType = commonMessages.complexType('PriceLevelScheduleEntryType', {
  sequence: [commonMessages.element('Duration', xs.unsignedInt), commonMessages.element('PriceLevel', xs.unsignedByte)],
});
export type PriceLevelScheduleEntryType = Static<typeof PriceLevelScheduleEntryType>;

export const PriceLevelScheduleEntryListType = commonMessages.complexType('PriceLevelScheduleEntryListType', {
  sequence: [commonMessages.element('PriceLevelScheduleEntry', PriceLevelScheduleEntryType, { maxOccurs: 1024 })],
});
export type PriceLevelScheduleEntryListType = Static<typeof PriceLevelScheduleEntryListType>;

/** Price levels over time (8.3.5.3.62). */
export const PriceLevelScheduleType = commonMessages.complexType(
  'PriceLevelScheduleType',
  {
    extends: PriceScheduleType,
    sequence: [
      commonMessages.element('NumberOfPriceLevels', xs.unsignedByte),
      commonMessages.element('PriceLevelScheduleEntries', PriceLevelScheduleEntryListType),
    ],
    attributes: [commonMessages.attribute('Id', xs.ID)],
  },
  { clause: '8.3.5.3.62' },
);
export type PriceLevelScheduleType = Static<typeof PriceLevelScheduleType>;
