// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ActivePower, ReactivePower } from './der-quantities.js';
import { sep } from './namespaces.js';
import { UInt32 } from './primitives.js';
import { SubscribableResource } from './resource.js';
import { PerCent, TimeType } from './types.js';

/** What the device could still do (10.10). */
export const DERAvailability = sep.complexType(
  'DERAvailability',
  {
    extends: SubscribableResource,
    sequence: [
      sep.element('availabilityDuration', UInt32, { minOccurs: 0 }),
      sep.element('maxChargeDuration', UInt32, { minOccurs: 0 }),
      sep.element('readingTime', TimeType, { unit: 's since 1970' }),
      sep.element('reserveChargePercent', PerCent, { minOccurs: 0 }),
      sep.element('reservePercent', PerCent, { minOccurs: 0 }),
      sep.element('statVarAvail', ReactivePower, { minOccurs: 0 }),
      sep.element('statWAvail', ActivePower, { minOccurs: 0 }),
    ],
  },
  { clause: '10.10' },
);
export type DERAvailability = Static<typeof DERAvailability>;

export const DERAvailabilityElement = sep.globalElement('DERAvailability', DERAvailability, { clause: '10.10' });
