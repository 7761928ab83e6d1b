// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
import { anyOf, type Static, xs } from '../../../wire/exi/notation.js';
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
import { dc } from './namespaces.js';

export const Dynamic_DC_CLReqControlModeType = dc.complexType('Dynamic_DC_CLReqControlModeType', {
  extends: Dynamic_CLReqControlModeType,
  sequence: [
    dc.element('EVMaximumChargePower', RationalNumberType),
    dc.element('EVMinimumChargePower', RationalNumberType),
    dc.element('EVMaximumChargeCurrent', RationalNumberType),
    dc.element('EVMaximumVoltage', RationalNumberType),
    dc.element('EVMinimumVoltage', RationalNumberType),
  ],
});
export type Dynamic_DC_CLReqControlModeType = Static<typeof Dynamic_DC_CLReqControlModeType>;

export const BPT_Dynamic_DC_CLReqControlModeType = dc.complexType('BPT_Dynamic_DC_CLReqControlModeType', {
  extends: Dynamic_DC_CLReqControlModeType,
  sequence: [
    dc.element('EVMaximumDischargePower', RationalNumberType),
    dc.element('EVMinimumDischargePower', RationalNumberType),
    dc.element('EVMaximumDischargeCurrent', RationalNumberType),
    dc.element('EVMaximumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMinimumV2XEnergyRequest', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_Dynamic_DC_CLReqControlModeType = Static<typeof BPT_Dynamic_DC_CLReqControlModeType>;

export const Dynamic_DC_CLReqControlMode = dc.globalElement(
  'Dynamic_DC_CLReqControlMode',
  Dynamic_DC_CLReqControlModeType,
  { substitutionGroup: CLReqControlMode },
);
export type Dynamic_DC_CLReqControlMode = Static<typeof Dynamic_DC_CLReqControlMode>;

export const BPT_Dynamic_DC_CLReqControlMode = dc.globalElement(
  'BPT_Dynamic_DC_CLReqControlMode',
  BPT_Dynamic_DC_CLReqControlModeType,
  { substitutionGroup: Dynamic_DC_CLReqControlMode },
);
export type BPT_Dynamic_DC_CLReqControlMode = Static<typeof BPT_Dynamic_DC_CLReqControlMode>;

export const Scheduled_DC_CLReqControlModeType = dc.complexType('Scheduled_DC_CLReqControlModeType', {
  extends: Scheduled_CLReqControlModeType,
  sequence: [
    dc.element('EVTargetCurrent', RationalNumberType),
    dc.element('EVTargetVoltage', RationalNumberType),
    dc.element('EVMaximumChargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMinimumChargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMaximumChargeCurrent', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMaximumVoltage', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMinimumVoltage', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Scheduled_DC_CLReqControlModeType = Static<typeof Scheduled_DC_CLReqControlModeType>;

export const BPT_Scheduled_DC_CLReqControlModeType = dc.complexType('BPT_Scheduled_DC_CLReqControlModeType', {
  extends: Scheduled_DC_CLReqControlModeType,
  sequence: [
    dc.element('EVMaximumDischargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMinimumDischargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVMaximumDischargeCurrent', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_Scheduled_DC_CLReqControlModeType = Static<typeof BPT_Scheduled_DC_CLReqControlModeType>;

export const Scheduled_DC_CLReqControlMode = dc.globalElement(
  'Scheduled_DC_CLReqControlMode',
  Scheduled_DC_CLReqControlModeType,
  { substitutionGroup: CLReqControlMode },
);
export type Scheduled_DC_CLReqControlMode = Static<typeof Scheduled_DC_CLReqControlMode>;

export const BPT_Scheduled_DC_CLReqControlMode = dc.globalElement(
  'BPT_Scheduled_DC_CLReqControlMode',
  BPT_Scheduled_DC_CLReqControlModeType,
  { substitutionGroup: Scheduled_DC_CLReqControlMode },
);
export type BPT_Scheduled_DC_CLReqControlMode = Static<typeof BPT_Scheduled_DC_CLReqControlMode>;

export const DC_ChargeLoopReqType = dc.complexType('DC_ChargeLoopReqType', {
  extends: ChargeLoopReqType,
  sequence: [
    dc.element('EVPresentVoltage', RationalNumberType),
    anyOf(CLReqControlMode, [
      BPT_Dynamic_DC_CLReqControlMode,
      BPT_Scheduled_DC_CLReqControlMode,
      Dynamic_DC_CLReqControlMode,
      Scheduled_DC_CLReqControlMode,
    ]),
  ],
});
export type DC_ChargeLoopReqType = Static<typeof DC_ChargeLoopReqType>;

export const Dynamic_DC_CLResControlModeType = dc.complexType('Dynamic_DC_CLResControlModeType', {
  extends: Dynamic_CLResControlModeType,
  sequence: [
    dc.element('EVSEMaximumChargePower', RationalNumberType),
    dc.element('EVSEMinimumChargePower', RationalNumberType),
    dc.element('EVSEMaximumChargeCurrent', RationalNumberType),
    dc.element('EVSEMaximumVoltage', RationalNumberType),
  ],
});
export type Dynamic_DC_CLResControlModeType = Static<typeof Dynamic_DC_CLResControlModeType>;

export const BPT_Dynamic_DC_CLResControlModeType = dc.complexType('BPT_Dynamic_DC_CLResControlModeType', {
  extends: Dynamic_DC_CLResControlModeType,
  sequence: [
    dc.element('EVSEMaximumDischargePower', RationalNumberType),
    dc.element('EVSEMinimumDischargePower', RationalNumberType),
    dc.element('EVSEMaximumDischargeCurrent', RationalNumberType),
    dc.element('EVSEMinimumVoltage', RationalNumberType),
  ],
});
export type BPT_Dynamic_DC_CLResControlModeType = Static<typeof BPT_Dynamic_DC_CLResControlModeType>;

export const Dynamic_DC_CLResControlMode = dc.globalElement(
  'Dynamic_DC_CLResControlMode',
  Dynamic_DC_CLResControlModeType,
  { substitutionGroup: CLResControlMode },
);
export type Dynamic_DC_CLResControlMode = Static<typeof Dynamic_DC_CLResControlMode>;

export const BPT_Dynamic_DC_CLResControlMode = dc.globalElement(
  'BPT_Dynamic_DC_CLResControlMode',
  BPT_Dynamic_DC_CLResControlModeType,
  { substitutionGroup: Dynamic_DC_CLResControlMode },
);
export type BPT_Dynamic_DC_CLResControlMode = Static<typeof BPT_Dynamic_DC_CLResControlMode>;

export const Scheduled_DC_CLResControlModeType = dc.complexType('Scheduled_DC_CLResControlModeType', {
  extends: Scheduled_CLResControlModeType,
  sequence: [
    dc.element('EVSEMaximumChargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVSEMinimumChargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVSEMaximumChargeCurrent', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVSEMaximumVoltage', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type Scheduled_DC_CLResControlModeType = Static<typeof Scheduled_DC_CLResControlModeType>;

export const BPT_Scheduled_DC_CLResControlModeType = dc.complexType('BPT_Scheduled_DC_CLResControlModeType', {
  extends: Scheduled_DC_CLResControlModeType,
  sequence: [
    dc.element('EVSEMaximumDischargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVSEMinimumDischargePower', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVSEMaximumDischargeCurrent', RationalNumberType, { minOccurs: 0 }),
    dc.element('EVSEMinimumVoltage', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type BPT_Scheduled_DC_CLResControlModeType = Static<typeof BPT_Scheduled_DC_CLResControlModeType>;

export const Scheduled_DC_CLResControlMode = dc.globalElement(
  'Scheduled_DC_CLResControlMode',
  Scheduled_DC_CLResControlModeType,
  { substitutionGroup: CLResControlMode },
);
export type Scheduled_DC_CLResControlMode = Static<typeof Scheduled_DC_CLResControlMode>;

export const BPT_Scheduled_DC_CLResControlMode = dc.globalElement(
  'BPT_Scheduled_DC_CLResControlMode',
  BPT_Scheduled_DC_CLResControlModeType,
  { substitutionGroup: Scheduled_DC_CLResControlMode },
);
export type BPT_Scheduled_DC_CLResControlMode = Static<typeof BPT_Scheduled_DC_CLResControlMode>;

export const DC_ChargeLoopResType = dc.complexType('DC_ChargeLoopResType', {
  extends: ChargeLoopResType,
  sequence: [
    dc.element('EVSEPresentCurrent', RationalNumberType),
    dc.element('EVSEPresentVoltage', RationalNumberType),
    dc.element('EVSEPowerLimitAchieved', xs.boolean),
    dc.element('EVSECurrentLimitAchieved', xs.boolean),
    dc.element('EVSEVoltageLimitAchieved', xs.boolean),
    anyOf(CLResControlMode, [
      BPT_Dynamic_DC_CLResControlMode,
      BPT_Scheduled_DC_CLResControlMode,
      Dynamic_DC_CLResControlMode,
      Scheduled_DC_CLResControlMode,
    ]),
  ],
});
export type DC_ChargeLoopResType = Static<typeof DC_ChargeLoopResType>;

/** DC charge loop: present voltage and targets of the vehicle (8.3.4.5.5). */
export const DC_ChargeLoopReq = dc.globalElement('DC_ChargeLoopReq', DC_ChargeLoopReqType, { clause: '8.3.4.5.5' });
export type DC_ChargeLoopReq = Static<typeof DC_ChargeLoopReq>;

/** DC charge loop: what the charger delivers and which of its limits it has reached (8.3.4.5.5). */
export const DC_ChargeLoopRes = dc.globalElement('DC_ChargeLoopRes', DC_ChargeLoopResType, { clause: '8.3.4.5.5' });
export type DC_ChargeLoopRes = Static<typeof DC_ChargeLoopRes>;
