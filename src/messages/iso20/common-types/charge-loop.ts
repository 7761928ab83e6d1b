// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from './message.js';
import { MeterInfoType, ReceiptType } from './metering.js';
import { commonTypes } from './namespaces.js';
import { percentValueType, RationalNumberType } from './quantities.js';

/** What the charger may show about the vehicle (8.3.5.3.28). */
export const DisplayParametersType = commonTypes.complexType(
  'DisplayParametersType',
  {
    sequence: [
      commonTypes.element('PresentSOC', percentValueType, { minOccurs: 0, unit: '%' }),
      commonTypes.element('MinimumSOC', percentValueType, { minOccurs: 0, unit: '%' }),
      commonTypes.element('TargetSOC', percentValueType, { minOccurs: 0, unit: '%' }),
      commonTypes.element('MaximumSOC', percentValueType, { minOccurs: 0, unit: '%' }),
      commonTypes.element('RemainingTimeToMinimumSOC', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
      commonTypes.element('RemainingTimeToTargetSOC', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
      commonTypes.element('RemainingTimeToMaximumSOC', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
      commonTypes.element('ChargingComplete', xs.boolean, { minOccurs: 0 }),
      commonTypes.element('BatteryEnergyCapacity', RationalNumberType, { minOccurs: 0 }),
      commonTypes.element('InletHot', xs.boolean, { minOccurs: 0 }),
    ],
  },
  { clause: '8.3.5.3.28' },
);
export type DisplayParametersType = Static<typeof DisplayParametersType>;

export const ChargeLoopReqType = commonTypes.complexType('ChargeLoopReqType', {
  extends: V2GRequestType,
  abstract: true,
  sequence: [
    commonTypes.element('DisplayParameters', DisplayParametersType, { minOccurs: 0 }),
    commonTypes.element('MeterInfoRequested', xs.boolean),
  ],
});
export type ChargeLoopReqType = Static<typeof ChargeLoopReqType>;

export const evseNotificationType = commonTypes.enumeration('evseNotificationType', [
  'Pause',
  'ExitStandby',
  'Terminate',
  'ScheduleRenegotiation',
  'ServiceRenegotiation',
  'MeteringConfirmation',
]);
export type evseNotificationType = Static<typeof evseNotificationType>;

/** What the charger asks the vehicle to do, and how soon (8.3.5.3.26). */
export const EVSEStatusType = commonTypes.complexType(
  'EVSEStatusType',
  {
    sequence: [
      commonTypes.element('NotificationMaxDelay', xs.unsignedShort, { unit: 's' }),
      commonTypes.element('EVSENotification', evseNotificationType),
    ],
  },
  { clause: '8.3.5.3.26' },
);
export type EVSEStatusType = Static<typeof EVSEStatusType>;

export const ChargeLoopResType = commonTypes.complexType('ChargeLoopResType', {
  extends: V2GResponseType,
  abstract: true,
  sequence: [
    commonTypes.element('EVSEStatus', EVSEStatusType, { minOccurs: 0 }),
    commonTypes.element('MeterInfo', MeterInfoType, { minOccurs: 0 }),
    commonTypes.element('Receipt', ReceiptType, { minOccurs: 0 }),
  ],
});
export type ChargeLoopResType = Static<typeof ChargeLoopResType>;

export const CLReqControlModeType = commonTypes.complexType('CLReqControlModeType', { abstract: true });
export type CLReqControlModeType = Static<typeof CLReqControlModeType>;

export const CLResControlModeType = commonTypes.complexType('CLResControlModeType', { abstract: true });
export type CLResControlModeType = Static<typeof CLResControlModeType>;

export const Scheduled_CLReqControlModeType = commonTypes.complexType('Scheduled_CLReqControlModeType', {
  extends: CLReqControlModeType,
  abstract: true,
  sequence: [
    commonTypes.element('EVTargetEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonTypes.element('EVMaximumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonTypes.element('EVMinimumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Scheduled_CLReqControlModeType = Static<typeof Scheduled_CLReqControlModeType>;

export const Scheduled_CLResControlModeType = commonTypes.complexType('Scheduled_CLResControlModeType', {
  extends: CLResControlModeType,
  abstract: true,
});
export type Scheduled_CLResControlModeType = Static<typeof Scheduled_CLResControlModeType>;

export const Dynamic_CLReqControlModeType = commonTypes.complexType('Dynamic_CLReqControlModeType', {
  extends: CLReqControlModeType,
  abstract: true,
  sequence: [
    commonTypes.element('DepartureTime', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
    commonTypes.element('EVTargetEnergyRequest', RationalNumberType),
    commonTypes.element('EVMaximumEnergyRequest', RationalNumberType),
    commonTypes.element('EVMinimumEnergyRequest', RationalNumberType),
  ],
});
export type Dynamic_CLReqControlModeType = Static<typeof Dynamic_CLReqControlModeType>;

export const Dynamic_CLResControlModeType = commonTypes.complexType('Dynamic_CLResControlModeType', {
  extends: CLResControlModeType,
  abstract: true,
  sequence: [
    commonTypes.element('DepartureTime', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
    commonTypes.element('MinimumSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    commonTypes.element('TargetSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    commonTypes.element('AckMaxDelay', xs.unsignedShort, { minOccurs: 0, unit: 's' }),
  ],
});
export type Dynamic_CLResControlModeType = Static<typeof Dynamic_CLResControlModeType>;

/** Head of the control modes of a charge loop request; AC and DC bring the members (8.3.4). */
export const CLReqControlMode = commonTypes.globalElement('CLReqControlMode', CLReqControlModeType, {
  clause: '8.3.4',
});
export type CLReqControlMode = Static<typeof CLReqControlMode>;

/** Head of the control modes of a charge loop response; AC and DC bring the members (8.3.4). */
export const CLResControlMode = commonTypes.globalElement('CLResControlMode', CLResControlModeType, {
  clause: '8.3.4',
});
export type CLResControlMode = Static<typeof CLResControlMode>;
