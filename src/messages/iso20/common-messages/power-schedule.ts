// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { RationalNumberType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const PowerScheduleEntryType = commonMessages.complexType('PowerScheduleEntryType', {
  sequence: [
    commonMessages.element('Duration', xs.unsignedInt),
    commonMessages.element('Power', RationalNumberType),
    commonMessages.element('Power_L2', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('Power_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type PowerScheduleEntryType = Static<typeof PowerScheduleEntryType>;

export const PowerScheduleEntryListType = commonMessages.complexType('PowerScheduleEntryListType', {
  sequence: [commonMessages.element('PowerScheduleEntry', PowerScheduleEntryType, { maxOccurs: 1024 })],
});
export type PowerScheduleEntryListType = Static<typeof PowerScheduleEntryListType>;

/** The power limit over time (8.3.5.3.18). */
export const PowerScheduleType = commonMessages.complexType(
  'PowerScheduleType',
  {
    sequence: [
      commonMessages.element('TimeAnchor', xs.unsignedLong),
      commonMessages.element('AvailableEnergy', RationalNumberType, { minOccurs: 0 }),
      commonMessages.element('PowerTolerance', RationalNumberType, { minOccurs: 0 }),
      commonMessages.element('PowerScheduleEntries', PowerScheduleEntryListType),
    ],
  },
  { clause: '8.3.5.3.18' },
);
export type PowerScheduleType = Static<typeof PowerScheduleType>;
