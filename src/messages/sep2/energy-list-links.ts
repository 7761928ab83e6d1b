// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { ListLink } from './resource.js';

export const CustomerAccountListLink = sep.complexType('CustomerAccountListLink', { extends: ListLink });
export type CustomerAccountListLink = Static<typeof CustomerAccountListLink>;

export const DERProgramListLink = sep.complexType('DERProgramListLink', { extends: ListLink });
export type DERProgramListLink = Static<typeof DERProgramListLink>;

export const MessagingProgramListLink = sep.complexType('MessagingProgramListLink', { extends: ListLink });
export type MessagingProgramListLink = Static<typeof MessagingProgramListLink>;

export const PrepaymentListLink = sep.complexType('PrepaymentListLink', { extends: ListLink });
export type PrepaymentListLink = Static<typeof PrepaymentListLink>;

export const TariffProfileListLink = sep.complexType('TariffProfileListLink', { extends: ListLink });
export type TariffProfileListLink = Static<typeof TariffProfileListLink>;

export const UsagePointListLink = sep.complexType('UsagePointListLink', { extends: ListLink });
export type UsagePointListLink = Static<typeof UsagePointListLink>;

export const MirrorUsagePointListLink = sep.complexType('MirrorUsagePointListLink', { extends: ListLink });
export type MirrorUsagePointListLink = Static<typeof MirrorUsagePointListLink>;

export const DERListLink = sep.complexType('DERListLink', { extends: ListLink });
export type DERListLink = Static<typeof DERListLink>;

export const LoadShedAvailabilityListLink = sep.complexType('LoadShedAvailabilityListLink', { extends: ListLink });
export type LoadShedAvailabilityListLink = Static<typeof LoadShedAvailabilityListLink>;

export const FlowReservationRequestListLink = sep.complexType('FlowReservationRequestListLink', { extends: ListLink });
export type FlowReservationRequestListLink = Static<typeof FlowReservationRequestListLink>;

export const FlowReservationResponseListLink = sep.complexType('FlowReservationResponseListLink', {
  extends: ListLink,
});
export type FlowReservationResponseListLink = Static<typeof FlowReservationResponseListLink>;

export const ActiveEndDeviceControlListLink = sep.complexType('ActiveEndDeviceControlListLink', { extends: ListLink });
export type ActiveEndDeviceControlListLink = Static<typeof ActiveEndDeviceControlListLink>;

export const EndDeviceControlListLink = sep.complexType('EndDeviceControlListLink', { extends: ListLink });
export type EndDeviceControlListLink = Static<typeof EndDeviceControlListLink>;

export const RateComponentListLink = sep.complexType('RateComponentListLink', { extends: ListLink });
export type RateComponentListLink = Static<typeof RateComponentListLink>;

export const ReadingSetListLink = sep.complexType('ReadingSetListLink', { extends: ListLink });
export type ReadingSetListLink = Static<typeof ReadingSetListLink>;

export const ReadingListLink = sep.complexType('ReadingListLink', { extends: ListLink });
export type ReadingListLink = Static<typeof ReadingListLink>;

export const MeterReadingListLink = sep.complexType('MeterReadingListLink', { extends: ListLink });
export type MeterReadingListLink = Static<typeof MeterReadingListLink>;

export const ActiveTimeTariffIntervalListLink = sep.complexType('ActiveTimeTariffIntervalListLink', {
  extends: ListLink,
});
export type ActiveTimeTariffIntervalListLink = Static<typeof ActiveTimeTariffIntervalListLink>;

export const TimeTariffIntervalListLink = sep.complexType('TimeTariffIntervalListLink', { extends: ListLink });
export type TimeTariffIntervalListLink = Static<typeof TimeTariffIntervalListLink>;

export const ConsumptionTariffIntervalListLink = sep.complexType('ConsumptionTariffIntervalListLink', {
  extends: ListLink,
});
export type ConsumptionTariffIntervalListLink = Static<typeof ConsumptionTariffIntervalListLink>;

export const ActiveTextMessageListLink = sep.complexType('ActiveTextMessageListLink', { extends: ListLink });
export type ActiveTextMessageListLink = Static<typeof ActiveTextMessageListLink>;

export const TextMessageListLink = sep.complexType('TextMessageListLink', { extends: ListLink });
export type TextMessageListLink = Static<typeof TextMessageListLink>;

export const BillingReadingSetListLink = sep.complexType('BillingReadingSetListLink', { extends: ListLink });
export type BillingReadingSetListLink = Static<typeof BillingReadingSetListLink>;

export const BillingReadingListLink = sep.complexType('BillingReadingListLink', { extends: ListLink });
export type BillingReadingListLink = Static<typeof BillingReadingListLink>;

export const CustomerAgreementListLink = sep.complexType('CustomerAgreementListLink', { extends: ListLink });
export type CustomerAgreementListLink = Static<typeof CustomerAgreementListLink>;

export const ActiveBillingPeriodListLink = sep.complexType('ActiveBillingPeriodListLink', { extends: ListLink });
export type ActiveBillingPeriodListLink = Static<typeof ActiveBillingPeriodListLink>;

export const ActiveProjectionReadingListLink = sep.complexType('ActiveProjectionReadingListLink', {
  extends: ListLink,
});
export type ActiveProjectionReadingListLink = Static<typeof ActiveProjectionReadingListLink>;

export const ActiveTargetReadingListLink = sep.complexType('ActiveTargetReadingListLink', { extends: ListLink });
export type ActiveTargetReadingListLink = Static<typeof ActiveTargetReadingListLink>;

export const BillingPeriodListLink = sep.complexType('BillingPeriodListLink', { extends: ListLink });
export type BillingPeriodListLink = Static<typeof BillingPeriodListLink>;

export const HistoricalReadingListLink = sep.complexType('HistoricalReadingListLink', { extends: ListLink });
export type HistoricalReadingListLink = Static<typeof HistoricalReadingListLink>;

export const ProjectionReadingListLink = sep.complexType('ProjectionReadingListLink', { extends: ListLink });
export type ProjectionReadingListLink = Static<typeof ProjectionReadingListLink>;

export const TargetReadingListLink = sep.complexType('TargetReadingListLink', { extends: ListLink });
export type TargetReadingListLink = Static<typeof TargetReadingListLink>;

export const ActiveCreditRegisterListLink = sep.complexType('ActiveCreditRegisterListLink', { extends: ListLink });
export type ActiveCreditRegisterListLink = Static<typeof ActiveCreditRegisterListLink>;

export const ActiveSupplyInterruptionOverrideListLink = sep.complexType('ActiveSupplyInterruptionOverrideListLink', {
  extends: ListLink,
});
export type ActiveSupplyInterruptionOverrideListLink = Static<typeof ActiveSupplyInterruptionOverrideListLink>;

export const CreditRegisterListLink = sep.complexType('CreditRegisterListLink', { extends: ListLink });
export type CreditRegisterListLink = Static<typeof CreditRegisterListLink>;

export const SupplyInterruptionOverrideListLink = sep.complexType('SupplyInterruptionOverrideListLink', {
  extends: ListLink,
});
export type SupplyInterruptionOverrideListLink = Static<typeof SupplyInterruptionOverrideListLink>;

export const AssociatedDERProgramListLink = sep.complexType('AssociatedDERProgramListLink', { extends: ListLink });
export type AssociatedDERProgramListLink = Static<typeof AssociatedDERProgramListLink>;

export const ActiveDERControlListLink = sep.complexType('ActiveDERControlListLink', { extends: ListLink });
export type ActiveDERControlListLink = Static<typeof ActiveDERControlListLink>;

export const DERControlListLink = sep.complexType('DERControlListLink', { extends: ListLink });
export type DERControlListLink = Static<typeof DERControlListLink>;

export const DERCurveListLink = sep.complexType('DERCurveListLink', { extends: ListLink });
export type DERCurveListLink = Static<typeof DERCurveListLink>;

export const ActiveFlowReservationListLink = sep.complexType('ActiveFlowReservationListLink', { extends: ListLink });
export type ActiveFlowReservationListLink = Static<typeof ActiveFlowReservationListLink>;

export const ActiveBillingPeriodListLinkElement = sep.globalElement(
  'ActiveBillingPeriodListLink',
  ActiveBillingPeriodListLink,
);

export const ActiveCreditRegisterListLinkElement = sep.globalElement(
  'ActiveCreditRegisterListLink',
  ActiveCreditRegisterListLink,
);

export const ActiveDERControlListLinkElement = sep.globalElement('ActiveDERControlListLink', ActiveDERControlListLink);

export const ActiveEndDeviceControlListLinkElement = sep.globalElement(
  'ActiveEndDeviceControlListLink',
  ActiveEndDeviceControlListLink,
);

export const ActiveFlowReservationListLinkElement = sep.globalElement(
  'ActiveFlowReservationListLink',
  ActiveFlowReservationListLink,
);

export const ActiveProjectionReadingListLinkElement = sep.globalElement(
  'ActiveProjectionReadingListLink',
  ActiveProjectionReadingListLink,
);

export const ActiveSupplyInterruptionOverrideListLinkElement = sep.globalElement(
  'ActiveSupplyInterruptionOverrideListLink',
  ActiveSupplyInterruptionOverrideListLink,
);

export const ActiveTargetReadingListLinkElement = sep.globalElement(
  'ActiveTargetReadingListLink',
  ActiveTargetReadingListLink,
);

export const ActiveTextMessageListLinkElement = sep.globalElement(
  'ActiveTextMessageListLink',
  ActiveTextMessageListLink,
);

export const ActiveTimeTariffIntervalListLinkElement = sep.globalElement(
  'ActiveTimeTariffIntervalListLink',
  ActiveTimeTariffIntervalListLink,
);

export const AssociatedDERProgramListLinkElement = sep.globalElement(
  'AssociatedDERProgramListLink',
  AssociatedDERProgramListLink,
);

export const BillingPeriodListLinkElement = sep.globalElement('BillingPeriodListLink', BillingPeriodListLink);

export const BillingReadingListLinkElement = sep.globalElement('BillingReadingListLink', BillingReadingListLink);

export const BillingReadingSetListLinkElement = sep.globalElement(
  'BillingReadingSetListLink',
  BillingReadingSetListLink,
);

export const ConsumptionTariffIntervalListLinkElement = sep.globalElement(
  'ConsumptionTariffIntervalListLink',
  ConsumptionTariffIntervalListLink,
);

export const CreditRegisterListLinkElement = sep.globalElement('CreditRegisterListLink', CreditRegisterListLink);

export const CustomerAccountListLinkElement = sep.globalElement('CustomerAccountListLink', CustomerAccountListLink);

export const CustomerAgreementListLinkElement = sep.globalElement(
  'CustomerAgreementListLink',
  CustomerAgreementListLink,
);

export const DERControlListLinkElement = sep.globalElement('DERControlListLink', DERControlListLink);

export const DERCurveListLinkElement = sep.globalElement('DERCurveListLink', DERCurveListLink);

export const DERListLinkElement = sep.globalElement('DERListLink', DERListLink);

export const DERProgramListLinkElement = sep.globalElement('DERProgramListLink', DERProgramListLink);

export const EndDeviceControlListLinkElement = sep.globalElement('EndDeviceControlListLink', EndDeviceControlListLink);

export const FlowReservationRequestListLinkElement = sep.globalElement(
  'FlowReservationRequestListLink',
  FlowReservationRequestListLink,
);

export const FlowReservationResponseListLinkElement = sep.globalElement(
  'FlowReservationResponseListLink',
  FlowReservationResponseListLink,
);

export const HistoricalReadingListLinkElement = sep.globalElement(
  'HistoricalReadingListLink',
  HistoricalReadingListLink,
);

export const LoadShedAvailabilityListLinkElement = sep.globalElement(
  'LoadShedAvailabilityListLink',
  LoadShedAvailabilityListLink,
);

export const MessagingProgramListLinkElement = sep.globalElement('MessagingProgramListLink', MessagingProgramListLink);

export const MeterReadingListLinkElement = sep.globalElement('MeterReadingListLink', MeterReadingListLink);

export const MirrorUsagePointListLinkElement = sep.globalElement('MirrorUsagePointListLink', MirrorUsagePointListLink);

export const PrepaymentListLinkElement = sep.globalElement('PrepaymentListLink', PrepaymentListLink);

export const ProjectionReadingListLinkElement = sep.globalElement(
  'ProjectionReadingListLink',
  ProjectionReadingListLink,
);

export const RateComponentListLinkElement = sep.globalElement('RateComponentListLink', RateComponentListLink);

export const ReadingListLinkElement = sep.globalElement('ReadingListLink', ReadingListLink);

export const ReadingSetListLinkElement = sep.globalElement('ReadingSetListLink', ReadingSetListLink);

export const SupplyInterruptionOverrideListLinkElement = sep.globalElement(
  'SupplyInterruptionOverrideListLink',
  SupplyInterruptionOverrideListLink,
);

export const TargetReadingListLinkElement = sep.globalElement('TargetReadingListLink', TargetReadingListLink);

export const TariffProfileListLinkElement = sep.globalElement('TariffProfileListLink', TariffProfileListLink);

export const TextMessageListLinkElement = sep.globalElement('TextMessageListLink', TextMessageListLink);

export const TimeTariffIntervalListLinkElement = sep.globalElement(
  'TimeTariffIntervalListLink',
  TimeTariffIntervalListLink,
);

export const UsagePointListLinkElement = sep.globalElement('UsagePointListLink', UsagePointListLink);
