// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { processingType, RationalNumberType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { wpt } from './namespaces.js';
import { WPT_DataContainerType } from './wpt-data-container.js';
import { WPT_EVResultType } from './wpt-results.js';

export const WPT_AlignmentCheckReqType = wpt.complexType('WPT_AlignmentCheckReqType', {
  extends: V2GRequestType,
  sequence: [
    wpt.element('EVProcessing', processingType),
    wpt.element('TargetCoilCurrent', RationalNumberType, { minOccurs: 0 }),
    wpt.element('EVResultCode', WPT_EVResultType),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_AlignmentCheckReqType = Static<typeof WPT_AlignmentCheckReqType>;

export const WPT_AlignmentCheckResType = wpt.complexType('WPT_AlignmentCheckResType', {
  extends: V2GResponseType,
  sequence: [
    wpt.element('EVSEProcessing', processingType),
    wpt.element('PowerTransmitted', RationalNumberType, { minOccurs: 0 }),
    wpt.element('SupplyDeviceCurrent', RationalNumberType, { minOccurs: 0 }),
    wpt.element('VendorSpecificDataContainer', WPT_DataContainerType, { minOccurs: 0, maxOccurs: 16 }),
  ],
});
export type WPT_AlignmentCheckResType = Static<typeof WPT_AlignmentCheckResType>;

/** Wireless power: asks whether the coils are aligned (8.3.4.6). */
export const WPT_AlignmentCheckReq = wpt.globalElement('WPT_AlignmentCheckReq', WPT_AlignmentCheckReqType, {
  clause: '8.3.4.6',
});
export type WPT_AlignmentCheckReq = Static<typeof WPT_AlignmentCheckReq>;

/** Whether the coils are aligned (8.3.4.6). */
export const WPT_AlignmentCheckRes = wpt.globalElement('WPT_AlignmentCheckRes', WPT_AlignmentCheckResType, {
  clause: '8.3.4.6',
});
export type WPT_AlignmentCheckRes = Static<typeof WPT_AlignmentCheckRes>;
