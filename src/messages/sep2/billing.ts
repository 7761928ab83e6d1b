// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import {
  ActiveBillingPeriodListLink,
  ActiveProjectionReadingListLink,
  ActiveTargetReadingListLink,
  BillingPeriodListLink,
  BillingReadingListLink,
  BillingReadingSetListLink,
  CustomerAgreementListLink,
  HistoricalReadingListLink,
  ProjectionReadingListLink,
  TargetReadingListLink,
} from './energy-list-links.js';
import { PrepaymentLink, ReadingTypeLink, ServiceSupplierLink, TariffProfileLink, UsagePointLink } from './links.js';
import { MeterReadingBase, ReadingBase, ReadingSetBase } from './metering.js';
import { sep } from './namespaces.js';
import { Int32, Int48, String20, String32, String42, UInt8, UInt16, UInt32 } from './primitives.js';
import { IdentifiedObject, List, Resource, SubscribableList } from './resource.js';
import { DateTimeInterval, PowerOfTenMultiplierType, TimeType } from './types.js';

/** A span that is billed as one (10.7). */
export const BillingPeriod = sep.complexType(
  'BillingPeriod',
  {
    extends: Resource,
    sequence: [
      sep.element('billLastPeriod', Int48, { minOccurs: 0 }),
      sep.element('billToDate', Int48, { minOccurs: 0 }),
      sep.element('interval', DateTimeInterval),
      sep.element('statusTimeStamp', TimeType, { minOccurs: 0 }),
    ],
  },
  { clause: '10.7' },
);
export type BillingPeriod = Static<typeof BillingPeriod>;

export const BillingPeriodList = sep.complexType('BillingPeriodList', {
  extends: SubscribableList,
  sequence: [sep.element('BillingPeriod', BillingPeriod, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type BillingPeriodList = Static<typeof BillingPeriodList>;

export const BillingMeterReadingBase = sep.complexType('BillingMeterReadingBase', {
  extends: MeterReadingBase,
  sequence: [
    sep.element('BillingReadingSetListLink', BillingReadingSetListLink, { minOccurs: 0 }),
    sep.element('ReadingTypeLink', ReadingTypeLink, { minOccurs: 0 }),
  ],
});
export type BillingMeterReadingBase = Static<typeof BillingMeterReadingBase>;

export const ChargeKind = sep.complexType('ChargeKind', { simpleContent: UInt8 });
export type ChargeKind = Static<typeof ChargeKind>;

export const Charge = sep.complexType('Charge', {
  sequence: [
    sep.element('description', String20, { minOccurs: 0 }),
    sep.element('kind', ChargeKind, { minOccurs: 0 }),
    sep.element('value', Int32),
  ],
});
export type Charge = Static<typeof Charge>;

export const BillingReading = sep.complexType('BillingReading', {
  extends: ReadingBase,
  sequence: [sep.element('Charge', Charge, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type BillingReading = Static<typeof BillingReading>;

export const BillingReadingList = sep.complexType('BillingReadingList', {
  extends: List,
  sequence: [sep.element('BillingReading', BillingReading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type BillingReadingList = Static<typeof BillingReadingList>;

export const BillingReadingSet = sep.complexType('BillingReadingSet', {
  extends: ReadingSetBase,
  sequence: [sep.element('BillingReadingListLink', BillingReadingListLink, { minOccurs: 0 })],
});
export type BillingReadingSet = Static<typeof BillingReadingSet>;

export const BillingReadingSetList = sep.complexType('BillingReadingSetList', {
  extends: SubscribableList,
  sequence: [sep.element('BillingReadingSet', BillingReadingSet, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type BillingReadingSetList = Static<typeof BillingReadingSetList>;

/** Who pays (10.7). */
export const CustomerAccount = sep.complexType(
  'CustomerAccount',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('currency', UInt16),
      sep.element('customerAccount', String42, { minOccurs: 0 }),
      sep.element('CustomerAgreementListLink', CustomerAgreementListLink, { minOccurs: 0 }),
      sep.element('customerName', String42, { minOccurs: 0 }),
      sep.element('pricePowerOfTenMultiplier', PowerOfTenMultiplierType),
      sep.element('ServiceSupplierLink', ServiceSupplierLink, { minOccurs: 0 }),
    ],
  },
  { clause: '10.7' },
);
export type CustomerAccount = Static<typeof CustomerAccount>;

export const CustomerAccountList = sep.complexType('CustomerAccountList', {
  extends: SubscribableList,
  sequence: [sep.element('CustomerAccount', CustomerAccount, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type CustomerAccountList = Static<typeof CustomerAccountList>;

export const CustomerAgreement = sep.complexType('CustomerAgreement', {
  extends: IdentifiedObject,
  sequence: [
    sep.element('ActiveBillingPeriodListLink', ActiveBillingPeriodListLink, { minOccurs: 0 }),
    sep.element('ActiveProjectionReadingListLink', ActiveProjectionReadingListLink, { minOccurs: 0 }),
    sep.element('ActiveTargetReadingListLink', ActiveTargetReadingListLink, { minOccurs: 0 }),
    sep.element('BillingPeriodListLink', BillingPeriodListLink, { minOccurs: 0 }),
    sep.element('HistoricalReadingListLink', HistoricalReadingListLink, { minOccurs: 0 }),
    sep.element('PrepaymentLink', PrepaymentLink, { minOccurs: 0 }),
    sep.element('ProjectionReadingListLink', ProjectionReadingListLink, { minOccurs: 0 }),
    sep.element('serviceAccount', String42, { minOccurs: 0 }),
    sep.element('serviceLocation', String42, { minOccurs: 0 }),
    sep.element('TargetReadingListLink', TargetReadingListLink, { minOccurs: 0 }),
    sep.element('TariffProfileLink', TariffProfileLink, { minOccurs: 0 }),
    sep.element('UsagePointLink', UsagePointLink, { minOccurs: 0 }),
  ],
});
export type CustomerAgreement = Static<typeof CustomerAgreement>;

export const CustomerAgreementList = sep.complexType('CustomerAgreementList', {
  extends: SubscribableList,
  sequence: [sep.element('CustomerAgreement', CustomerAgreement, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type CustomerAgreementList = Static<typeof CustomerAgreementList>;

export const HistoricalReading = sep.complexType('HistoricalReading', { extends: BillingMeterReadingBase });
export type HistoricalReading = Static<typeof HistoricalReading>;

export const HistoricalReadingList = sep.complexType('HistoricalReadingList', {
  extends: List,
  sequence: [sep.element('HistoricalReading', HistoricalReading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type HistoricalReadingList = Static<typeof HistoricalReadingList>;

export const ProjectionReading = sep.complexType('ProjectionReading', { extends: BillingMeterReadingBase });
export type ProjectionReading = Static<typeof ProjectionReading>;

export const ProjectionReadingList = sep.complexType('ProjectionReadingList', {
  extends: List,
  sequence: [sep.element('ProjectionReading', ProjectionReading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type ProjectionReadingList = Static<typeof ProjectionReadingList>;

export const TargetReading = sep.complexType('TargetReading', { extends: BillingMeterReadingBase });
export type TargetReading = Static<typeof TargetReading>;

export const TargetReadingList = sep.complexType('TargetReadingList', {
  extends: List,
  sequence: [sep.element('TargetReading', TargetReading, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type TargetReadingList = Static<typeof TargetReadingList>;

export const ServiceSupplier = sep.complexType('ServiceSupplier', {
  extends: IdentifiedObject,
  sequence: [
    sep.element('email', String32, { minOccurs: 0 }),
    sep.element('phone', String20, { minOccurs: 0 }),
    sep.element('providerID', UInt32, { minOccurs: 0 }),
    sep.element('web', String42, { minOccurs: 0 }),
  ],
});
export type ServiceSupplier = Static<typeof ServiceSupplier>;

export const ServiceSupplierList = sep.complexType('ServiceSupplierList', {
  extends: List,
  sequence: [sep.element('ServiceSupplier', ServiceSupplier, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type ServiceSupplierList = Static<typeof ServiceSupplierList>;

export const BillingPeriodElement = sep.globalElement('BillingPeriod', BillingPeriod, { clause: '10.7' });

export const BillingPeriodListElement = sep.globalElement('BillingPeriodList', BillingPeriodList);

export const BillingMeterReadingBaseElement = sep.globalElement('BillingMeterReadingBase', BillingMeterReadingBase);

export const BillingReadingElement = sep.globalElement('BillingReading', BillingReading);

export const BillingReadingListElement = sep.globalElement('BillingReadingList', BillingReadingList);

export const BillingReadingSetElement = sep.globalElement('BillingReadingSet', BillingReadingSet);

export const BillingReadingSetListElement = sep.globalElement('BillingReadingSetList', BillingReadingSetList);

export const ChargeElement = sep.globalElement('Charge', Charge);

export const ChargeKindElement = sep.globalElement('ChargeKind', ChargeKind);

export const CustomerAccountElement = sep.globalElement('CustomerAccount', CustomerAccount, { clause: '10.7' });

export const CustomerAccountListElement = sep.globalElement('CustomerAccountList', CustomerAccountList);

export const CustomerAgreementElement = sep.globalElement('CustomerAgreement', CustomerAgreement);

export const CustomerAgreementListElement = sep.globalElement('CustomerAgreementList', CustomerAgreementList);

export const HistoricalReadingElement = sep.globalElement('HistoricalReading', HistoricalReading);

export const HistoricalReadingListElement = sep.globalElement('HistoricalReadingList', HistoricalReadingList);

export const ProjectionReadingElement = sep.globalElement('ProjectionReading', ProjectionReading);

export const ProjectionReadingListElement = sep.globalElement('ProjectionReadingList', ProjectionReadingList);

export const TargetReadingElement = sep.globalElement('TargetReading', TargetReading);

export const TargetReadingListElement = sep.globalElement('TargetReadingList', TargetReadingList);

export const ServiceSupplierElement = sep.globalElement('ServiceSupplier', ServiceSupplier);

export const ServiceSupplierListElement = sep.globalElement('ServiceSupplierList', ServiceSupplierList);
