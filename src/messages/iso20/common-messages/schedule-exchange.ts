// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import {
  numericIDType,
  percentValueType,
  processingType,
  RationalNumberType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { EVEnergyOfferType } from './ev-energy-offer.js';
import { commonMessages } from './namespaces.js';
import { PowerScheduleType } from './power-schedule.js';
import { AbsolutePriceScheduleType, PriceLevelScheduleType } from './price-schedules.js';

export const maxSupportingPointsScheduleTupleType = commonMessages.simpleType(
  'maxSupportingPointsScheduleTupleType',
  xs.unsignedShort,
  { minInclusive: 12, maxInclusive: 1024 },
);

export const Dynamic_SEReqControlModeType = commonMessages.complexType('Dynamic_SEReqControlModeType', {
  sequence: [
    commonMessages.element('DepartureTime', xs.unsignedInt, { unit: 's' }),
    commonMessages.element('MinimumSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    commonMessages.element('TargetSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    commonMessages.element('EVTargetEnergyRequest', RationalNumberType),
    commonMessages.element('EVMaximumEnergyRequest', RationalNumberType),
    commonMessages.element('EVMinimumEnergyRequest', RationalNumberType),
    commonMessages.element('EVMaximumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVMinimumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Dynamic_SEReqControlModeType = Static<typeof Dynamic_SEReqControlModeType>;

export const Scheduled_SEReqControlModeType = commonMessages.complexType('Scheduled_SEReqControlModeType', {
  sequence: [
    commonMessages.element('DepartureTime', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
    commonMessages.element('EVTargetEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVMaximumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVMinimumEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('EVEnergyOffer', EVEnergyOfferType, { minOccurs: 0 }),
  ],
});
export type Scheduled_SEReqControlModeType = Static<typeof Scheduled_SEReqControlModeType>;

export const ScheduleExchangeReqType = commonMessages.complexType('ScheduleExchangeReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('MaximumSupportingPoints', maxSupportingPointsScheduleTupleType),
    choice([
      commonMessages.element('Dynamic_SEReqControlMode', Dynamic_SEReqControlModeType),
      commonMessages.element('Scheduled_SEReqControlMode', Scheduled_SEReqControlModeType),
    ]),
  ],
});
export type ScheduleExchangeReqType = Static<typeof ScheduleExchangeReqType>;

export const Dynamic_SEResControlModeType = commonMessages.complexType('Dynamic_SEResControlModeType', {
  sequence: [
    commonMessages.element('DepartureTime', xs.unsignedInt, { minOccurs: 0, unit: 's' }),
    commonMessages.element('MinimumSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    commonMessages.element('TargetSOC', percentValueType, { minOccurs: 0, unit: '%' }),
    choice(
      [
        commonMessages.element('AbsolutePriceSchedule', AbsolutePriceScheduleType),
        commonMessages.element('PriceLevelSchedule', PriceLevelScheduleType),
      ],
      { minOccurs: 0 },
    ),
  ],
});
export type Dynamic_SEResControlModeType = Static<typeof Dynamic_SEResControlModeType>;

export const ChargingScheduleType = commonMessages.complexType('ChargingScheduleType', {
  sequence: [
    commonMessages.element('PowerSchedule', PowerScheduleType),
    choice(
      [
        commonMessages.element('AbsolutePriceSchedule', AbsolutePriceScheduleType),
        commonMessages.element('PriceLevelSchedule', PriceLevelScheduleType),
      ],
      { minOccurs: 0 },
    ),
  ],
});
export type ChargingScheduleType = Static<typeof ChargingScheduleType>;

export const ScheduleTupleType = commonMessages.complexType('ScheduleTupleType', {
  sequence: [
    commonMessages.element('ScheduleTupleID', numericIDType),
    commonMessages.element('ChargingSchedule', ChargingScheduleType),
    commonMessages.element('DischargingSchedule', ChargingScheduleType, { minOccurs: 0 }),
  ],
});
export type ScheduleTupleType = Static<typeof ScheduleTupleType>;

export const Scheduled_SEResControlModeType = commonMessages.complexType('Scheduled_SEResControlModeType', {
  sequence: [commonMessages.element('ScheduleTuple', ScheduleTupleType, { maxOccurs: 3 })],
});
export type Scheduled_SEResControlModeType = Static<typeof Scheduled_SEResControlModeType>;

export const ScheduleExchangeResType = commonMessages.complexType('ScheduleExchangeResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('EVSEProcessing', processingType),
    commonMessages.element('GoToPause', xs.boolean, { minOccurs: 0 }),
    choice([
      commonMessages.element('Dynamic_SEResControlMode', Dynamic_SEResControlModeType),
      commonMessages.element('Scheduled_SEResControlMode', Scheduled_SEResControlModeType),
    ]),
  ],
});
export type ScheduleExchangeResType = Static<typeof ScheduleExchangeResType>;

/** Energy needs of the vehicle, in scheduled or dynamic control (8.3.4.3.7). */
export const ScheduleExchangeReq = commonMessages.globalElement('ScheduleExchangeReq', ScheduleExchangeReqType, {
  clause: '8.3.4.3.7',
});
export type ScheduleExchangeReq = Static<typeof ScheduleExchangeReq>;

/** The schedules to choose from, or the targets of dynamic control (8.3.4.3.7). */
export const ScheduleExchangeRes = commonMessages.globalElement('ScheduleExchangeRes', ScheduleExchangeResType, {
  clause: '8.3.4.3.7',
});
export type ScheduleExchangeRes = Static<typeof ScheduleExchangeRes>;
