// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ActivePower } from './der-quantities.js';
import { sep } from './namespaces.js';
import { UInt8, UInt32 } from './primitives.js';
import { Resource } from './resource.js';
import { PerCent, RealEnergy, TimeType } from './types.js';

export const PowerSourceType = sep.complexType('PowerSourceType', { simpleContent: UInt8 });
export type PowerSourceType = Static<typeof PowerSourceType>;

export const PEVInfo = sep.complexType('PEVInfo', {
  sequence: [
    sep.element('chargingPowerNow', ActivePower),
    sep.element('energyRequestNow', RealEnergy),
    sep.element('maxForwardPower', ActivePower),
    sep.element('minimumChargingDuration', UInt32),
    sep.element('targetStateOfCharge', PerCent),
    sep.element('timeChargeIsNeeded', TimeType),
    sep.element('timeChargingStatusPEV', TimeType),
  ],
});
export type PEVInfo = Static<typeof PEVInfo>;

/** Where a device gets its power from; of a vehicle, what charge it wants (9.4). */
export const PowerStatus = sep.complexType(
  'PowerStatus',
  {
    extends: Resource,
    sequence: [
      sep.element('batteryStatus', UInt8),
      sep.element('changedTime', TimeType, { unit: 's since 1970' }),
      sep.element('currentPowerSource', PowerSourceType),
      sep.element('estimatedChargeRemaining', PerCent, { minOccurs: 0 }),
      sep.element('estimatedTimeRemaining', UInt32, { minOccurs: 0 }),
      sep.element('PEVInfo', PEVInfo, { minOccurs: 0 }),
      sep.element('sessionTimeOnBattery', UInt32, { minOccurs: 0 }),
      sep.element('totalTimeOnBattery', UInt32, { minOccurs: 0 }),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '9.4' },
);
export type PowerStatus = Static<typeof PowerStatus>;

export const PowerStatusElement = sep.globalElement('PowerStatus', PowerStatus, { clause: '9.4' });

export const PowerSourceTypeElement = sep.globalElement('PowerSourceType', PowerSourceType);

export const PEVInfoElement = sep.globalElement('PEVInfo', PEVInfo);
