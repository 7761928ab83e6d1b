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

export const WPT_FinePositioningMethodType = wpt.enumeration('WPT_FinePositioningMethodType', [
  'Manual',
  'LF_TxEV',
  'LF_TxPrimaryDevice',
  'LPE',
  'Proprietary',
]);
export type WPT_FinePositioningMethodType = Static<typeof WPT_FinePositioningMethodType>;

export const WPT_FinePositioningMethodListType = wpt.complexType('WPT_FinePositioningMethodListType', {
  sequence: [wpt.element('WPT_FinePositioningMethod', WPT_FinePositioningMethodType, { maxOccurs: 8 })],
});
export type WPT_FinePositioningMethodListType = Static<typeof WPT_FinePositioningMethodListType>;

export const WPT_PairingMethodType = wpt.enumeration('WPT_PairingMethodType', [
  'External confirmation',
  'LPE',
  'LF_TxEV',
  'LF_TxPrimaryDevice',
  'Optical',
  'Proprietary',
]);
export type WPT_PairingMethodType = Static<typeof WPT_PairingMethodType>;

export const WPT_PairingMethodListType = wpt.complexType('WPT_PairingMethodListType', {
  sequence: [wpt.element('WPT_PairingMethod', WPT_PairingMethodType, { maxOccurs: 8 })],
});
export type WPT_PairingMethodListType = Static<typeof WPT_PairingMethodListType>;

export const WPT_AlignmentCheckMethodType = wpt.enumeration('WPT_AlignmentCheckMethodType', [
  'PowerCheck',
  'LPE',
  'Proprietary',
]);
export type WPT_AlignmentCheckMethodType = Static<typeof WPT_AlignmentCheckMethodType>;

export const WPT_AlignmentCheckMethodListType = wpt.complexType('WPT_AlignmentCheckMethodListType', {
  sequence: [wpt.element('WPT_AlignmentCheckMethod', WPT_AlignmentCheckMethodType, { maxOccurs: 8 })],
});
export type WPT_AlignmentCheckMethodListType = Static<typeof WPT_AlignmentCheckMethodListType>;

export const WPT_CoordinateXYZType = wpt.complexType('WPT_CoordinateXYZType', {
  sequence: [wpt.element('Coord_X', xs.short), wpt.element('Coord_Y', xs.short), wpt.element('Coord_Z', xs.short)],
});
export type WPT_CoordinateXYZType = Static<typeof WPT_CoordinateXYZType>;

export const WPT_TxRxSpecDataType = wpt.complexType('WPT_TxRxSpecDataType', {
  sequence: [
    wpt.element('TxRxIdentifier', numericIDType),
    wpt.element('TxRxPosition', WPT_CoordinateXYZType),
    wpt.element('TxRxOrientation', WPT_CoordinateXYZType),
  ],
});
export type WPT_TxRxSpecDataType = Static<typeof WPT_TxRxSpecDataType>;

export const WPT_TxRxPulseOrderType = wpt.complexType('WPT_TxRxPulseOrderType', {
  sequence: [wpt.element('IndexNumber', xs.unsignedShort), wpt.element('TxRxIdentifier', numericIDType)],
});
export type WPT_TxRxPulseOrderType = Static<typeof WPT_TxRxPulseOrderType>;

export const WPT_TxRxPackageSpecDataType = wpt.complexType('WPT_TxRxPackageSpecDataType', {
  sequence: [
    wpt.element('PulseSequenceOrder', WPT_TxRxPulseOrderType, { minOccurs: 2, maxOccurs: 255 }),
    wpt.element('PulseSeparationTime', xs.unsignedShort),
    wpt.element('PulseDuration', xs.unsignedShort),
    wpt.element('PackageSeparationTime', xs.unsignedShort),
  ],
});
export type WPT_TxRxPackageSpecDataType = Static<typeof WPT_TxRxPackageSpecDataType>;

export const WPT_LF_TransmitterDataType = wpt.complexType('WPT_LF_TransmitterDataType', {
  sequence: [
    wpt.element('NumberOfTransmitters', xs.unsignedByte),
    wpt.element('SignalFrequency', RationalNumberType),
    wpt.element('TxSpecData', WPT_TxRxSpecDataType, { minOccurs: 2, maxOccurs: 255 }),
    wpt.element('TxPackageSpecData', WPT_TxRxPackageSpecDataType, { minOccurs: 0 }),
  ],
});
export type WPT_LF_TransmitterDataType = Static<typeof WPT_LF_TransmitterDataType>;

export const WPT_LF_ReceiverDataType = wpt.complexType('WPT_LF_ReceiverDataType', {
  sequence: [
    wpt.element('NumberOfReceivers', xs.unsignedByte),
    wpt.element('RxSpecData', WPT_TxRxSpecDataType, { minOccurs: 2, maxOccurs: 255 }),
  ],
});
export type WPT_LF_ReceiverDataType = Static<typeof WPT_LF_ReceiverDataType>;

export const WPT_LF_SystemSetupDataType = wpt.complexType('WPT_LF_SystemSetupDataType', {
  sequence: [
    choice([
      wpt.element('LF_TransmitterSetupData', WPT_LF_TransmitterDataType),
      wpt.element('LF_ReceiverSetupData', WPT_LF_ReceiverDataType),
    ]),
  ],
});
export type WPT_LF_SystemSetupDataType = Static<typeof WPT_LF_SystemSetupDataType>;

export const WPT_FinePositioningSetupReqType = wpt.complexType('WPT_FinePositioningSetupReqType', {
  extends: V2GRequestType,
  sequence: [
    wpt.element('EVProcessing', processingType),
    wpt.element('EVDeviceFinePositioningMethodList', WPT_FinePositioningMethodListType),
    wpt.element('EVDevicePairingMethodList', WPT_PairingMethodListType),
    wpt.element('EVDeviceAlignmentCheckMethodList', WPT_AlignmentCheckMethodListType),
    wpt.element('NaturalOffset', xs.unsignedShort),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
    wpt.element('LF_SystemSetupData', WPT_LF_SystemSetupDataType, { minOccurs: 0 }),
  ],
});
export type WPT_FinePositioningSetupReqType = Static<typeof WPT_FinePositioningSetupReqType>;

export const WPT_FinePositioningSetupResType = wpt.complexType('WPT_FinePositioningSetupResType', {
  extends: V2GResponseType,
  sequence: [
    wpt.element('PrimaryDeviceFinePositioningMethodList', WPT_FinePositioningMethodListType),
    wpt.element('PrimaryDevicePairingMethodList', WPT_PairingMethodListType),
    wpt.element('PrimaryDeviceAlignmentCheckMethodList', WPT_AlignmentCheckMethodListType),
    wpt.element('NaturalOffset', xs.unsignedShort),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
    wpt.element('LF_SystemSetupData', WPT_LF_SystemSetupDataType, { minOccurs: 0 }),
  ],
});
export type WPT_FinePositioningSetupResType = Static<typeof WPT_FinePositioningSetupResType>;

/** Wireless power: the methods of fine positioning that the vehicle can use (8.3.4.6). */
export const WPT_FinePositioningSetupReq = wpt.globalElement(
  'WPT_FinePositioningSetupReq',
  WPT_FinePositioningSetupReqType,
  { clause: '8.3.4.6' },
);
export type WPT_FinePositioningSetupReq = Static<typeof WPT_FinePositioningSetupReq>;

/** The methods that the charger can use (8.3.4.6). */
export const WPT_FinePositioningSetupRes = wpt.globalElement(
  'WPT_FinePositioningSetupRes',
  WPT_FinePositioningSetupResType,
  { clause: '8.3.4.6' },
);
export type WPT_FinePositioningSetupRes = Static<typeof WPT_FinePositioningSetupRes>;
