// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import {
  numericIDType,
  processingType,
  RationalNumberType,
  V2GRequestType,
  V2GResponseType,
} from '../common-types/index.js';
import { wpt } from './namespaces.js';
import { WPT_DataContainerType } from './wpt-data-container.js';
import { WPT_EVResultType } from './wpt-results.js';

export const WPT_LF_TxDataType = wpt.complexType('WPT_LF_TxDataType', {
  sequence: [wpt.element('TxIdentifier', numericIDType), wpt.element('EIRP', RationalNumberType)],
});
export type WPT_LF_TxDataType = Static<typeof WPT_LF_TxDataType>;

export const WPT_LF_TxDataListType = wpt.complexType('WPT_LF_TxDataListType', {
  sequence: [wpt.element('WPT_LF_TxDataList', WPT_LF_TxDataType)],
});
export type WPT_LF_TxDataListType = Static<typeof WPT_LF_TxDataListType>;

export const WPT_LF_RxRSSIType = wpt.complexType('WPT_LF_RxRSSIType', {
  sequence: [wpt.element('TxIdentifier', numericIDType), wpt.element('RSSI', RationalNumberType)],
});
export type WPT_LF_RxRSSIType = Static<typeof WPT_LF_RxRSSIType>;

export const WPT_LF_RxRSSIListType = wpt.complexType('WPT_LF_RxRSSIListType', {
  sequence: [wpt.element('RSSIDataList', WPT_LF_RxRSSIType)],
});
export type WPT_LF_RxRSSIListType = Static<typeof WPT_LF_RxRSSIListType>;

export const WPT_LF_RxDataType = wpt.complexType('WPT_LF_RxDataType', {
  sequence: [wpt.element('RxIdentifier', numericIDType), wpt.element('RSSIData', WPT_LF_RxRSSIListType)],
});
export type WPT_LF_RxDataType = Static<typeof WPT_LF_RxDataType>;

export const WPT_LF_RxDataListType = wpt.complexType('WPT_LF_RxDataListType', {
  sequence: [wpt.element('WPT_LF_RxDataList', WPT_LF_RxDataType)],
});
export type WPT_LF_RxDataListType = Static<typeof WPT_LF_RxDataListType>;

export const WPT_LF_DataPackageType = wpt.complexType('WPT_LF_DataPackageType', {
  sequence: [
    wpt.element('PackageIndex', xs.unsignedByte),
    choice([wpt.element('LF_TxData', WPT_LF_TxDataListType), wpt.element('LF_RxData', WPT_LF_RxDataListType)]),
  ],
});
export type WPT_LF_DataPackageType = Static<typeof WPT_LF_DataPackageType>;

export const WPT_LF_DataPackageListType = wpt.complexType('WPT_LF_DataPackageListType', {
  sequence: [wpt.element('NumPackages', xs.unsignedByte), wpt.element('WPT_LF_DataPackage', WPT_LF_DataPackageType)],
});
export type WPT_LF_DataPackageListType = Static<typeof WPT_LF_DataPackageListType>;

export const WPT_FinePositioningReqType = wpt.complexType('WPT_FinePositioningReqType', {
  extends: V2GRequestType,
  sequence: [
    wpt.element('EVProcessing', processingType),
    wpt.element('EVResultCode', WPT_EVResultType),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
    wpt.element('WPT_LF_DataPackageList', WPT_LF_DataPackageListType, { minOccurs: 0 }),
  ],
});
export type WPT_FinePositioningReqType = Static<typeof WPT_FinePositioningReqType>;

export const WPT_FinePositioningResType = wpt.complexType('WPT_FinePositioningResType', {
  extends: V2GResponseType,
  sequence: [
    wpt.element('EVSEProcessing', processingType),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
    wpt.element('WPT_LF_DataPackageList', WPT_LF_DataPackageListType, { minOccurs: 0 }),
  ],
});
export type WPT_FinePositioningResType = Static<typeof WPT_FinePositioningResType>;

/** Wireless power: progress of fine positioning (8.3.4.6). */
export const WPT_FinePositioningReq = wpt.globalElement('WPT_FinePositioningReq', WPT_FinePositioningReqType, {
  clause: '8.3.4.6',
});
export type WPT_FinePositioningReq = Static<typeof WPT_FinePositioningReq>;

/** Wireless power: measurements for fine positioning (8.3.4.6). */
export const WPT_FinePositioningRes = wpt.globalElement('WPT_FinePositioningRes', WPT_FinePositioningResType, {
  clause: '8.3.4.6',
});
export type WPT_FinePositioningRes = Static<typeof WPT_FinePositioningRes>;
