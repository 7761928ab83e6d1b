// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { String192, UInt8 } from './primitives.js';
import { RespondableSubscribableIdentifiedObject } from './resource.js';
import { DateTimeInterval, OneHourRangeType, TimeType } from './types.js';

/** Whether an event is scheduled, active, cancelled or superseded (10.2). */
export const EventStatus = sep.complexType(
  'EventStatus',
  {
    sequence: [
      sep.element('currentStatus', UInt8),
      sep.element('dateTime', TimeType),
      sep.element('potentiallySuperseded', xs.boolean),
      sep.element('potentiallySupersededTime', TimeType, { minOccurs: 0 }),
      sep.element('reason', String192, { minOccurs: 0 }),
    ],
  },
  { clause: '10.2' },
);
export type EventStatus = Static<typeof EventStatus>;

/** Something with a start and a duration that is decided by primacy (10.2). */
export const Event = sep.complexType(
  'Event',
  {
    extends: RespondableSubscribableIdentifiedObject,
    sequence: [
      sep.element('creationTime', TimeType, { unit: 's since 1970' }),
      sep.element('EventStatus', EventStatus),
      sep.element('interval', DateTimeInterval),
    ],
  },
  { clause: '10.2' },
);
export type Event = Static<typeof Event>;

/** An event whose start and end each client shifts by chance (10.2). */
export const RandomizableEvent = sep.complexType(
  'RandomizableEvent',
  {
    extends: Event,
    sequence: [
      sep.element('randomizeDuration', OneHourRangeType, { minOccurs: 0, unit: 's' }),
      sep.element('randomizeStart', OneHourRangeType, { minOccurs: 0, unit: 's' }),
    ],
  },
  { clause: '10.2' },
);
export type RandomizableEvent = Static<typeof RandomizableEvent>;

export const EventElement = sep.globalElement('Event', Event, { clause: '10.2' });

export const EventStatusElement = sep.globalElement('EventStatus', EventStatus, { clause: '10.2' });

export const RandomizableEventElement = sep.globalElement('RandomizableEvent', RandomizableEvent, { clause: '10.2' });
