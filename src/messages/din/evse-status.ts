// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const EVSEStatusType = msgDataTypes.complexType('EVSEStatusType', { abstract: true });
export type EVSEStatusType = Static<typeof EVSEStatusType>;

export const EVSENotificationType = msgDataTypes.enumeration('EVSENotificationType', [
  'None',
  'StopCharging',
  'ReNegotiation',
]);
export type EVSENotificationType = Static<typeof EVSENotificationType>;

export const AC_EVSEStatusType = msgDataTypes.complexType('AC_EVSEStatusType', {
  extends: EVSEStatusType,
  sequence: [
    msgDataTypes.element('PowerSwitchClosed', xs.boolean),
    msgDataTypes.element('RCD', xs.boolean),
    msgDataTypes.element('NotificationMaxDelay', xs.unsignedInt, { unit: 's' }),
    msgDataTypes.element('EVSENotification', EVSENotificationType),
  ],
});
export type AC_EVSEStatusType = Static<typeof AC_EVSEStatusType>;

export const isolationLevelType = msgDataTypes.enumeration('isolationLevelType', [
  'Invalid',
  'Valid',
  'Warning',
  'Fault',
]);
export type isolationLevelType = Static<typeof isolationLevelType>;

export const DC_EVSEStatusCodeType = msgDataTypes.enumeration('DC_EVSEStatusCodeType', [
  'EVSE_NotReady',
  'EVSE_Ready',
  'EVSE_Shutdown',
  'EVSE_UtilityInterruptEvent',
  'EVSE_IsolationMonitoringActive',
  'EVSE_EmergencyShutdown',
  'EVSE_Malfunction',
  'Reserved_8',
  'Reserved_9',
  'Reserved_A',
  'Reserved_B',
  'Reserved_C',
]);
export type DC_EVSEStatusCodeType = Static<typeof DC_EVSEStatusCodeType>;

export const DC_EVSEStatusType = msgDataTypes.complexType('DC_EVSEStatusType', {
  extends: EVSEStatusType,
  sequence: [
    msgDataTypes.element('EVSEIsolationStatus', isolationLevelType, { minOccurs: 0 }),
    msgDataTypes.element('EVSEStatusCode', DC_EVSEStatusCodeType),
    msgDataTypes.element('NotificationMaxDelay', xs.unsignedInt, { unit: 's' }),
    msgDataTypes.element('EVSENotification', EVSENotificationType),
  ],
});
export type DC_EVSEStatusType = Static<typeof DC_EVSEStatusType>;

export const EVSEStatus = msgDataTypes.globalElement('EVSEStatus', EVSEStatusType);
export type EVSEStatus = Static<typeof EVSEStatus>;

export const AC_EVSEStatus = msgDataTypes.globalElement('AC_EVSEStatus', AC_EVSEStatusType, {
  substitutionGroup: EVSEStatus,
});
export type AC_EVSEStatus = Static<typeof AC_EVSEStatus>;

export const DC_EVSEStatus = msgDataTypes.globalElement('DC_EVSEStatus', DC_EVSEStatusType, {
  substitutionGroup: EVSEStatus,
});
export type DC_EVSEStatus = Static<typeof DC_EVSEStatus>;
