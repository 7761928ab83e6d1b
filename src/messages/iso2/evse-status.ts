// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const EVSENotificationType = msgDataTypes.enumeration('EVSENotificationType', [
  'None',
  'StopCharging',
  'ReNegotiation',
]);
export type EVSENotificationType = Static<typeof EVSENotificationType>;

export const EVSEStatusType = msgDataTypes.complexType('EVSEStatusType', {
  abstract: true,
  sequence: [
    msgDataTypes.element('NotificationMaxDelay', xs.unsignedShort, { unit: 's' }),
    msgDataTypes.element('EVSENotification', EVSENotificationType),
  ],
});
export type EVSEStatusType = Static<typeof EVSEStatusType>;

export const isolationLevelType = msgDataTypes.enumeration('isolationLevelType', [
  'Invalid',
  'Valid',
  'Warning',
  'Fault',
  'No_IMD',
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

/** What the DC charger asks for, its isolation and its state (8.5.4.1). */
export const DC_EVSEStatusType = msgDataTypes.complexType(
  'DC_EVSEStatusType',
  {
    extends: EVSEStatusType,
    sequence: [
      msgDataTypes.element('EVSEIsolationStatus', isolationLevelType, { minOccurs: 0 }),
      msgDataTypes.element('EVSEStatusCode', DC_EVSEStatusCodeType),
    ],
  },
  { clause: '8.5.4.1' },
);
export type DC_EVSEStatusType = Static<typeof DC_EVSEStatusType>;

/** What the AC charger asks for, and its residual current device (8.5.3.1). */
export const AC_EVSEStatusType = msgDataTypes.complexType(
  'AC_EVSEStatusType',
  { extends: EVSEStatusType, sequence: [msgDataTypes.element('RCD', xs.boolean)] },
  { clause: '8.5.3.1' },
);
export type AC_EVSEStatusType = Static<typeof AC_EVSEStatusType>;

/** Head of AC_EVSEStatus and DC_EVSEStatus (8.5). */
export const EVSEStatus = msgDataTypes.globalElement('EVSEStatus', EVSEStatusType, { abstract: true, clause: '8.5' });

export const AC_EVSEStatus = msgDataTypes.globalElement('AC_EVSEStatus', AC_EVSEStatusType, {
  substitutionGroup: EVSEStatus,
});
export type AC_EVSEStatus = Static<typeof AC_EVSEStatus>;

export const DC_EVSEStatus = msgDataTypes.globalElement('DC_EVSEStatus', DC_EVSEStatusType, {
  substitutionGroup: EVSEStatus,
});
export type DC_EVSEStatus = Static<typeof DC_EVSEStatus>;
