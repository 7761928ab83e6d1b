// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { MirrorUsagePointListLink } from './energy-list-links.js';
import { FunctionSetAssignmentsBase } from './function-set-assignments.js';
import { SelfDeviceLink } from './links.js';
import { EndDeviceListLink } from './list-links.js';
import { sep } from './namespaces.js';
import { UInt32 } from './primitives.js';

/** Where a client begins: links to everything that a server offers (8.3). */
export const DeviceCapability = sep.complexType(
  'DeviceCapability',
  {
    extends: FunctionSetAssignmentsBase,
    sequence: [
      sep.element('EndDeviceListLink', EndDeviceListLink, { minOccurs: 0 }),
      sep.element('MirrorUsagePointListLink', MirrorUsagePointListLink, { minOccurs: 0 }),
      sep.element('SelfDeviceLink', SelfDeviceLink, { minOccurs: 0 }),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '8.3' },
);
export type DeviceCapability = Static<typeof DeviceCapability>;

export const DeviceCapabilityElement = sep.globalElement('DeviceCapability', DeviceCapability, { clause: '8.3' });
