// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import {
  ActivePower,
  AmpereHour,
  ApparentPower,
  CurrentRMS,
  PowerFactor,
  ReactivePower,
  ReactiveSusceptance,
  VoltageRMS,
  WattHour,
} from './der-quantities.js';
import { DERControlType, DERType } from './der-types.js';
import { sep } from './namespaces.js';
import { UInt8 } from './primitives.js';
import { Resource } from './resource.js';

/** What the device was built for (10.10). */
export const DERCapability = sep.complexType(
  'DERCapability',
  {
    extends: Resource,
    sequence: [
      sep.element('modesSupported', DERControlType),
      sep.element('rtgAbnormalCategory', UInt8, { minOccurs: 0 }),
      sep.element('rtgMaxA', CurrentRMS, { minOccurs: 0 }),
      sep.element('rtgMaxAh', AmpereHour, { minOccurs: 0 }),
      sep.element('rtgMaxChargeRateVA', ApparentPower, { minOccurs: 0 }),
      sep.element('rtgMaxChargeRateW', ActivePower, { minOccurs: 0 }),
      sep.element('rtgMaxDischargeRateVA', ApparentPower, { minOccurs: 0 }),
      sep.element('rtgMaxDischargeRateW', ActivePower, { minOccurs: 0 }),
      sep.element('rtgMaxV', VoltageRMS, { minOccurs: 0 }),
      sep.element('rtgMaxVA', ApparentPower, { minOccurs: 0 }),
      sep.element('rtgMaxVar', ReactivePower, { minOccurs: 0 }),
      sep.element('rtgMaxVarNeg', ReactivePower, { minOccurs: 0 }),
      sep.element('rtgMaxW', ActivePower),
      sep.element('rtgMaxWh', WattHour, { minOccurs: 0 }),
      sep.element('rtgMinPFOverExcited', PowerFactor, { minOccurs: 0 }),
      sep.element('rtgMinPFUnderExcited', PowerFactor, { minOccurs: 0 }),
      sep.element('rtgMinV', VoltageRMS, { minOccurs: 0 }),
      sep.element('rtgNormalCategory', UInt8, { minOccurs: 0 }),
      sep.element('rtgOverExcitedPF', PowerFactor, { minOccurs: 0 }),
      sep.element('rtgOverExcitedW', ActivePower, { minOccurs: 0 }),
      sep.element('rtgReactiveSusceptance', ReactiveSusceptance, { minOccurs: 0 }),
      sep.element('rtgUnderExcitedPF', PowerFactor, { minOccurs: 0 }),
      sep.element('rtgUnderExcitedW', ActivePower, { minOccurs: 0 }),
      sep.element('rtgVNom', VoltageRMS, { minOccurs: 0 }),
      sep.element('type', DERType),
    ],
  },
  { clause: '10.10' },
);
export type DERCapability = Static<typeof DERCapability>;

export const DERCapabilityElement = sep.globalElement('DERCapability', DERCapability, { clause: '10.10' });
