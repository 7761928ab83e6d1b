// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import {
  ActiveTimeTariffIntervalListLink,
  ConsumptionTariffIntervalListLink,
  RateComponentListLink,
  TimeTariffIntervalListLink,
} from './energy-list-links.js';
import { RandomizableEvent } from './event.js';
import { ReadingTypeLink } from './links.js';
import { sep } from './namespaces.js';
import { Int32, String20, UInt8, UInt32, UInt48 } from './primitives.js';
import { IdentifiedObject, List, Resource, SubscribableList } from './resource.js';
import {
  ConsumptionBlockType,
  CurrencyCode,
  PowerOfTenMultiplierType,
  PrimacyType,
  RoleFlagsType,
  ServiceKind,
  TOUType,
  UnitValueType,
} from './types.js';

export const CostKindType = sep.complexType('CostKindType', { simpleContent: UInt8 });
export type CostKindType = Static<typeof CostKindType>;

export const EnvironmentalCost = sep.complexType('EnvironmentalCost', {
  sequence: [
    sep.element('amount', UInt32),
    sep.element('costKind', CostKindType),
    sep.element('costLevel', UInt8),
    sep.element('numCostLevels', UInt8),
  ],
});
export type EnvironmentalCost = Static<typeof EnvironmentalCost>;

/** The price within a span, by how much was used (10.5). */
export const ConsumptionTariffInterval = sep.complexType(
  'ConsumptionTariffInterval',
  {
    extends: Resource,
    sequence: [
      sep.element('consumptionBlock', ConsumptionBlockType),
      sep.element('EnvironmentalCost', EnvironmentalCost, { minOccurs: 0, maxOccurs: 'unbounded' }),
      sep.element('price', Int32, { minOccurs: 0 }),
      sep.element('startValue', UInt48),
    ],
  },
  { clause: '10.5' },
);
export type ConsumptionTariffInterval = Static<typeof ConsumptionTariffInterval>;

export const ConsumptionTariffIntervalList = sep.complexType('ConsumptionTariffIntervalList', {
  extends: List,
  sequence: [
    sep.element('ConsumptionTariffInterval', ConsumptionTariffInterval, { minOccurs: 0, maxOccurs: 'unbounded' }),
  ],
});
export type ConsumptionTariffIntervalList = Static<typeof ConsumptionTariffIntervalList>;

/** One direction or quantity of a tariff (10.5). */
export const RateComponent = sep.complexType(
  'RateComponent',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('ActiveTimeTariffIntervalListLink', ActiveTimeTariffIntervalListLink, { minOccurs: 0 }),
      sep.element('flowRateEndLimit', UnitValueType, { minOccurs: 0 }),
      sep.element('flowRateStartLimit', UnitValueType, { minOccurs: 0 }),
      sep.element('ReadingTypeLink', ReadingTypeLink),
      sep.element('roleFlags', RoleFlagsType),
      sep.element('TimeTariffIntervalListLink', TimeTariffIntervalListLink),
    ],
  },
  { clause: '10.5' },
);
export type RateComponent = Static<typeof RateComponent>;

export const RateComponentList = sep.complexType('RateComponentList', {
  extends: List,
  sequence: [sep.element('RateComponent', RateComponent, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type RateComponentList = Static<typeof RateComponentList>;

/** A tariff and its components (10.5). */
export const TariffProfile = sep.complexType(
  'TariffProfile',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('currency', CurrencyCode, { minOccurs: 0 }),
      sep.element('pricePowerOfTenMultiplier', PowerOfTenMultiplierType, { minOccurs: 0 }),
      sep.element('primacy', PrimacyType),
      sep.element('rateCode', String20, { minOccurs: 0 }),
      sep.element('RateComponentListLink', RateComponentListLink, { minOccurs: 0 }),
      sep.element('serviceCategoryKind', ServiceKind),
    ],
  },
  { clause: '10.5' },
);
export type TariffProfile = Static<typeof TariffProfile>;

export const TariffProfileList = sep.complexType('TariffProfileList', {
  extends: SubscribableList,
  sequence: [sep.element('TariffProfile', TariffProfile, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type TariffProfileList = Static<typeof TariffProfileList>;

/** A span of time with its price (10.5). */
export const TimeTariffInterval = sep.complexType(
  'TimeTariffInterval',
  {
    extends: RandomizableEvent,
    sequence: [
      sep.element('ConsumptionTariffIntervalListLink', ConsumptionTariffIntervalListLink, { minOccurs: 0 }),
      sep.element('touTier', TOUType),
    ],
  },
  { clause: '10.5' },
);
export type TimeTariffInterval = Static<typeof TimeTariffInterval>;

export const TimeTariffIntervalList = sep.complexType('TimeTariffIntervalList', {
  extends: SubscribableList,
  sequence: [sep.element('TimeTariffInterval', TimeTariffInterval, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type TimeTariffIntervalList = Static<typeof TimeTariffIntervalList>;

export const ConsumptionTariffIntervalElement = sep.globalElement(
  'ConsumptionTariffInterval',
  ConsumptionTariffInterval,
  { clause: '10.5' },
);

export const ConsumptionTariffIntervalListElement = sep.globalElement(
  'ConsumptionTariffIntervalList',
  ConsumptionTariffIntervalList,
);

export const CostKindTypeElement = sep.globalElement('CostKindType', CostKindType);

export const EnvironmentalCostElement = sep.globalElement('EnvironmentalCost', EnvironmentalCost);

export const RateComponentElement = sep.globalElement('RateComponent', RateComponent, { clause: '10.5' });

export const RateComponentListElement = sep.globalElement('RateComponentList', RateComponentList);

export const TariffProfileElement = sep.globalElement('TariffProfile', TariffProfile, { clause: '10.5' });

export const TariffProfileListElement = sep.globalElement('TariffProfileList', TariffProfileList);

export const TimeTariffIntervalElement = sep.globalElement('TimeTariffInterval', TimeTariffInterval, {
  clause: '10.5',
});

export const TimeTariffIntervalListElement = sep.globalElement('TimeTariffIntervalList', TimeTariffIntervalList);
