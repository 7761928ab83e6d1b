// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { ActivePower, FixedVar, PowerFactorWithExcitation, ReactivePower } from './der-quantities.js';
import { RandomizableEvent } from './event.js';
import { DERCurveLink } from './links.js';
import { sep } from './namespaces.js';
import { Int16, UInt16, UInt32 } from './primitives.js';
import { SubscribableIdentifiedObject, SubscribableList } from './resource.js';
import { DeviceCategoryType, PerCent, SignedPerCent } from './types.js';

export const FreqDroopType = sep.complexType('FreqDroopType', {
  sequence: [
    sep.element('dBOF', UInt32),
    sep.element('dBUF', UInt32),
    sep.element('kOF', UInt16),
    sep.element('kUF', UInt16),
    sep.element('openLoopTms', UInt16),
  ],
});
export type FreqDroopType = Static<typeof FreqDroopType>;

/** What is wanted: connect, energize, limits, curves (10.10). */
export const DERControlBase = sep.complexType(
  'DERControlBase',
  {
    sequence: [
      sep.element('opModConnect', xs.boolean, { minOccurs: 0 }),
      sep.element('opModEnergize', xs.boolean, { minOccurs: 0 }),
      sep.element('opModFixedPFAbsorbW', PowerFactorWithExcitation, { minOccurs: 0 }),
      sep.element('opModFixedPFInjectW', PowerFactorWithExcitation, { minOccurs: 0 }),
      sep.element('opModFixedVar', FixedVar, { minOccurs: 0 }),
      sep.element('opModFixedW', SignedPerCent, { minOccurs: 0, unit: '0.01 %' }),
      sep.element('opModFreqDroop', FreqDroopType, { minOccurs: 0 }),
      sep.element('opModFreqWatt', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModHFRTMayTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModHFRTMustTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModHVRTMayTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModHVRTMomentaryCessation', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModHVRTMustTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModLFRTMayTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModLFRTMustTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModLVRTMayTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModLVRTMomentaryCessation', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModLVRTMustTrip', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModMaxLimW', PerCent, { minOccurs: 0, unit: '0.01 %' }),
      sep.element('opModTargetVar', ReactivePower, { minOccurs: 0 }),
      sep.element('opModTargetW', ActivePower, { minOccurs: 0 }),
      sep.element('opModVoltVar', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModVoltWatt', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModWattPF', DERCurveLink, { minOccurs: 0 }),
      sep.element('opModWattVar', DERCurveLink, { minOccurs: 0 }),
      sep.element('rampTms', UInt16, { minOccurs: 0, unit: '0.01 s' }),
    ],
  },
  { clause: '10.10' },
);
export type DERControlBase = Static<typeof DERControlBase>;

/** What holds while no event is active (10.10). */
export const DefaultDERControl = sep.complexType(
  'DefaultDERControl',
  {
    extends: SubscribableIdentifiedObject,
    sequence: [
      sep.element('DERControlBase', DERControlBase),
      sep.element('setESDelay', UInt32, { minOccurs: 0, unit: '0.01 s' }),
      sep.element('setESHighFreq', UInt16, { minOccurs: 0 }),
      sep.element('setESHighVolt', Int16, { minOccurs: 0 }),
      sep.element('setESLowFreq', UInt16, { minOccurs: 0 }),
      sep.element('setESLowVolt', Int16, { minOccurs: 0 }),
      sep.element('setESRampTms', UInt32, { minOccurs: 0 }),
      sep.element('setESRandomDelay', UInt32, { minOccurs: 0 }),
      sep.element('setGradW', UInt16, { minOccurs: 0, unit: '0.01 % of maximum a second' }),
      sep.element('setSoftGradW', UInt16, { minOccurs: 0 }),
    ],
  },
  { clause: '10.10' },
);
export type DefaultDERControl = Static<typeof DefaultDERControl>;

/** An event that generators and storage follow (10.10). */
export const DERControl = sep.complexType(
  'DERControl',
  {
    extends: RandomizableEvent,
    sequence: [
      sep.element('DERControlBase', DERControlBase),
      sep.element('deviceCategory', DeviceCategoryType, { minOccurs: 0 }),
    ],
  },
  { clause: '10.10' },
);
export type DERControl = Static<typeof DERControl>;

/** Events, by start and then by age (10.10). */
export const DERControlList = sep.complexType(
  'DERControlList',
  {
    extends: SubscribableList,
    sequence: [sep.element('DERControl', DERControl, { minOccurs: 0, maxOccurs: 'unbounded' })],
  },
  { clause: '10.10' },
);
export type DERControlList = Static<typeof DERControlList>;

export const DefaultDERControlElement = sep.globalElement('DefaultDERControl', DefaultDERControl, { clause: '10.10' });

export const FreqDroopTypeElement = sep.globalElement('FreqDroopType', FreqDroopType);

export const DERControlBaseElement = sep.globalElement('DERControlBase', DERControlBase, { clause: '10.10' });

export const DERControlElement = sep.globalElement('DERControl', DERControl, { clause: '10.10' });

export const DERControlListElement = sep.globalElement('DERControlList', DERControlList, { clause: '10.10' });
