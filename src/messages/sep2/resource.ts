// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { HexBinary8, String32, UInt16, UInt32 } from './primitives.js';
import { mRIDType, SubscribableType, VersionType } from './types.js';

export const Resource = sep.complexType('Resource', { attributes: [sep.attribute('href', xs.anyURI)] });
export type Resource = Static<typeof Resource>;

export const Link = sep.complexType('Link', { attributes: [sep.requiredAttribute('href', xs.anyURI)] });
export type Link = Static<typeof Link>;

export const ListLink = sep.complexType('ListLink', { extends: Link, attributes: [sep.attribute('all', UInt32)] });
export type ListLink = Static<typeof ListLink>;

export const SubscribableResource = sep.complexType('SubscribableResource', {
  extends: Resource,
  attributes: [sep.attribute('subscribable', SubscribableType)],
});
export type SubscribableResource = Static<typeof SubscribableResource>;

export const SubscribableList = sep.complexType('SubscribableList', {
  extends: SubscribableResource,
  attributes: [sep.requiredAttribute('all', UInt32), sep.requiredAttribute('results', UInt32)],
});
export type SubscribableList = Static<typeof SubscribableList>;

export const List = sep.complexType('List', {
  extends: Resource,
  attributes: [sep.requiredAttribute('all', UInt32), sep.requiredAttribute('results', UInt32)],
});
export type List = Static<typeof List>;

export const IdentifiedObject = sep.complexType('IdentifiedObject', {
  extends: Resource,
  sequence: [
    sep.element('mRID', mRIDType),
    sep.element('description', String32, { minOccurs: 0 }),
    sep.element('version', VersionType, { minOccurs: 0 }),
  ],
});
export type IdentifiedObject = Static<typeof IdentifiedObject>;

export const RespondableResource = sep.complexType('RespondableResource', {
  extends: Resource,
  attributes: [sep.attribute('replyTo', xs.anyURI), sep.attribute('responseRequired', HexBinary8)],
});
export type RespondableResource = Static<typeof RespondableResource>;

export const RespondableSubscribableIdentifiedObject = sep.complexType('RespondableSubscribableIdentifiedObject', {
  extends: RespondableResource,
  sequence: [
    sep.element('mRID', mRIDType),
    sep.element('description', String32, { minOccurs: 0 }),
    sep.element('version', VersionType, { minOccurs: 0 }),
  ],
  attributes: [sep.attribute('subscribable', SubscribableType)],
});
export type RespondableSubscribableIdentifiedObject = Static<typeof RespondableSubscribableIdentifiedObject>;

export const SubscribableIdentifiedObject = sep.complexType('SubscribableIdentifiedObject', {
  extends: SubscribableResource,
  sequence: [
    sep.element('mRID', mRIDType),
    sep.element('description', String32, { minOccurs: 0 }),
    sep.element('version', VersionType, { minOccurs: 0 }),
  ],
});
export type SubscribableIdentifiedObject = Static<typeof SubscribableIdentifiedObject>;

export const RespondableIdentifiedObject = sep.complexType('RespondableIdentifiedObject', {
  extends: RespondableResource,
  sequence: [
    sep.element('mRID', mRIDType),
    sep.element('description', String32, { minOccurs: 0 }),
    sep.element('version', VersionType, { minOccurs: 0 }),
  ],
});
export type RespondableIdentifiedObject = Static<typeof RespondableIdentifiedObject>;

export const ErrorType = sep.complexType('Error', {
  sequence: [sep.element('maxRetryDuration', UInt16, { minOccurs: 0 }), sep.element('reasonCode', UInt16)],
});
export type ErrorType = Static<typeof ErrorType>;

export const IdentifiedObjectElement = sep.globalElement('IdentifiedObject', IdentifiedObject);

export const LinkElement = sep.globalElement('Link', Link);

export const ListElement = sep.globalElement('List', List);

export const ListLinkElement = sep.globalElement('ListLink', ListLink);

export const ResourceElement = sep.globalElement('Resource', Resource);

export const RespondableIdentifiedObjectElement = sep.globalElement(
  'RespondableIdentifiedObject',
  RespondableIdentifiedObject,
);

export const RespondableResourceElement = sep.globalElement('RespondableResource', RespondableResource);

export const RespondableSubscribableIdentifiedObjectElement = sep.globalElement(
  'RespondableSubscribableIdentifiedObject',
  RespondableSubscribableIdentifiedObject,
);

export const SubscribableIdentifiedObjectElement = sep.globalElement(
  'SubscribableIdentifiedObject',
  SubscribableIdentifiedObject,
);

export const SubscribableListElement = sep.globalElement('SubscribableList', SubscribableList);

export const SubscribableResourceElement = sep.globalElement('SubscribableResource', SubscribableResource);

export const ErrorElement = sep.globalElement('Error', ErrorType);
