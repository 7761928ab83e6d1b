// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import {
  descriptionType,
  identifierType,
  nameType,
  numericIDType,
  percentValueType,
  processingType,
  RationalNumberType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { PowerScheduleEntryType } from './datatypes.js';
import { commonMessages } from './namespaces.js';

export const maxSupportingPointsScheduleTupleType = commonMessages.simpleType(
  'maxSupportingPointsScheduleTupleType',
  xs.unsignedShort,
  { minInclusive: 12, maxInclusive: 1024 },
);

export const Dynamic_SEReqControlModeType = commonMessages.complexType('Dynamic_SEReqControlModeType', {
  sequence: [
    commonMessages.element('DepartureTime', xs.unsignedInt),
    commonMessages.element('MinimumSOC', percentValueType, { minOccurs: 0 }),
    commonMessages.element('TargetSOC', percentValueType, { minOccurs: 0 }),
    commonMessages.element('EVTargetEnergyRequest', RationalNumberType),
    commonMessages.element('EVMaximumEnergyRequest', RationalNumberType),
    commonMessages.element('EVMinimumEnergyRequest', RationalNumberType),
    commonMessages.element('EVMaximumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVMinimumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Dynamic_SEReqControlModeType = Static<typeof Dynamic_SEReqControlModeType>;

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

export const currencyType = commonMessages.simpleType('currencyType', xs.string, { maxLength: 3 });

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

export const EVEnergyOfferType = commonMessages.complexType('EVEnergyOfferType', {
  sequence: [
    commonMessages.element('EVPowerSchedule', EVPowerScheduleType),
    commonMessages.element('EVAbsolutePriceSchedule', EVAbsolutePriceScheduleType),
  ],
});
export type EVEnergyOfferType = Static<typeof EVEnergyOfferType>;

export const Scheduled_SEReqControlModeType = commonMessages.complexType('Scheduled_SEReqControlModeType', {
  sequence: [
    commonMessages.element('DepartureTime', xs.unsignedInt, { minOccurs: 0 }),
    commonMessages.element('EVTargetEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVMaximumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVMinimumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVEnergyOffer', EVEnergyOfferType, { minOccurs: 0 }),
  ],
});
export type Scheduled_SEReqControlModeType = Static<typeof Scheduled_SEReqControlModeType>;

export const ScheduleExchangeReqType = commonMessages.complexType('ScheduleExchangeReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('MaximumSupportingPoints', maxSupportingPointsScheduleTupleType),
    choice([
      commonMessages.element('Dynamic_SEReqControlMode', Dynamic_SEReqControlModeType),
      commonMessages.element('Scheduled_SEReqControlMode', Scheduled_SEReqControlModeType),
    ]),
  ],
});
export type ScheduleExchangeReqType = Static<typeof ScheduleExchangeReqType>;

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

export const AbsolutePriceScheduleType = commonMessages.complexType('AbsolutePriceScheduleType', {
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
});
export type AbsolutePriceScheduleType = Static<typeof AbsolutePriceScheduleType>;

export const PriceLevelScheduleEntryType = commonMessages.complexType('PriceLevelScheduleEntryType', {
  sequence: [commonMessages.element('Duration', xs.unsignedInt), commonMessages.element('PriceLevel', xs.unsignedByte)],
});
export type PriceLevelScheduleEntryType = Static<typeof PriceLevelScheduleEntryType>;

export const PriceLevelScheduleEntryListType = commonMessages.complexType('PriceLevelScheduleEntryListType', {
  sequence: [commonMessages.element('PriceLevelScheduleEntry', PriceLevelScheduleEntryType, { maxOccurs: 1024 })],
});
export type PriceLevelScheduleEntryListType = Static<typeof PriceLevelScheduleEntryListType>;

export const PriceLevelScheduleType = commonMessages.complexType('PriceLevelScheduleType', {
  extends: PriceScheduleType,
  sequence: [
    commonMessages.element('NumberOfPriceLevels', xs.unsignedByte),
    commonMessages.element('PriceLevelScheduleEntries', PriceLevelScheduleEntryListType),
  ],
  attributes: [commonMessages.attribute('Id', xs.ID)],
});
export type PriceLevelScheduleType = Static<typeof PriceLevelScheduleType>;

export const Dynamic_SEResControlModeType = commonMessages.complexType('Dynamic_SEResControlModeType', {
  sequence: [
    commonMessages.element('DepartureTime', xs.unsignedInt, { minOccurs: 0 }),
    commonMessages.element('MinimumSOC', percentValueType, { minOccurs: 0 }),
    commonMessages.element('TargetSOC', percentValueType, { minOccurs: 0 }),
    choice(
      [
        commonMessages.element('AbsolutePriceSchedule', AbsolutePriceScheduleType),
        commonMessages.element('PriceLevelSchedule', PriceLevelScheduleType),
      ],
      { minOccurs: 0 },
    ),
  ],
});
export type Dynamic_SEResControlModeType = Static<typeof Dynamic_SEResControlModeType>;

export const PowerScheduleEntryListType = commonMessages.complexType('PowerScheduleEntryListType', {
  sequence: [commonMessages.element('PowerScheduleEntry', PowerScheduleEntryType, { maxOccurs: 1024 })],
});
export type PowerScheduleEntryListType = Static<typeof PowerScheduleEntryListType>;

export const PowerScheduleType = commonMessages.complexType('PowerScheduleType', {
  sequence: [
    commonMessages.element('TimeAnchor', xs.unsignedLong),
    commonMessages.element('AvailableEnergy', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('PowerTolerance', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('PowerScheduleEntries', PowerScheduleEntryListType),
  ],
});
export type PowerScheduleType = Static<typeof PowerScheduleType>;

export const ChargingScheduleType = commonMessages.complexType('ChargingScheduleType', {
  sequence: [
    commonMessages.element('PowerSchedule', PowerScheduleType),
    choice(
      [
        commonMessages.element('AbsolutePriceSchedule', AbsolutePriceScheduleType),
        commonMessages.element('PriceLevelSchedule', PriceLevelScheduleType),
      ],
      { minOccurs: 0 },
    ),
  ],
});
export type ChargingScheduleType = Static<typeof ChargingScheduleType>;

export const ScheduleTupleType = commonMessages.complexType('ScheduleTupleType', {
  sequence: [
    commonMessages.element('ScheduleTupleID', numericIDType),
    commonMessages.element('ChargingSchedule', ChargingScheduleType),
    commonMessages.element('DischargingSchedule', ChargingScheduleType, { minOccurs: 0 }),
  ],
});
export type ScheduleTupleType = Static<typeof ScheduleTupleType>;

export const Scheduled_SEResControlModeType = commonMessages.complexType('Scheduled_SEResControlModeType', {
  sequence: [commonMessages.element('ScheduleTuple', ScheduleTupleType, { maxOccurs: 3 })],
});
export type Scheduled_SEResControlModeType = Static<typeof Scheduled_SEResControlModeType>;

export const ScheduleExchangeResType = commonMessages.complexType('ScheduleExchangeResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('EVSEProcessing', processingType),
    commonMessages.element('GoToPause', xs.boolean, { minOccurs: 0 }),
    choice([
      commonMessages.element('Dynamic_SEResControlMode', Dynamic_SEResControlModeType),
      commonMessages.element('Scheduled_SEResControlMode', Scheduled_SEResControlModeType),
    ]),
  ],
});
export type ScheduleExchangeResType = Static<typeof ScheduleExchangeResType>;

export const ScheduleExchangeReq = commonMessages.globalElement('ScheduleExchangeReq', ScheduleExchangeReqType);
export type ScheduleExchangeReq = Static<typeof ScheduleExchangeReq>;

export const ScheduleExchangeRes = commonMessages.globalElement('ScheduleExchangeRes', ScheduleExchangeResType);
export type ScheduleExchangeRes = Static<typeof ScheduleExchangeRes>;
