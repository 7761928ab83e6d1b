// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import {
  ChargeParameterDiscoveryReqType,
  ChargeParameterDiscoveryResType,
  RationalNumberType,
} from '../common-types/index.js';
import { wpt } from './namespaces.js';
import { WPT_DataContainerType } from './wpt-data-container.js';

export const WPT_ChargeParameterDiscoveryReqType = wpt.complexType('WPT_ChargeParameterDiscoveryReqType', {
  extends: ChargeParameterDiscoveryReqType,
  sequence: [
    wpt.element('EVPCMaxReceivablePower', RationalNumberType),
    wpt.element('SDMaxGroundClearence', xs.unsignedShort),
    wpt.element('SDMinGroundClearence', xs.unsignedShort),
    wpt.element('EVPCNaturalFrequency', RationalNumberType),
    wpt.element('EVPCDeviceLocalControl', xs.boolean),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_ChargeParameterDiscoveryReqType = Static<typeof WPT_ChargeParameterDiscoveryReqType>;

export const WPT_PowerClassType = wpt.enumeration('WPT_PowerClassType', ['MF-WPT1', 'MF-WPT2', 'MF-WPT3', 'MF-WPT4']);
export type WPT_PowerClassType = Static<typeof WPT_PowerClassType>;

export const WPT_ChargeParameterDiscoveryResType = wpt.complexType('WPT_ChargeParameterDiscoveryResType', {
  extends: ChargeParameterDiscoveryResType,
  sequence: [
    wpt.element('PDInputPowerClass', WPT_PowerClassType),
    wpt.element('SDMinOutputPower', RationalNumberType),
    wpt.element('SDMaxOutputPower', RationalNumberType),
    wpt.element('SDMaxGroundClearanceSupport', xs.unsignedShort),
    wpt.element('SDMinGroundClearanceSupport', xs.unsignedShort),
    wpt.element('PDMinCoilCurrent', RationalNumberType),
    wpt.element('PDMaxCoilCurrent', RationalNumberType),
    wpt.element('SDManufacturerSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_ChargeParameterDiscoveryResType = Static<typeof WPT_ChargeParameterDiscoveryResType>;

/** Wireless power: limits of the vehicle (8.3.4.6). */
export const WPT_ChargeParameterDiscoveryReq = wpt.globalElement(
  'WPT_ChargeParameterDiscoveryReq',
  WPT_ChargeParameterDiscoveryReqType,
  { clause: '8.3.4.6' },
);
export type WPT_ChargeParameterDiscoveryReq = Static<typeof WPT_ChargeParameterDiscoveryReq>;

/** Wireless power: limits of the charger (8.3.4.6). */
export const WPT_ChargeParameterDiscoveryRes = wpt.globalElement(
  'WPT_ChargeParameterDiscoveryRes',
  WPT_ChargeParameterDiscoveryResType,
  { clause: '8.3.4.6' },
);
export type WPT_ChargeParameterDiscoveryRes = Static<typeof WPT_ChargeParameterDiscoveryRes>;
