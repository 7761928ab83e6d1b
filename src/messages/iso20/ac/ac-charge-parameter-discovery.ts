// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 AC. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static } from '../../../wire/exi/notation.js';
import {
  ChargeParameterDiscoveryReqType,
  ChargeParameterDiscoveryResType,
  RationalNumberType,
} from '../common-types/index.js';
import { ac } from './namespaces.js';

export const AC_CPDReqEnergyTransferModeType = ac.complexType('AC_CPDReqEnergyTransferModeType', {
  sequence: [
    ac.element('EVMaximumChargePower', RationalNumberType),
    ac.element('EVMaximumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower', RationalNumberType),
    ac.element('EVMinimumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type AC_CPDReqEnergyTransferModeType = Static<typeof AC_CPDReqEnergyTransferModeType>;

export const AC_CPDReqEnergyTransferMode = ac.globalElement(
  'AC_CPDReqEnergyTransferMode',
  AC_CPDReqEnergyTransferModeType,
);
export type AC_CPDReqEnergyTransferMode = Static<typeof AC_CPDReqEnergyTransferMode>;

export const BPT_AC_CPDReqEnergyTransferModeType = ac.complexType('BPT_AC_CPDReqEnergyTransferModeType', {
  extends: AC_CPDReqEnergyTransferModeType,
  sequence: [
    ac.element('EVMaximumDischargePower', RationalNumberType),
    ac.element('EVMaximumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower', RationalNumberType),
    ac.element('EVMinimumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_AC_CPDReqEnergyTransferModeType = Static<typeof BPT_AC_CPDReqEnergyTransferModeType>;

export const BPT_AC_CPDReqEnergyTransferMode = ac.globalElement(
  'BPT_AC_CPDReqEnergyTransferMode',
  BPT_AC_CPDReqEnergyTransferModeType,
  { substitutionGroup: AC_CPDReqEnergyTransferMode },
);
export type BPT_AC_CPDReqEnergyTransferMode = Static<typeof BPT_AC_CPDReqEnergyTransferMode>;

export const AC_ChargeParameterDiscoveryReqType = ac.complexType('AC_ChargeParameterDiscoveryReqType', {
  extends: ChargeParameterDiscoveryReqType,
  sequence: [anyOf(AC_CPDReqEnergyTransferMode, [BPT_AC_CPDReqEnergyTransferMode])],
});
export type AC_ChargeParameterDiscoveryReqType = Static<typeof AC_ChargeParameterDiscoveryReqType>;

export const AC_CPDResEnergyTransferModeType = ac.complexType('AC_CPDResEnergyTransferModeType', {
  sequence: [
    ac.element('EVSEMaximumChargePower', RationalNumberType),
    ac.element('EVSEMaximumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEMaximumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEMinimumChargePower', RationalNumberType),
    ac.element('EVSEMinimumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEMinimumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSENominalFrequency', RationalNumberType),
    ac.element('MaximumPowerAsymmetry', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPowerRampLimitation', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type AC_CPDResEnergyTransferModeType = Static<typeof AC_CPDResEnergyTransferModeType>;

export const AC_CPDResEnergyTransferMode = ac.globalElement(
  'AC_CPDResEnergyTransferMode',
  AC_CPDResEnergyTransferModeType,
);
export type AC_CPDResEnergyTransferMode = Static<typeof AC_CPDResEnergyTransferMode>;

export const BPT_AC_CPDResEnergyTransferModeType = ac.complexType('BPT_AC_CPDResEnergyTransferModeType', {
  extends: AC_CPDResEnergyTransferModeType,
  sequence: [
    ac.element('EVSEMaximumDischargePower', RationalNumberType),
    ac.element('EVSEMaximumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEMaximumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEMinimumDischargePower', RationalNumberType),
    ac.element('EVSEMinimumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEMinimumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_AC_CPDResEnergyTransferModeType = Static<typeof BPT_AC_CPDResEnergyTransferModeType>;

export const BPT_AC_CPDResEnergyTransferMode = ac.globalElement(
  'BPT_AC_CPDResEnergyTransferMode',
  BPT_AC_CPDResEnergyTransferModeType,
  { substitutionGroup: AC_CPDResEnergyTransferMode },
);
export type BPT_AC_CPDResEnergyTransferMode = Static<typeof BPT_AC_CPDResEnergyTransferMode>;

export const AC_ChargeParameterDiscoveryResType = ac.complexType('AC_ChargeParameterDiscoveryResType', {
  extends: ChargeParameterDiscoveryResType,
  sequence: [anyOf(AC_CPDResEnergyTransferMode, [BPT_AC_CPDResEnergyTransferMode])],
});
export type AC_ChargeParameterDiscoveryResType = Static<typeof AC_ChargeParameterDiscoveryResType>;

/** Power limits of the vehicle, one way or both ways (8.3.4.4.2). */
export const AC_ChargeParameterDiscoveryReq = ac.globalElement(
  'AC_ChargeParameterDiscoveryReq',
  AC_ChargeParameterDiscoveryReqType,
  { clause: '8.3.4.4.2' },
);
export type AC_ChargeParameterDiscoveryReq = Static<typeof AC_ChargeParameterDiscoveryReq>;

/** Power limits and frequency of the charger (8.3.4.4.2). */
export const AC_ChargeParameterDiscoveryRes = ac.globalElement(
  'AC_ChargeParameterDiscoveryRes',
  AC_ChargeParameterDiscoveryResType,
  { clause: '8.3.4.4.2' },
);
export type AC_ChargeParameterDiscoveryRes = Static<typeof AC_ChargeParameterDiscoveryRes>;
