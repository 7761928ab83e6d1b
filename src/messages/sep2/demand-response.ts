// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { ActivePower } from './der-quantities.js';
import { ActiveEndDeviceControlListLink, EndDeviceControlListLink } from './energy-list-links.js';
import { RandomizableEvent } from './event.js';
import { DemandResponseProgramLink } from './links.js';
import { sep } from './namespaces.js';
import { Int16, UInt8, UInt16, UInt32 } from './primitives.js';
import { IdentifiedObject, List, Resource, SubscribableList } from './resource.js';
import { ApplianceLoadReductionType, DeviceCategoryType, PerCent, PrimacyType, UnitType } from './types.js';

export const ApplianceLoadReduction = sep.complexType('ApplianceLoadReduction', {
  sequence: [sep.element('type', ApplianceLoadReductionType)],
});
export type ApplianceLoadReduction = Static<typeof ApplianceLoadReduction>;

export const DutyCycle = sep.complexType('DutyCycle', { sequence: [sep.element('normalValue', UInt8)] });
export type DutyCycle = Static<typeof DutyCycle>;

export const Offset = sep.complexType('Offset', {
  sequence: [
    sep.element('coolingOffset', UInt8, { minOccurs: 0 }),
    sep.element('heatingOffset', UInt8, { minOccurs: 0 }),
    sep.element('loadAdjustmentPercentageOffset', PerCent, { minOccurs: 0 }),
  ],
});
export type Offset = Static<typeof Offset>;

export const SetPoint = sep.complexType('SetPoint', {
  sequence: [
    sep.element('coolingSetpoint', Int16, { minOccurs: 0 }),
    sep.element('heatingSetpoint', Int16, { minOccurs: 0 }),
  ],
});
export type SetPoint = Static<typeof SetPoint>;

/** How much load could be dropped, and for how long (10.3). */
export const LoadShedAvailability = sep.complexType(
  'LoadShedAvailability',
  {
    extends: Resource,
    sequence: [
      sep.element('availabilityDuration', UInt32, { minOccurs: 0 }),
      sep.element('DemandResponseProgramLink', DemandResponseProgramLink, { minOccurs: 0 }),
      sep.element('sheddablePercent', PerCent, { minOccurs: 0 }),
      sep.element('sheddablePower', ActivePower, { minOccurs: 0 }),
    ],
  },
  { clause: '10.3' },
);
export type LoadShedAvailability = Static<typeof LoadShedAvailability>;

export const LoadShedAvailabilityList = sep.complexType('LoadShedAvailabilityList', {
  extends: List,
  sequence: [sep.element('LoadShedAvailability', LoadShedAvailability, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type LoadShedAvailabilityList = Static<typeof LoadShedAvailabilityList>;

/** A source of demand response events (10.3). */
export const DemandResponseProgram = sep.complexType(
  'DemandResponseProgram',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('ActiveEndDeviceControlListLink', ActiveEndDeviceControlListLink, { minOccurs: 0 }),
      sep.element('availabilityUpdatePercentChangeThreshold', PerCent, { minOccurs: 0 }),
      sep.element('availabilityUpdatePowerChangeThreshold', ActivePower, { minOccurs: 0 }),
      sep.element('EndDeviceControlListLink', EndDeviceControlListLink, { minOccurs: 0 }),
      sep.element('primacy', PrimacyType),
    ],
  },
  { clause: '10.3' },
);
export type DemandResponseProgram = Static<typeof DemandResponseProgram>;

export const DemandResponseProgramList = sep.complexType('DemandResponseProgramList', {
  extends: SubscribableList,
  sequence: [sep.element('DemandResponseProgram', DemandResponseProgram, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type DemandResponseProgramList = Static<typeof DemandResponseProgramList>;

export const TargetReduction = sep.complexType('TargetReduction', {
  sequence: [sep.element('type', UnitType), sep.element('value', UInt16)],
});
export type TargetReduction = Static<typeof TargetReduction>;

/** Demand response: an event that loads follow (10.3). */
export const EndDeviceControl = sep.complexType(
  'EndDeviceControl',
  {
    extends: RandomizableEvent,
    sequence: [
      sep.element('ApplianceLoadReduction', ApplianceLoadReduction, { minOccurs: 0 }),
      sep.element('deviceCategory', DeviceCategoryType),
      sep.element('drProgramMandatory', xs.boolean),
      sep.element('DutyCycle', DutyCycle, { minOccurs: 0 }),
      sep.element('loadShiftForward', xs.boolean),
      sep.element('Offset', Offset, { minOccurs: 0 }),
      sep.element('overrideDuration', UInt16, { minOccurs: 0 }),
      sep.element('SetPoint', SetPoint, { minOccurs: 0 }),
      sep.element('TargetReduction', TargetReduction, { minOccurs: 0 }),
    ],
  },
  { clause: '10.3' },
);
export type EndDeviceControl = Static<typeof EndDeviceControl>;

export const EndDeviceControlList = sep.complexType('EndDeviceControlList', {
  extends: SubscribableList,
  sequence: [sep.element('EndDeviceControl', EndDeviceControl, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type EndDeviceControlList = Static<typeof EndDeviceControlList>;

export const LoadShedAvailabilityListElement = sep.globalElement('LoadShedAvailabilityList', LoadShedAvailabilityList);

export const ApplianceLoadReductionElement = sep.globalElement('ApplianceLoadReduction', ApplianceLoadReduction);

export const DemandResponseProgramElement = sep.globalElement('DemandResponseProgram', DemandResponseProgram, {
  clause: '10.3',
});

export const DemandResponseProgramListElement = sep.globalElement(
  'DemandResponseProgramList',
  DemandResponseProgramList,
);

export const DutyCycleElement = sep.globalElement('DutyCycle', DutyCycle);

export const EndDeviceControlElement = sep.globalElement('EndDeviceControl', EndDeviceControl, { clause: '10.3' });

export const EndDeviceControlListElement = sep.globalElement('EndDeviceControlList', EndDeviceControlList);

export const LoadShedAvailabilityElement = sep.globalElement('LoadShedAvailability', LoadShedAvailability, {
  clause: '10.3',
});

export const OffsetElement = sep.globalElement('Offset', Offset);

export const SetPointElement = sep.globalElement('SetPoint', SetPoint);

export const TargetReductionElement = sep.globalElement('TargetReduction', TargetReduction);
