// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { MeterReadingBase, Reading, ReadingSetBase, ReadingType, UsagePointBase } from './metering.js';
import { sep } from './namespaces.js';
import { HexBinary160, UInt32 } from './primitives.js';
import { List } from './resource.js';
import { TimeType } from './types.js';

export const MirrorReadingSet = sep.complexType('MirrorReadingSet', {
  extends: ReadingSetBase,
  sequence: [sep.element('Reading', Reading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type MirrorReadingSet = Static<typeof MirrorReadingSet>;

/** Values as they are posted (10.11). */
export const MirrorMeterReading = sep.complexType(
  'MirrorMeterReading',
  {
    extends: MeterReadingBase,
    sequence: [
      sep.element('lastUpdateTime', TimeType, { minOccurs: 0 }),
      sep.element('MirrorReadingSet', MirrorReadingSet, { minOccurs: 0, maxOccurs: 'unbounded' }),
      sep.element('nextUpdateTime', TimeType, { minOccurs: 0 }),
      sep.element('Reading', Reading, { minOccurs: 0 }),
      sep.element('ReadingType', ReadingType, { minOccurs: 0 }),
    ],
  },
  { clause: '10.11' },
);
export type MirrorMeterReading = Static<typeof MirrorMeterReading>;

export const MirrorMeterReadingList = sep.complexType('MirrorMeterReadingList', {
  extends: List,
  sequence: [sep.element('MirrorMeterReading', MirrorMeterReading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type MirrorMeterReadingList = Static<typeof MirrorMeterReadingList>;

/** A usage point whose meter posts its values to the server (10.11). */
export const MirrorUsagePoint = sep.complexType(
  'MirrorUsagePoint',
  {
    extends: UsagePointBase,
    sequence: [
      sep.element('deviceLFDI', HexBinary160),
      sep.element('MirrorMeterReading', MirrorMeterReading, { minOccurs: 0, maxOccurs: 'unbounded' }),
      sep.element('postRate', UInt32, { minOccurs: 0 }),
    ],
  },
  { clause: '10.11' },
);
export type MirrorUsagePoint = Static<typeof MirrorUsagePoint>;

export const MirrorUsagePointList = sep.complexType('MirrorUsagePointList', {
  extends: List,
  sequence: [sep.element('MirrorUsagePoint', MirrorUsagePoint, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type MirrorUsagePointList = Static<typeof MirrorUsagePointList>;

export const MirrorMeterReadingElement = sep.globalElement('MirrorMeterReading', MirrorMeterReading, {
  clause: '10.11',
});

export const MirrorMeterReadingListElement = sep.globalElement('MirrorMeterReadingList', MirrorMeterReadingList);

export const MirrorReadingSetElement = sep.globalElement('MirrorReadingSet', MirrorReadingSet);

export const MirrorUsagePointElement = sep.globalElement('MirrorUsagePoint', MirrorUsagePoint, { clause: '10.11' });

export const MirrorUsagePointListElement = sep.globalElement('MirrorUsagePointList', MirrorUsagePointList);
