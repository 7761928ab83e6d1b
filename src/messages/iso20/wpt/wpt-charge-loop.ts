// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { ChargeLoopReqType, ChargeLoopResType, RationalNumberType } from '../common-types/index.js';
import { wpt } from './namespaces.js';
import { WPT_DataContainerType } from './wpt-data-container.js';

export const WPT_EVPCChargeDiagnosticsType = wpt.enumeration('WPT_EVPCChargeDiagnosticsType', [
  'EVPCNoIssue',
  'EVPCTempOverheatDetected',
  'EVPCPowerTransferAnomalyDetected',
  'EVPCAnomalyDetected',
]);
export type WPT_EVPCChargeDiagnosticsType = Static<typeof WPT_EVPCChargeDiagnosticsType>;

export const WPT_EVPCPowerControlParameterType = wpt.complexType('WPT_EVPCPowerControlParameterType', {
  sequence: [
    wpt.element('EVPCCoilCurrentRequest', RationalNumberType),
    wpt.element('EVPCCoilCurrentInformation', RationalNumberType),
    wpt.element('EVPCCurrentOutputInformation', RationalNumberType),
    wpt.element('EVPCVoltageOutputInformation', RationalNumberType),
  ],
});
export type WPT_EVPCPowerControlParameterType = Static<typeof WPT_EVPCPowerControlParameterType>;

export const WPT_ChargeLoopReqType = wpt.complexType('WPT_ChargeLoopReqType', {
  extends: ChargeLoopReqType,
  sequence: [
    wpt.element('EVPCPowerRequest', RationalNumberType),
    wpt.element('EVPCPowerOutput', RationalNumberType),
    wpt.element('EVPCChargeDiagnostics', WPT_EVPCChargeDiagnosticsType),
    wpt.element('EVPCOperatingFrequency', RationalNumberType, { minOccurs: 0 }),
    wpt.element('EVPCPowerControlParameter', WPT_EVPCPowerControlParameterType, { minOccurs: 0 }),
    wpt.element('ManufacturerSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_ChargeLoopReqType = Static<typeof WPT_ChargeLoopReqType>;

export const WPT_SPCChargeDiagnosticsType = wpt.enumeration('WPT_SPCChargeDiagnosticsType', [
  'SPCNoIssue',
  'SPCFODDetected',
  'SPCLOPDetected',
  'SPCTempOverheatDetected',
  'SPCPowerTransferAnomalyDetected',
  'SPCAnomalyDetected',
]);
export type WPT_SPCChargeDiagnosticsType = Static<typeof WPT_SPCChargeDiagnosticsType>;

export const WPT_SPCPowerControlParameterType = wpt.complexType('WPT_SPCPowerControlParameterType', {
  sequence: [wpt.element('SPCPrimaryDeviceCoilCurrentInformation', RationalNumberType)],
});
export type WPT_SPCPowerControlParameterType = Static<typeof WPT_SPCPowerControlParameterType>;

export const WPT_ChargeLoopResType = wpt.complexType('WPT_ChargeLoopResType', {
  extends: ChargeLoopResType,
  sequence: [
    wpt.element('EVPCPowerRequest', RationalNumberType),
    wpt.element('SDPowerInput', RationalNumberType, { minOccurs: 0 }),
    wpt.element('SPCMaxOutputPowerLimit', RationalNumberType),
    wpt.element('SPCMinOutputPowerLimit', RationalNumberType),
    wpt.element('SPCChargeDiagnostics', WPT_SPCChargeDiagnosticsType),
    wpt.element('SPCOperatingFrequency', RationalNumberType, { minOccurs: 0 }),
    wpt.element('SPCPowerControlParameter', WPT_SPCPowerControlParameterType, { minOccurs: 0 }),
    wpt.element('ManufacturerSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_ChargeLoopResType = Static<typeof WPT_ChargeLoopResType>;

/** Wireless power charge loop: the power that the vehicle wants now (8.3.4.6). */
export const WPT_ChargeLoopReq = wpt.globalElement('WPT_ChargeLoopReq', WPT_ChargeLoopReqType, { clause: '8.3.4.6' });
export type WPT_ChargeLoopReq = Static<typeof WPT_ChargeLoopReq>;

/** Wireless power charge loop: what the charger sends (8.3.4.6). */
export const WPT_ChargeLoopRes = wpt.globalElement('WPT_ChargeLoopRes', WPT_ChargeLoopResType, { clause: '8.3.4.6' });
export type WPT_ChargeLoopRes = Static<typeof WPT_ChargeLoopRes>;
