// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { AssociatedDERProgramListLink } from './energy-list-links.js';
import {
  AssociatedUsagePointLink,
  DERAvailabilityLink,
  DERCapabilityLink,
  DERSettingsLink,
  DERStatusLink,
} from './links.js';
import { sep } from './namespaces.js';
import { UInt32 } from './primitives.js';
import { Link, List, SubscribableResource } from './resource.js';

export const CurrentDERProgramLink = sep.complexType('CurrentDERProgramLink', { extends: Link });
export type CurrentDERProgramLink = Static<typeof CurrentDERProgramLink>;

/** One generator or storage of a device (10.10). */
export const DER = sep.complexType(
  'DER',
  {
    extends: SubscribableResource,
    sequence: [
      sep.element('AssociatedDERProgramListLink', AssociatedDERProgramListLink, { minOccurs: 0 }),
      sep.element('AssociatedUsagePointLink', AssociatedUsagePointLink, { minOccurs: 0 }),
      sep.element('CurrentDERProgramLink', CurrentDERProgramLink, { minOccurs: 0 }),
      sep.element('DERAvailabilityLink', DERAvailabilityLink, { minOccurs: 0 }),
      sep.element('DERCapabilityLink', DERCapabilityLink, { minOccurs: 0 }),
      sep.element('DERSettingsLink', DERSettingsLink, { minOccurs: 0 }),
      sep.element('DERStatusLink', DERStatusLink, { minOccurs: 0 }),
    ],
  },
  { clause: '10.10' },
);
export type DER = Static<typeof DER>;

export const DERList = sep.complexType('DERList', {
  extends: List,
  sequence: [sep.element('DER', DER, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type DERList = Static<typeof DERList>;

export const DERElement = sep.globalElement('DER', DER, { clause: '10.10' });

export const DERListElement = sep.globalElement('DERList', DERList);

export const CurrentDERProgramLinkElement = sep.globalElement('CurrentDERProgramLink', CurrentDERProgramLink);
