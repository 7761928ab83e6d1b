// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { UInt8, UInt32 } from './primitives.js';
import { Resource } from './resource.js';
import { TimeOffsetType, TimeType } from './types.js';

/** The time of the server, its zone, its daylight saving and its quality (9.2). */
export const Time = sep.complexType(
  'Time',
  {
    extends: Resource,
    sequence: [
      sep.element('currentTime', TimeType, { unit: 's since 1970' }),
      sep.element('dstEndTime', TimeType),
      sep.element('dstOffset', TimeOffsetType, { unit: 's' }),
      sep.element('dstStartTime', TimeType),
      sep.element('localTime', TimeType, { minOccurs: 0 }),
      sep.element('quality', UInt8),
      sep.element('tzOffset', TimeOffsetType, { unit: 's' }),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '9.2' },
);
export type Time = Static<typeof Time>;

export const TimeElement = sep.globalElement('Time', Time, { clause: '9.2' });
