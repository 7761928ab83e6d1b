// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { String32, UInt8, UInt16, UInt32 } from './primitives.js';
import { Resource, SubscribableList } from './resource.js';
import { PENType, TimeType } from './types.js';

/** Something that a device wants known (9.6). */
export const LogEvent = sep.complexType(
  'LogEvent',
  {
    extends: Resource,
    sequence: [
      sep.element('createdDateTime', TimeType, { unit: 's since 1970' }),
      sep.element('details', String32, { minOccurs: 0 }),
      sep.element('extendedData', UInt32, { minOccurs: 0 }),
      sep.element('functionSet', UInt8),
      sep.element('logEventCode', UInt8),
      sep.element('logEventID', UInt16),
      sep.element('logEventPEN', PENType),
      sep.element('profileID', UInt8),
    ],
  },
  { clause: '9.6' },
);
export type LogEvent = Static<typeof LogEvent>;

/** What a device wants known, newest first (9.6). */
export const LogEventList = sep.complexType(
  'LogEventList',
  {
    extends: SubscribableList,
    sequence: [sep.element('LogEvent', LogEvent, { minOccurs: 0, maxOccurs: 'unbounded' })],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '9.6' },
);
export type LogEventList = Static<typeof LogEventList>;

export const LogEventElement = sep.globalElement('LogEvent', LogEvent, { clause: '9.6' });

export const LogEventListElement = sep.globalElement('LogEventList', LogEventList, { clause: '9.6' });
