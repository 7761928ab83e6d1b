// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { TimeLink } from './links.js';
import { sep } from './namespaces.js';
import { Int16, UInt8, UInt16, UInt32 } from './primitives.js';
import { Resource } from './resource.js';
import { PowerOfTenMultiplierType, TimeType } from './types.js';

export const Temperature = sep.complexType('Temperature', {
  sequence: [
    sep.element('multiplier', PowerOfTenMultiplierType),
    sep.element('subject', UInt8),
    sep.element('value', Int16),
  ],
});
export type Temperature = Static<typeof Temperature>;

/** How long and in what state a device runs (8.5). */
export const DeviceStatus = sep.complexType(
  'DeviceStatus',
  {
    extends: Resource,
    sequence: [
      sep.element('changedTime', TimeType, { unit: 's since 1970' }),
      sep.element('onCount', UInt16, { minOccurs: 0 }),
      sep.element('opState', UInt8, { minOccurs: 0 }),
      sep.element('opTime', UInt32, { minOccurs: 0 }),
      sep.element('Temperature', Temperature, { minOccurs: 0, maxOccurs: 'unbounded' }),
      sep.element('TimeLink', TimeLink, { minOccurs: 0 }),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '8.5' },
);
export type DeviceStatus = Static<typeof DeviceStatus>;

export const DeviceStatusElement = sep.globalElement('DeviceStatus', DeviceStatus, { clause: '8.5' });

export const TemperatureElement = sep.globalElement('Temperature', Temperature);
