// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import {
  MeterReadingListLink,
  RateComponentListLink,
  ReadingListLink,
  ReadingSetListLink,
} from './energy-list-links.js';
import { ReadingLink, ReadingTypeLink } from './links.js';
import { sep } from './namespaces.js';
import { HexBinary16, HexBinary160, Int48, UInt8, UInt32, UInt48 } from './primitives.js';
import { IdentifiedObject, Resource, SubscribableList } from './resource.js';
import {
  AccumulationBehaviourType,
  CommodityType,
  ConsumptionBlockType,
  DataQualifierType,
  DateTimeInterval,
  FlowDirectionType,
  KindType,
  PhaseCode,
  PowerOfTenMultiplierType,
  RoleFlagsType,
  ServiceKind,
  SubscribableType,
  TOUType,
  UnitValueType,
  UomType,
} from './types.js';

export const MeterReadingBase = sep.complexType('MeterReadingBase', { extends: IdentifiedObject });
export type MeterReadingBase = Static<typeof MeterReadingBase>;

/** One quantity at a usage point (10.4). */
export const MeterReading = sep.complexType(
  'MeterReading',
  {
    extends: MeterReadingBase,
    sequence: [
      sep.element('RateComponentListLink', RateComponentListLink, { minOccurs: 0 }),
      sep.element('ReadingLink', ReadingLink, { minOccurs: 0 }),
      sep.element('ReadingSetListLink', ReadingSetListLink, { minOccurs: 0 }),
      sep.element('ReadingTypeLink', ReadingTypeLink),
    ],
  },
  { clause: '10.4' },
);
export type MeterReading = Static<typeof MeterReading>;

export const MeterReadingList = sep.complexType('MeterReadingList', {
  extends: SubscribableList,
  sequence: [sep.element('MeterReading', MeterReading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type MeterReadingList = Static<typeof MeterReadingList>;

export const ReadingBase = sep.complexType('ReadingBase', {
  extends: Resource,
  sequence: [
    sep.element('consumptionBlock', ConsumptionBlockType, { minOccurs: 0 }),
    sep.element('qualityFlags', HexBinary16, { minOccurs: 0 }),
    sep.element('timePeriod', DateTimeInterval, { minOccurs: 0 }),
    sep.element('touTier', TOUType, { minOccurs: 0 }),
    sep.element('value', Int48, { minOccurs: 0 }),
  ],
});
export type ReadingBase = Static<typeof ReadingBase>;

/** One value, to be scaled by its ReadingType (10.4). */
export const Reading = sep.complexType(
  'Reading',
  {
    extends: ReadingBase,
    sequence: [sep.element('localID', HexBinary16, { minOccurs: 0 })],
    attributes: [sep.attribute('subscribable', SubscribableType)],
  },
  { clause: '10.4' },
);
export type Reading = Static<typeof Reading>;

export const ReadingList = sep.complexType('ReadingList', {
  extends: SubscribableList,
  sequence: [sep.element('Reading', Reading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type ReadingList = Static<typeof ReadingList>;

export const ReadingSetBase = sep.complexType('ReadingSetBase', {
  extends: IdentifiedObject,
  sequence: [sep.element('timePeriod', DateTimeInterval)],
});
export type ReadingSetBase = Static<typeof ReadingSetBase>;

/** Values of one span of time (10.4). */
export const ReadingSet = sep.complexType(
  'ReadingSet',
  { extends: ReadingSetBase, sequence: [sep.element('ReadingListLink', ReadingListLink, { minOccurs: 0 })] },
  { clause: '10.4' },
);
export type ReadingSet = Static<typeof ReadingSet>;

export const ReadingSetList = sep.complexType('ReadingSetList', {
  extends: SubscribableList,
  sequence: [sep.element('ReadingSet', ReadingSet, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type ReadingSetList = Static<typeof ReadingSetList>;

/** What the values mean: quantity, unit, power of ten, direction (10.4). */
export const ReadingType = sep.complexType(
  'ReadingType',
  {
    extends: Resource,
    sequence: [
      sep.element('accumulationBehaviour', AccumulationBehaviourType, { minOccurs: 0 }),
      sep.element('calorificValue', UnitValueType, { minOccurs: 0 }),
      sep.element('commodity', CommodityType, { minOccurs: 0 }),
      sep.element('conversionFactor', UnitValueType, { minOccurs: 0 }),
      sep.element('dataQualifier', DataQualifierType, { minOccurs: 0 }),
      sep.element('flowDirection', FlowDirectionType, { minOccurs: 0 }),
      sep.element('intervalLength', UInt32, { minOccurs: 0 }),
      sep.element('kind', KindType, { minOccurs: 0 }),
      sep.element('maxNumberOfIntervals', UInt8, { minOccurs: 0 }),
      sep.element('numberOfConsumptionBlocks', UInt8, { minOccurs: 0 }),
      sep.element('numberOfTouTiers', UInt8, { minOccurs: 0 }),
      sep.element('phase', PhaseCode, { minOccurs: 0 }),
      sep.element('powerOfTenMultiplier', PowerOfTenMultiplierType, { minOccurs: 0 }),
      sep.element('subIntervalLength', UInt32, { minOccurs: 0 }),
      sep.element('supplyLimit', UInt48, { minOccurs: 0 }),
      sep.element('tieredConsumptionBlocks', xs.boolean, { minOccurs: 0 }),
      sep.element('uom', UomType, { minOccurs: 0 }),
    ],
  },
  { clause: '10.4' },
);
export type ReadingType = Static<typeof ReadingType>;

export const UsagePointBase = sep.complexType('UsagePointBase', {
  extends: IdentifiedObject,
  sequence: [
    sep.element('roleFlags', RoleFlagsType),
    sep.element('serviceCategoryKind', ServiceKind),
    sep.element('status', UInt8),
  ],
});
export type UsagePointBase = Static<typeof UsagePointBase>;

/** A place where something is metered (10.4). */
export const UsagePoint = sep.complexType(
  'UsagePoint',
  {
    extends: UsagePointBase,
    sequence: [
      sep.element('deviceLFDI', HexBinary160, { minOccurs: 0 }),
      sep.element('MeterReadingListLink', MeterReadingListLink, { minOccurs: 0 }),
    ],
  },
  { clause: '10.4' },
);
export type UsagePoint = Static<typeof UsagePoint>;

export const UsagePointList = sep.complexType('UsagePointList', {
  extends: SubscribableList,
  sequence: [sep.element('UsagePoint', UsagePoint, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type UsagePointList = Static<typeof UsagePointList>;

export const MeterReadingElement = sep.globalElement('MeterReading', MeterReading, { clause: '10.4' });

export const MeterReadingListElement = sep.globalElement('MeterReadingList', MeterReadingList);

export const ReadingElement = sep.globalElement('Reading', Reading, { clause: '10.4' });

export const ReadingListElement = sep.globalElement('ReadingList', ReadingList);

export const ReadingSetElement = sep.globalElement('ReadingSet', ReadingSet, { clause: '10.4' });

export const ReadingSetListElement = sep.globalElement('ReadingSetList', ReadingSetList);

export const ReadingTypeElement = sep.globalElement('ReadingType', ReadingType, { clause: '10.4' });

export const UsagePointElement = sep.globalElement('UsagePoint', UsagePoint, { clause: '10.4' });

export const UsagePointListElement = sep.globalElement('UsagePointList', UsagePointList);

export const MeterReadingBaseElement = sep.globalElement('MeterReadingBase', MeterReadingBase);

export const ReadingBaseElement = sep.globalElement('ReadingBase', ReadingBase);

export const ReadingSetBaseElement = sep.globalElement('ReadingSetBase', ReadingSetBase);

export const UsagePointBaseElement = sep.globalElement('UsagePointBase', UsagePointBase);
