// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import {
  EVSEStatusType,
  numericIDType,
  processingType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { commonMessages } from './namespaces.js';
import { PowerScheduleEntryType } from './power-schedule.js';

export const chargeProgressType = commonMessages.enumeration('chargeProgressType', [
  'Start',
  'Stop',
  'Standby',
  'ScheduleRenegotiation',
]);
export type chargeProgressType = Static<typeof chargeProgressType>;

export const Dynamic_EVPPTControlModeType = commonMessages.complexType('Dynamic_EVPPTControlModeType', {});
export type Dynamic_EVPPTControlModeType = Static<typeof Dynamic_EVPPTControlModeType>;

export const powerToleranceAcceptanceType = commonMessages.enumeration('powerToleranceAcceptanceType', [
  'PowerToleranceNotConfirmed',
  'PowerToleranceConfirmed',
]);
export type powerToleranceAcceptanceType = Static<typeof powerToleranceAcceptanceType>;

export const Scheduled_EVPPTControlModeType = commonMessages.complexType('Scheduled_EVPPTControlModeType', {
  sequence: [
    commonMessages.element('SelectedScheduleTupleID', numericIDType),
    commonMessages.element('PowerToleranceAcceptance', powerToleranceAcceptanceType, { minOccurs: 0 }),
  ],
});
export type Scheduled_EVPPTControlModeType = Static<typeof Scheduled_EVPPTControlModeType>;

export const EVPowerProfileEntryListType = commonMessages.complexType('EVPowerProfileEntryListType', {
  sequence: [commonMessages.element('EVPowerProfileEntry', PowerScheduleEntryType, { maxOccurs: 2048 })],
});
export type EVPowerProfileEntryListType = Static<typeof EVPowerProfileEntryListType>;

export const EVPowerProfileType = commonMessages.complexType('EVPowerProfileType', {
  sequence: [
    commonMessages.element('TimeAnchor', xs.unsignedLong),
    choice([
      commonMessages.element('Dynamic_EVPPTControlMode', Dynamic_EVPPTControlModeType),
      commonMessages.element('Scheduled_EVPPTControlMode', Scheduled_EVPPTControlModeType),
    ]),
    commonMessages.element('EVPowerProfileEntries', EVPowerProfileEntryListType),
  ],
});
export type EVPowerProfileType = Static<typeof EVPowerProfileType>;

export const channelSelectionType = commonMessages.enumeration('channelSelectionType', ['Charge', 'Discharge']);
export type channelSelectionType = Static<typeof channelSelectionType>;

export const PowerDeliveryReqType = commonMessages.complexType('PowerDeliveryReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('EVProcessing', processingType),
    commonMessages.element('ChargeProgress', chargeProgressType),
    commonMessages.element('EVPowerProfile', EVPowerProfileType, { minOccurs: 0 }),
    commonMessages.element('BPT_ChannelSelection', channelSelectionType, { minOccurs: 0 }),
  ],
});
export type PowerDeliveryReqType = Static<typeof PowerDeliveryReqType>;

export const PowerDeliveryResType = commonMessages.complexType('PowerDeliveryResType', {
  extends: V2GResponseType,
  sequence: [commonMessages.element('EVSEStatus', EVSEStatusType, { minOccurs: 0 })],
});
export type PowerDeliveryResType = Static<typeof PowerDeliveryResType>;

/** Starts, stops, suspends or renegotiates the flow of power (8.3.4.3.8). */
export const PowerDeliveryReq = commonMessages.globalElement('PowerDeliveryReq', PowerDeliveryReqType, {
  clause: '8.3.4.3.8',
});
export type PowerDeliveryReq = Static<typeof PowerDeliveryReq>;

/** The status of the charger after the switch (8.3.4.3.8). */
export const PowerDeliveryRes = commonMessages.globalElement('PowerDeliveryRes', PowerDeliveryResType, {
  clause: '8.3.4.3.8',
});
export type PowerDeliveryRes = Static<typeof PowerDeliveryRes>;
