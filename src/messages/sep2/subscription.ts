// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { Int48, String16, UInt8, UInt32 } from './primitives.js';
import { List, Resource } from './resource.js';

export const Condition = sep.complexType('Condition', {
  sequence: [
    sep.element('attributeIdentifier', UInt8),
    sep.element('lowerThreshold', Int48),
    sep.element('upperThreshold', Int48),
  ],
});
export type Condition = Static<typeof Condition>;

export const SubscriptionBase = sep.complexType('SubscriptionBase', {
  extends: Resource,
  sequence: [sep.element('subscribedResource', xs.anyURI)],
});
export type SubscriptionBase = Static<typeof SubscriptionBase>;

export const Subscription = sep.complexType('Subscription', {
  extends: SubscriptionBase,
  sequence: [
    sep.element('Condition', Condition, { minOccurs: 0 }),
    sep.element('encoding', UInt8),
    sep.element('level', String16),
    sep.element('limit', UInt32),
    sep.element('notificationURI', xs.anyURI),
  ],
});
export type Subscription = Static<typeof Subscription>;

export const SubscriptionList = sep.complexType('SubscriptionList', {
  extends: List,
  sequence: [sep.element('Subscription', Subscription, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type SubscriptionList = Static<typeof SubscriptionList>;

export const Notification = sep.complexType('Notification', {
  extends: SubscriptionBase,
  sequence: [
    sep.element('newResourceURI', xs.anyURI, { minOccurs: 0 }),
    sep.element('Resource', Resource, { minOccurs: 0 }),
    sep.element('status', UInt8),
    sep.element('subscriptionURI', xs.anyURI),
  ],
});
export type Notification = Static<typeof Notification>;

export const NotificationList = sep.complexType('NotificationList', {
  extends: List,
  sequence: [sep.element('Notification', Notification, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type NotificationList = Static<typeof NotificationList>;

export const ConditionElement = sep.globalElement('Condition', Condition);

export const SubscriptionBaseElement = sep.globalElement('SubscriptionBase', SubscriptionBase);

export const SubscriptionElement = sep.globalElement('Subscription', Subscription);

export const SubscriptionListElement = sep.globalElement('SubscriptionList', SubscriptionList);

export const NotificationElement = sep.globalElement('Notification', Notification);

export const NotificationListElement = sep.globalElement('NotificationList', NotificationList);
