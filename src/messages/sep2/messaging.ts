// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { ActiveTextMessageListLink, TextMessageListLink } from './energy-list-links.js';
import { Event } from './event.js';
import { sep } from './namespaces.js';
import { String20, UInt8, UInt32 } from './primitives.js';
import { SubscribableIdentifiedObject, SubscribableList } from './resource.js';
import { LocaleType, PrimacyType } from './types.js';

export const MessagingProgram = sep.complexType('MessagingProgram', {
  extends: SubscribableIdentifiedObject,
  sequence: [
    sep.element('ActiveTextMessageListLink', ActiveTextMessageListLink, { minOccurs: 0 }),
    sep.element('locale', LocaleType),
    sep.element('primacy', PrimacyType),
    sep.element('TextMessageListLink', TextMessageListLink, { minOccurs: 0 }),
  ],
});
export type MessagingProgram = Static<typeof MessagingProgram>;

export const MessagingProgramList = sep.complexType('MessagingProgramList', {
  extends: SubscribableList,
  sequence: [sep.element('MessagingProgram', MessagingProgram, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type MessagingProgramList = Static<typeof MessagingProgramList>;

export const PriorityType = sep.complexType('PriorityType', { simpleContent: UInt8 });
export type PriorityType = Static<typeof PriorityType>;

/** A text for the people at the device (10.6). */
export const TextMessage = sep.complexType(
  'TextMessage',
  {
    extends: Event,
    sequence: [
      sep.element('originator', String20, { minOccurs: 0 }),
      sep.element('priority', PriorityType),
      sep.element('textMessage', xs.string),
    ],
  },
  { clause: '10.6' },
);
export type TextMessage = Static<typeof TextMessage>;

export const TextMessageList = sep.complexType('TextMessageList', {
  extends: SubscribableList,
  sequence: [sep.element('TextMessage', TextMessage, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type TextMessageList = Static<typeof TextMessageList>;

export const MessagingProgramElement = sep.globalElement('MessagingProgram', MessagingProgram);

export const MessagingProgramListElement = sep.globalElement('MessagingProgramList', MessagingProgramList);

export const PriorityTypeElement = sep.globalElement('PriorityType', PriorityType);

export const TextMessageElement = sep.globalElement('TextMessage', TextMessage, { clause: '10.6' });

export const TextMessageListElement = sep.globalElement('TextMessageList', TextMessageList);
