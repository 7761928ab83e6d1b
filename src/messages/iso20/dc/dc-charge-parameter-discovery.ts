// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static } from '../../../wire/exi/notation.js';
import {
  ChargeParameterDiscoveryReqType,
  ChargeParameterDiscoveryResType,
  percentValueType,
  RationalNumberType,
} from '../common-types/index.js';
import { dc } from './namespaces.js';

export const DC_CPDReqEnergyTransferModeType = dc.complexType('DC_CPDReqEnergyTransferModeType', {
  sequence: [
    dc.element('EVMaximumChargePower', RationalNumberType),
    dc.element('EVMinimumChargePower', RationalNumberType),
    dc.element('EVMaximumChargeCurrent', RationalNumberType),
    dc.element('EVMinimumChargeCurrent', RationalNumberType),
    dc.element('EVMaximumVoltage', RationalNumberType),
    dc.element('EVMinimumVoltage', RationalNumberType),
    dc.element('TargetSOC', percentValueType, { minOccurs: 0 }),
  ],
});
export type DC_CPDReqEnergyTransferModeType = Static<typeof DC_CPDReqEnergyTransferModeType>;

export const DC_CPDReqEnergyTransferMode = dc.globalElement(
  'DC_CPDReqEnergyTransferMode',
  DC_CPDReqEnergyTransferModeType,
);
export type DC_CPDReqEnergyTransferMode = Static<typeof DC_CPDReqEnergyTransferMode>;

export const BPT_DC_CPDReqEnergyTransferModeType = dc.complexType('BPT_DC_CPDReqEnergyTransferModeType', {
  extends: DC_CPDReqEnergyTransferModeType,
  sequence: [
    dc.element('EVMaximumDischargePower', RationalNumberType),
    dc.element('EVMinimumDischargePower', RationalNumberType),
    dc.element('EVMaximumDischargeCurrent', RationalNumberType),
    dc.element('EVMinimumDischargeCurrent', RationalNumberType),
  ],
});
export type BPT_DC_CPDReqEnergyTransferModeType = Static<typeof BPT_DC_CPDReqEnergyTransferModeType>;

export const BPT_DC_CPDReqEnergyTransferMode = dc.globalElement(
  'BPT_DC_CPDReqEnergyTransferMode',
  BPT_DC_CPDReqEnergyTransferModeType,
  { substitutionGroup: DC_CPDReqEnergyTransferMode },
);
export type BPT_DC_CPDReqEnergyTransferMode = Static<typeof BPT_DC_CPDReqEnergyTransferMode>;

export const DC_ChargeParameterDiscoveryReqType = dc.complexType('DC_ChargeParameterDiscoveryReqType', {
  extends: ChargeParameterDiscoveryReqType,
  sequence: [anyOf(DC_CPDReqEnergyTransferMode, [BPT_DC_CPDReqEnergyTransferMode])],
});
export type DC_ChargeParameterDiscoveryReqType = Static<typeof DC_ChargeParameterDiscoveryReqType>;

export const DC_CPDResEnergyTransferModeType = dc.complexType('DC_CPDResEnergyTransferModeType', {
  sequence: [
    dc.element('EVSEMaximumChargePower', RationalNumberType),
    dc.element('EVSEMinimumChargePower', RationalNumberType),
    dc.element('EVSEMaximumChargeCurrent', RationalNumberType),
    dc.element('EVSEMinimumChargeCurrent', RationalNumberType),
    dc.element('EVSEMaximumVoltage', RationalNumberType),
    dc.element('EVSEMinimumVoltage', RationalNumberType),
    dc.element('EVSEPowerRampLimitation', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type DC_CPDResEnergyTransferModeType = Static<typeof DC_CPDResEnergyTransferModeType>;

export const DC_CPDResEnergyTransferMode = dc.globalElement(
  'DC_CPDResEnergyTransferMode',
  DC_CPDResEnergyTransferModeType,
);
export type DC_CPDResEnergyTransferMode = Static<typeof DC_CPDResEnergyTransferMode>;

export const BPT_DC_CPDResEnergyTransferModeType = dc.complexType('BPT_DC_CPDResEnergyTransferModeType', {
  extends: DC_CPDResEnergyTransferModeType,
  sequence: [
    dc.element('EVSEMaximumDischargePower', RationalNumberType),
    dc.element('EVSEMinimumDischargePower', RationalNumberType),
    dc.element('EVSEMaximumDischargeCurrent', RationalNumberType),
    dc.element('EVSEMinimumDischargeCurrent', RationalNumberType),
  ],
});
export type BPT_DC_CPDResEnergyTransferModeType = Static<typeof BPT_DC_CPDResEnergyTransferModeType>;

export const BPT_DC_CPDResEnergyTransferMode = dc.globalElement(
  'BPT_DC_CPDResEnergyTransferMode',
  BPT_DC_CPDResEnergyTransferModeType,
  { substitutionGroup: DC_CPDResEnergyTransferMode },
);
export type BPT_DC_CPDResEnergyTransferMode = Static<typeof BPT_DC_CPDResEnergyTransferMode>;

export const DC_ChargeParameterDiscoveryResType = dc.complexType('DC_ChargeParameterDiscoveryResType', {
  extends: ChargeParameterDiscoveryResType,
  sequence: [anyOf(DC_CPDResEnergyTransferMode, [BPT_DC_CPDResEnergyTransferMode])],
});
export type DC_ChargeParameterDiscoveryResType = Static<typeof DC_ChargeParameterDiscoveryResType>;

/** Power, current and voltage limits of the vehicle (8.3.4.5.2). */
export const DC_ChargeParameterDiscoveryReq = dc.globalElement(
  'DC_ChargeParameterDiscoveryReq',
  DC_ChargeParameterDiscoveryReqType,
  { clause: '8.3.4.5.2' },
);
export type DC_ChargeParameterDiscoveryReq = Static<typeof DC_ChargeParameterDiscoveryReq>;

/** Power, current and voltage limits of the charger (8.3.4.5.2). */
export const DC_ChargeParameterDiscoveryRes = dc.globalElement(
  'DC_ChargeParameterDiscoveryRes',
  DC_ChargeParameterDiscoveryResType,
  { clause: '8.3.4.5.2' },
);
export type DC_ChargeParameterDiscoveryRes = Static<typeof DC_ChargeParameterDiscoveryRes>;
