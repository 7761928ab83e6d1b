// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { Int48, String16, UInt8, UInt32 } from './primitives.js';
import { List, Resource } from './resource.js';

/** Thresholds that a value must leave before there is news (8.7). */
export const Condition = sep.complexType(
  'Condition',
  {
    sequence: [
      sep.element('attributeIdentifier', UInt8),
      sep.element('lowerThreshold', Int48),
      sep.element('upperThreshold', Int48),
    ],
  },
  { clause: '8.7' },
);
export type Condition = Static<typeof Condition>;

export const SubscriptionBase = sep.complexType('SubscriptionBase', {
  extends: Resource,
  sequence: [sep.element('subscribedResource', xs.anyURI)],
});
export type SubscriptionBase = Static<typeof SubscriptionBase>;

/** A wish to be told when a resource changes (8.7). */
export const Subscription = sep.complexType(
  'Subscription',
  {
    extends: SubscriptionBase,
    sequence: [
      sep.element('Condition', Condition, { minOccurs: 0 }),
      sep.element('encoding', UInt8),
      sep.element('level', String16),
      sep.element('limit', UInt32),
      sep.element('notificationURI', xs.anyURI),
    ],
  },
  { clause: '8.7' },
);
export type Subscription = Static<typeof Subscription>;

export const SubscriptionList = sep.complexType('SubscriptionList', {
  extends: List,
  sequence: [sep.element('Subscription', Subscription, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type SubscriptionList = Static<typeof SubscriptionList>;

/** The news: the resource as it is now, under the name of its type (8.7). */
export const Notification = sep.complexType(
  'Notification',
  {
    extends: SubscriptionBase,
    sequence: [
      sep.element('newResourceURI', xs.anyURI, { minOccurs: 0 }),
      sep.element('Resource', Resource, { minOccurs: 0 }),
      sep.element('status', UInt8),
      sep.element('subscriptionURI', xs.anyURI),
    ],
  },
  { clause: '8.7' },
);
export type Notification = Static<typeof Notification>;

export const NotificationList = sep.complexType('NotificationList', {
  extends: List,
  sequence: [sep.element('Notification', Notification, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type NotificationList = Static<typeof NotificationList>;

export const ConditionElement = sep.globalElement('Condition', Condition, { clause: '8.7' });

export const SubscriptionBaseElement = sep.globalElement('SubscriptionBase', SubscriptionBase);

export const SubscriptionElement = sep.globalElement('Subscription', Subscription, { clause: '8.7' });

export const SubscriptionListElement = sep.globalElement('SubscriptionList', SubscriptionList);

export const NotificationElement = sep.globalElement('Notification', Notification, { clause: '8.7' });

export const NotificationListElement = sep.globalElement('NotificationList', NotificationList);
