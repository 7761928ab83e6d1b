// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { HexBinary8, String32, UInt16, UInt32 } from './primitives.js';
import { mRIDType, SubscribableType, VersionType } from './types.js';

export const Resource = sep.complexType('Resource', { attributes: [sep.attribute('href', xs.anyURI)] });
export type Resource = Static<typeof Resource>;

/** Where a resource is (8.2). */
export const Link = sep.complexType(
  'Link',
  { attributes: [sep.requiredAttribute('href', xs.anyURI)] },
  { clause: '8.2' },
);
export type Link = Static<typeof Link>;

/** Where a list is, and how long it is (8.2). */
export const ListLink = sep.complexType(
  'ListLink',
  { extends: Link, attributes: [sep.attribute('all', UInt32)] },
  { clause: '8.2' },
);
export type ListLink = Static<typeof ListLink>;

/** A resource that may be subscribed to (8.7). */
export const SubscribableResource = sep.complexType(
  'SubscribableResource',
  { extends: Resource, attributes: [sep.attribute('subscribable', SubscribableType)] },
  { clause: '8.7' },
);
export type SubscribableResource = Static<typeof SubscribableResource>;

export const SubscribableList = sep.complexType('SubscribableList', {
  extends: SubscribableResource,
  attributes: [sep.requiredAttribute('all', UInt32), sep.requiredAttribute('results', UInt32)],
});
export type SubscribableList = Static<typeof SubscribableList>;

/** Some of the members of a list: `results` of `all` (8.2). */
export const List = sep.complexType(
  'List',
  { extends: Resource, attributes: [sep.requiredAttribute('all', UInt32), sep.requiredAttribute('results', UInt32)] },
  { clause: '8.2' },
);
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

/** A resource that wants responses, and where to (8.8). */
export const RespondableResource = sep.complexType(
  'RespondableResource',
  {
    extends: Resource,
    attributes: [sep.attribute('replyTo', xs.anyURI), sep.attribute('responseRequired', HexBinary8)],
  },
  { clause: '8.8' },
);
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

export const LinkElement = sep.globalElement('Link', Link, { clause: '8.2' });

export const ListElement = sep.globalElement('List', List, { clause: '8.2' });

export const ListLinkElement = sep.globalElement('ListLink', ListLink, { clause: '8.2' });

export const ResourceElement = sep.globalElement('Resource', Resource);

export const RespondableIdentifiedObjectElement = sep.globalElement(
  'RespondableIdentifiedObject',
  RespondableIdentifiedObject,
);

export const RespondableResourceElement = sep.globalElement('RespondableResource', RespondableResource, {
  clause: '8.8',
});

export const RespondableSubscribableIdentifiedObjectElement = sep.globalElement(
  'RespondableSubscribableIdentifiedObject',
  RespondableSubscribableIdentifiedObject,
);

export const SubscribableIdentifiedObjectElement = sep.globalElement(
  'SubscribableIdentifiedObject',
  SubscribableIdentifiedObject,
);

export const SubscribableListElement = sep.globalElement('SubscribableList', SubscribableList);

export const SubscribableResourceElement = sep.globalElement('SubscribableResource', SubscribableResource, {
  clause: '8.7',
});

export const ErrorElement = sep.globalElement('Error', ErrorType);
