// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import {
  ActivePower,
  AmpereHour,
  ApparentPower,
  CurrentRMS,
  PowerFactor,
  ReactivePower,
  VoltageRMS,
  WattHour,
} from './der-quantities.js';
import { DERControlType } from './der-types.js';
import { sep } from './namespaces.js';
import { Int16, UInt16, UInt32 } from './primitives.js';
import { SubscribableResource } from './resource.js';
import { TimeType } from './types.js';

/** What the device is set to (10.10). */
export const DERSettings = sep.complexType(
  'DERSettings',
  {
    extends: SubscribableResource,
    sequence: [
      sep.element('modesEnabled', DERControlType, { minOccurs: 0 }),
      sep.element('setESDelay', UInt32, { minOccurs: 0, unit: '0.01 s' }),
      sep.element('setESHighFreq', UInt16, { minOccurs: 0 }),
      sep.element('setESHighVolt', Int16, { minOccurs: 0 }),
      sep.element('setESLowFreq', UInt16, { minOccurs: 0 }),
      sep.element('setESLowVolt', Int16, { minOccurs: 0 }),
      sep.element('setESRampTms', UInt32, { minOccurs: 0 }),
      sep.element('setESRandomDelay', UInt32, { minOccurs: 0 }),
      sep.element('setGradW', UInt16, { unit: '0.01 % of maximum a second' }),
      sep.element('setMaxA', CurrentRMS, { minOccurs: 0 }),
      sep.element('setMaxAh', AmpereHour, { minOccurs: 0 }),
      sep.element('setMaxChargeRateVA', ApparentPower, { minOccurs: 0 }),
      sep.element('setMaxChargeRateW', ActivePower, { minOccurs: 0 }),
      sep.element('setMaxDischargeRateVA', ApparentPower, { minOccurs: 0 }),
      sep.element('setMaxDischargeRateW', ActivePower, { minOccurs: 0 }),
      sep.element('setMaxV', VoltageRMS, { minOccurs: 0 }),
      sep.element('setMaxVA', ApparentPower, { minOccurs: 0 }),
      sep.element('setMaxVar', ReactivePower, { minOccurs: 0 }),
      sep.element('setMaxVarNeg', ReactivePower, { minOccurs: 0 }),
      sep.element('setMaxW', ActivePower),
      sep.element('setMaxWh', WattHour, { minOccurs: 0 }),
      sep.element('setMinPFOverExcited', PowerFactor, { minOccurs: 0 }),
      sep.element('setMinPFUnderExcited', PowerFactor, { minOccurs: 0 }),
      sep.element('setMinV', VoltageRMS, { minOccurs: 0 }),
      sep.element('setSoftGradW', UInt16, { minOccurs: 0 }),
      sep.element('setVNom', VoltageRMS, { minOccurs: 0 }),
      sep.element('setVRef', VoltageRMS, { minOccurs: 0 }),
      sep.element('setVRefOfs', VoltageRMS, { minOccurs: 0 }),
      sep.element('updatedTime', TimeType, { unit: 's since 1970' }),
    ],
  },
  { clause: '10.10' },
);
export type DERSettings = Static<typeof DERSettings>;

export const DERSettingsElement = sep.globalElement('DERSettings', DERSettings, { clause: '10.10' });
