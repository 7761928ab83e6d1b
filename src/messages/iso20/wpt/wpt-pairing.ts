// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import {
  identifierType,
  numericIDType,
  processingType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { wpt } from './namespaces.js';
import { WPT_DataContainerType } from './wpt-data-container.js';
import { WPT_EVResultType } from './wpt-results.js';

export const WPT_PairingReqType = wpt.complexType('WPT_PairingReqType', {
  extends: V2GRequestType,
  sequence: [
    wpt.element('EVProcessing', processingType),
    wpt.element('ObservedIDCode', numericIDType, { minOccurs: 0 }),
    wpt.element('EVResultCode', WPT_EVResultType),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_PairingReqType = Static<typeof WPT_PairingReqType>;

export const bssidType = wpt.simpleType('bssidType', xs.string, { maxLength: 12 });

export const ipaddressType = wpt.simpleType('ipaddressType', xs.string, { maxLength: 39 });

export const AlternativeSECCType = wpt.complexType('AlternativeSECCType', {
  sequence: [
    wpt.element('SSID', identifierType, { minOccurs: 0 }),
    wpt.element('BSSID', bssidType, { minOccurs: 0 }),
    wpt.element('IPAddress', ipaddressType, { minOccurs: 0 }),
    wpt.element('Port', xs.unsignedShort, { minOccurs: 0 }),
  ],
});
export type AlternativeSECCType = Static<typeof AlternativeSECCType>;

export const AlternativeSECCListType = wpt.complexType('AlternativeSECCListType', {
  sequence: [wpt.element('AlternativeSECC', AlternativeSECCType, { maxOccurs: 8 })],
});
export type AlternativeSECCListType = Static<typeof AlternativeSECCListType>;

export const WPT_PairingResType = wpt.complexType('WPT_PairingResType', {
  extends: V2GResponseType,
  sequence: [
    wpt.element('EVSEProcessing', processingType),
    wpt.element('ObservedIDCode', numericIDType, { minOccurs: 0 }),
    wpt.element('AlternativeSECCList', AlternativeSECCListType, { minOccurs: 0 }),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_PairingResType = Static<typeof WPT_PairingResType>;

/** Wireless power: makes sure that vehicle and charger speak to each other (8.3.4.6). */
export const WPT_PairingReq = wpt.globalElement('WPT_PairingReq', WPT_PairingReqType, { clause: '8.3.4.6' });
export type WPT_PairingReq = Static<typeof WPT_PairingReq>;

/** Result of the pairing (8.3.4.6). */
export const WPT_PairingRes = wpt.globalElement('WPT_PairingRes', WPT_PairingResType, { clause: '8.3.4.6' });
export type WPT_PairingRes = Static<typeof WPT_PairingRes>;
