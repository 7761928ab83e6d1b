// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { String192, UInt8 } from './primitives.js';
import { RespondableSubscribableIdentifiedObject } from './resource.js';
import { DateTimeInterval, OneHourRangeType, TimeType } from './types.js';

export const EventStatus = sep.complexType('EventStatus', {
  sequence: [
    sep.element('currentStatus', UInt8),
    sep.element('dateTime', TimeType),
    sep.element('potentiallySuperseded', xs.boolean),
    sep.element('potentiallySupersededTime', TimeType, { minOccurs: 0 }),
    sep.element('reason', String192, { minOccurs: 0 }),
  ],
});
export type EventStatus = Static<typeof EventStatus>;

export const Event = sep.complexType('Event', {
  extends: RespondableSubscribableIdentifiedObject,
  sequence: [
    sep.element('creationTime', TimeType),
    sep.element('EventStatus', EventStatus),
    sep.element('interval', DateTimeInterval),
  ],
});
export type Event = Static<typeof Event>;

export const RandomizableEvent = sep.complexType('RandomizableEvent', {
  extends: Event,
  sequence: [
    sep.element('randomizeDuration', OneHourRangeType, { minOccurs: 0 }),
    sep.element('randomizeStart', OneHourRangeType, { minOccurs: 0 }),
  ],
});
export type RandomizableEvent = Static<typeof RandomizableEvent>;

export const EventElement = sep.globalElement('Event', Event);

export const EventStatusElement = sep.globalElement('EventStatus', EventStatus);

export const RandomizableEventElement = sep.globalElement('RandomizableEvent', RandomizableEvent);
