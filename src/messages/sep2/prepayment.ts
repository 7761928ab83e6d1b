// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import {
  ActiveCreditRegisterListLink,
  ActiveSupplyInterruptionOverrideListLink,
  CreditRegisterListLink,
  SupplyInterruptionOverrideListLink,
} from './energy-list-links.js';
import { AccountBalanceLink, PrepayOperationStatusLink, UsagePointLink } from './links.js';
import { UsagePoint } from './metering.js';
import { sep } from './namespaces.js';
import { Int32, String32, UInt8, UInt32 } from './primitives.js';
import { IdentifiedObject, List, Resource, SubscribableList } from './resource.js';
import { CurrencyCode, DateTimeInterval, PowerOfTenMultiplierType, RealEnergy, TimeType } from './types.js';

export const AccountingUnit = sep.complexType('AccountingUnit', {
  sequence: [
    sep.element('energyUnit', RealEnergy, { minOccurs: 0 }),
    sep.element('monetaryUnit', CurrencyCode),
    sep.element('multiplier', PowerOfTenMultiplierType),
    sep.element('value', Int32),
  ],
});
export type AccountingUnit = Static<typeof AccountingUnit>;

export const CreditStatusType = sep.complexType('CreditStatusType', { simpleContent: UInt8 });
export type CreditStatusType = Static<typeof CreditStatusType>;

export const AccountBalance = sep.complexType('AccountBalance', {
  extends: Resource,
  sequence: [
    sep.element('availableCredit', AccountingUnit),
    sep.element('creditStatus', CreditStatusType, { minOccurs: 0 }),
    sep.element('emergencyCredit', AccountingUnit, { minOccurs: 0 }),
    sep.element('emergencyCreditStatus', CreditStatusType, { minOccurs: 0 }),
  ],
});
export type AccountBalance = Static<typeof AccountBalance>;

export const CreditTypeType = sep.complexType('CreditTypeType', { simpleContent: UInt8 });
export type CreditTypeType = Static<typeof CreditTypeType>;

export const CreditRegister = sep.complexType('CreditRegister', {
  extends: IdentifiedObject,
  sequence: [
    sep.element('creditAmount', AccountingUnit),
    sep.element('creditType', CreditTypeType, { minOccurs: 0 }),
    sep.element('effectiveTime', TimeType),
    sep.element('token', String32),
  ],
});
export type CreditRegister = Static<typeof CreditRegister>;

export const CreditRegisterList = sep.complexType('CreditRegisterList', {
  extends: List,
  sequence: [sep.element('CreditRegister', CreditRegister, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type CreditRegisterList = Static<typeof CreditRegisterList>;

export const PrepayModeType = sep.complexType('PrepayModeType', { simpleContent: UInt8 });
export type PrepayModeType = Static<typeof PrepayModeType>;

/** An account that is paid in advance (10.8). */
export const Prepayment = sep.complexType(
  'Prepayment',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('AccountBalanceLink', AccountBalanceLink),
      sep.element('ActiveCreditRegisterListLink', ActiveCreditRegisterListLink, { minOccurs: 0 }),
      sep.element('ActiveSupplyInterruptionOverrideListLink', ActiveSupplyInterruptionOverrideListLink, {
        minOccurs: 0,
      }),
      sep.element('creditExpiryLevel', AccountingUnit, { minOccurs: 0 }),
      sep.element('CreditRegisterListLink', CreditRegisterListLink),
      sep.element('lowCreditWarningLevel', AccountingUnit, { minOccurs: 0 }),
      sep.element('lowEmergencyCreditWarningLevel', AccountingUnit, { minOccurs: 0 }),
      sep.element('prepayMode', PrepayModeType),
      sep.element('PrepayOperationStatusLink', PrepayOperationStatusLink),
      sep.element('SupplyInterruptionOverrideListLink', SupplyInterruptionOverrideListLink),
      sep.element('UsagePoint', UsagePoint, { minOccurs: 0, maxOccurs: 'unbounded' }),
      sep.element('UsagePointLink', UsagePointLink, { minOccurs: 0 }),
    ],
  },
  { clause: '10.8' },
);
export type Prepayment = Static<typeof Prepayment>;

export const PrepaymentList = sep.complexType('PrepaymentList', {
  extends: SubscribableList,
  sequence: [sep.element('Prepayment', Prepayment, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type PrepaymentList = Static<typeof PrepaymentList>;

export const CreditTypeChange = sep.complexType('CreditTypeChange', {
  sequence: [sep.element('newType', CreditTypeType), sep.element('startTime', TimeType)],
});
export type CreditTypeChange = Static<typeof CreditTypeChange>;

export const ServiceStatusType = sep.complexType('ServiceStatusType', { simpleContent: UInt8 });
export type ServiceStatusType = Static<typeof ServiceStatusType>;

export const ServiceChange = sep.complexType('ServiceChange', {
  sequence: [sep.element('newStatus', ServiceStatusType), sep.element('startTime', TimeType)],
});
export type ServiceChange = Static<typeof ServiceChange>;

export const PrepayOperationStatus = sep.complexType('PrepayOperationStatus', {
  extends: Resource,
  sequence: [
    sep.element('creditTypeChange', CreditTypeChange, { minOccurs: 0 }),
    sep.element('creditTypeInUse', CreditTypeType, { minOccurs: 0 }),
    sep.element('serviceChange', ServiceChange, { minOccurs: 0 }),
    sep.element('serviceStatus', ServiceStatusType),
  ],
});
export type PrepayOperationStatus = Static<typeof PrepayOperationStatus>;

export const SupplyInterruptionOverride = sep.complexType('SupplyInterruptionOverride', {
  extends: Resource,
  sequence: [sep.element('description', String32, { minOccurs: 0 }), sep.element('interval', DateTimeInterval)],
});
export type SupplyInterruptionOverride = Static<typeof SupplyInterruptionOverride>;

export const SupplyInterruptionOverrideList = sep.complexType('SupplyInterruptionOverrideList', {
  extends: List,
  sequence: [
    sep.element('SupplyInterruptionOverride', SupplyInterruptionOverride, { minOccurs: 0, maxOccurs: 'unbounded' }),
  ],
});
export type SupplyInterruptionOverrideList = Static<typeof SupplyInterruptionOverrideList>;

export const AccountBalanceElement = sep.globalElement('AccountBalance', AccountBalance);

export const AccountingUnitElement = sep.globalElement('AccountingUnit', AccountingUnit);

export const CreditRegisterElement = sep.globalElement('CreditRegister', CreditRegister);

export const CreditRegisterListElement = sep.globalElement('CreditRegisterList', CreditRegisterList);

export const PrepaymentElement = sep.globalElement('Prepayment', Prepayment, { clause: '10.8' });

export const PrepaymentListElement = sep.globalElement('PrepaymentList', PrepaymentList);

export const PrepayModeTypeElement = sep.globalElement('PrepayModeType', PrepayModeType);

export const PrepayOperationStatusElement = sep.globalElement('PrepayOperationStatus', PrepayOperationStatus);

export const ServiceChangeElement = sep.globalElement('ServiceChange', ServiceChange);

export const SupplyInterruptionOverrideElement = sep.globalElement(
  'SupplyInterruptionOverride',
  SupplyInterruptionOverride,
);

export const SupplyInterruptionOverrideListElement = sep.globalElement(
  'SupplyInterruptionOverrideList',
  SupplyInterruptionOverrideList,
);

export const CreditStatusTypeElement = sep.globalElement('CreditStatusType', CreditStatusType);

export const CreditTypeTypeElement = sep.globalElement('CreditTypeType', CreditTypeType);

export const CreditTypeChangeElement = sep.globalElement('CreditTypeChange', CreditTypeChange);

export const ServiceStatusTypeElement = sep.globalElement('ServiceStatusType', ServiceStatusType);
