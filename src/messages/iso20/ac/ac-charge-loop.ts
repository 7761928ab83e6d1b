// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 AC. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static } from '../../../wire/exi/notation.js';
import {
  ChargeLoopReqType,
  ChargeLoopResType,
  CLReqControlMode,
  CLResControlMode,
  Dynamic_CLReqControlModeType,
  Dynamic_CLResControlModeType,
  RationalNumberType,
  Scheduled_CLReqControlModeType,
  Scheduled_CLResControlModeType,
} from '../common-types/index.js';
import { ac } from './namespaces.js';

export const Dynamic_AC_CLReqControlModeType = ac.complexType('Dynamic_AC_CLReqControlModeType', {
  extends: Dynamic_CLReqControlModeType,
  sequence: [
    ac.element('EVMaximumChargePower', RationalNumberType),
    ac.element('EVMaximumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower', RationalNumberType),
    ac.element('EVMinimumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentActivePower', RationalNumberType),
    ac.element('EVPresentActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentActivePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentReactivePower', RationalNumberType),
    ac.element('EVPresentReactivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentReactivePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Dynamic_AC_CLReqControlModeType = Static<typeof Dynamic_AC_CLReqControlModeType>;

export const BPT_Dynamic_AC_CLReqControlModeType = ac.complexType('BPT_Dynamic_AC_CLReqControlModeType', {
  extends: Dynamic_AC_CLReqControlModeType,
  sequence: [
    ac.element('EVMaximumDischargePower', RationalNumberType),
    ac.element('EVMaximumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower', RationalNumberType),
    ac.element('EVMinimumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_Dynamic_AC_CLReqControlModeType = Static<typeof BPT_Dynamic_AC_CLReqControlModeType>;

export const Dynamic_AC_CLReqControlMode = ac.globalElement(
  'Dynamic_AC_CLReqControlMode',
  Dynamic_AC_CLReqControlModeType,
  { substitutionGroup: CLReqControlMode },
);
export type Dynamic_AC_CLReqControlMode = Static<typeof Dynamic_AC_CLReqControlMode>;

export const BPT_Dynamic_AC_CLReqControlMode = ac.globalElement(
  'BPT_Dynamic_AC_CLReqControlMode',
  BPT_Dynamic_AC_CLReqControlModeType,
  { substitutionGroup: Dynamic_AC_CLReqControlMode },
);
export type BPT_Dynamic_AC_CLReqControlMode = Static<typeof BPT_Dynamic_AC_CLReqControlMode>;

export const Scheduled_AC_CLReqControlModeType = ac.complexType('Scheduled_AC_CLReqControlModeType', {
  extends: Scheduled_CLReqControlModeType,
  sequence: [
    ac.element('EVMaximumChargePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumChargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentActivePower', RationalNumberType),
    ac.element('EVPresentActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentActivePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentReactivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentReactivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVPresentReactivePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Scheduled_AC_CLReqControlModeType = Static<typeof Scheduled_AC_CLReqControlModeType>;

export const BPT_Scheduled_AC_CLReqControlModeType = ac.complexType('BPT_Scheduled_AC_CLReqControlModeType', {
  extends: Scheduled_AC_CLReqControlModeType,
  sequence: [
    ac.element('EVMaximumDischargePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMaximumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVMinimumDischargePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_Scheduled_AC_CLReqControlModeType = Static<typeof BPT_Scheduled_AC_CLReqControlModeType>;

export const Scheduled_AC_CLReqControlMode = ac.globalElement(
  'Scheduled_AC_CLReqControlMode',
  Scheduled_AC_CLReqControlModeType,
  { substitutionGroup: CLReqControlMode },
);
export type Scheduled_AC_CLReqControlMode = Static<typeof Scheduled_AC_CLReqControlMode>;

export const BPT_Scheduled_AC_CLReqControlMode = ac.globalElement(
  'BPT_Scheduled_AC_CLReqControlMode',
  BPT_Scheduled_AC_CLReqControlModeType,
  { substitutionGroup: Scheduled_AC_CLReqControlMode },
);
export type BPT_Scheduled_AC_CLReqControlMode = Static<typeof BPT_Scheduled_AC_CLReqControlMode>;

export const AC_ChargeLoopReqType = ac.complexType('AC_ChargeLoopReqType', {
  extends: ChargeLoopReqType,
  sequence: [
    anyOf(CLReqControlMode, [
      BPT_Dynamic_AC_CLReqControlMode,
      BPT_Scheduled_AC_CLReqControlMode,
      Dynamic_AC_CLReqControlMode,
      Scheduled_AC_CLReqControlMode,
    ]),
  ],
});
export type AC_ChargeLoopReqType = Static<typeof AC_ChargeLoopReqType>;

export const Dynamic_AC_CLResControlModeType = ac.complexType('Dynamic_AC_CLResControlModeType', {
  extends: Dynamic_CLResControlModeType,
  sequence: [
    ac.element('EVSETargetActivePower', RationalNumberType),
    ac.element('EVSETargetActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetActivePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetReactivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetReactivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetReactivePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Dynamic_AC_CLResControlModeType = Static<typeof Dynamic_AC_CLResControlModeType>;

export const BPT_Dynamic_AC_CLResControlModeType = ac.complexType('BPT_Dynamic_AC_CLResControlModeType', {
  extends: Dynamic_AC_CLResControlModeType,
});
export type BPT_Dynamic_AC_CLResControlModeType = Static<typeof BPT_Dynamic_AC_CLResControlModeType>;

export const Dynamic_AC_CLResControlMode = ac.globalElement(
  'Dynamic_AC_CLResControlMode',
  Dynamic_AC_CLResControlModeType,
  { substitutionGroup: CLResControlMode },
);
export type Dynamic_AC_CLResControlMode = Static<typeof Dynamic_AC_CLResControlMode>;

export const BPT_Dynamic_AC_CLResControlMode = ac.globalElement(
  'BPT_Dynamic_AC_CLResControlMode',
  BPT_Dynamic_AC_CLResControlModeType,
  { substitutionGroup: Dynamic_AC_CLResControlMode },
);
export type BPT_Dynamic_AC_CLResControlMode = Static<typeof BPT_Dynamic_AC_CLResControlMode>;

export const Scheduled_AC_CLResControlModeType = ac.complexType('Scheduled_AC_CLResControlModeType', {
  extends: Scheduled_CLResControlModeType,
  sequence: [
    ac.element('EVSETargetActivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetActivePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetReactivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetReactivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSETargetReactivePower_L3', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower_L2', RationalNumberType, { minOccurs: 0 }),
    ac.element('EVSEPresentActivePower_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Scheduled_AC_CLResControlModeType = Static<typeof Scheduled_AC_CLResControlModeType>;

export const BPT_Scheduled_AC_CLResControlModeType = ac.complexType('BPT_Scheduled_AC_CLResControlModeType', {
  extends: Scheduled_AC_CLResControlModeType,
});
export type BPT_Scheduled_AC_CLResControlModeType = Static<typeof BPT_Scheduled_AC_CLResControlModeType>;

export const Scheduled_AC_CLResControlMode = ac.globalElement(
  'Scheduled_AC_CLResControlMode',
  Scheduled_AC_CLResControlModeType,
  { substitutionGroup: CLResControlMode },
);
export type Scheduled_AC_CLResControlMode = Static<typeof Scheduled_AC_CLResControlMode>;

export const BPT_Scheduled_AC_CLResControlMode = ac.globalElement(
  'BPT_Scheduled_AC_CLResControlMode',
  BPT_Scheduled_AC_CLResControlModeType,
  { substitutionGroup: Scheduled_AC_CLResControlMode },
);
export type BPT_Scheduled_AC_CLResControlMode = Static<typeof BPT_Scheduled_AC_CLResControlMode>;

export const AC_ChargeLoopResType = ac.complexType('AC_ChargeLoopResType', {
  extends: ChargeLoopResType,
  sequence: [
    ac.element('EVSETargetFrequency', RationalNumberType, { minOccurs: 0 }),
    anyOf(CLResControlMode, [
      BPT_Dynamic_AC_CLResControlMode,
      BPT_Scheduled_AC_CLResControlMode,
      Dynamic_AC_CLResControlMode,
      Scheduled_AC_CLResControlMode,
    ]),
  ],
});
export type AC_ChargeLoopResType = Static<typeof AC_ChargeLoopResType>;

/** AC charge loop: present power and limits of the vehicle (8.3.4.4.3). */
export const AC_ChargeLoopReq = ac.globalElement('AC_ChargeLoopReq', AC_ChargeLoopReqType, { clause: '8.3.4.4.3' });
export type AC_ChargeLoopReq = Static<typeof AC_ChargeLoopReq>;

/** AC charge loop: target power and limits of the charger (8.3.4.4.3). */
export const AC_ChargeLoopRes = ac.globalElement('AC_ChargeLoopRes', AC_ChargeLoopResType, { clause: '8.3.4.4.3' });
export type AC_ChargeLoopRes = Static<typeof AC_ChargeLoopRes>;
