// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { Link } from './resource.js';

export const TimeLink = sep.complexType('TimeLink', { extends: Link });
export type TimeLink = Static<typeof TimeLink>;

export const SelfDeviceLink = sep.complexType('SelfDeviceLink', { extends: Link });
export type SelfDeviceLink = Static<typeof SelfDeviceLink>;

export const ConfigurationLink = sep.complexType('ConfigurationLink', { extends: Link });
export type ConfigurationLink = Static<typeof ConfigurationLink>;

export const DeviceInformationLink = sep.complexType('DeviceInformationLink', { extends: Link });
export type DeviceInformationLink = Static<typeof DeviceInformationLink>;

export const DeviceStatusLink = sep.complexType('DeviceStatusLink', { extends: Link });
export type DeviceStatusLink = Static<typeof DeviceStatusLink>;

export const FileStatusLink = sep.complexType('FileStatusLink', { extends: Link });
export type FileStatusLink = Static<typeof FileStatusLink>;

export const PowerStatusLink = sep.complexType('PowerStatusLink', { extends: Link });
export type PowerStatusLink = Static<typeof PowerStatusLink>;

export const RegistrationLink = sep.complexType('RegistrationLink', { extends: Link });
export type RegistrationLink = Static<typeof RegistrationLink>;

export const RateComponentLink = sep.complexType('RateComponentLink', { extends: Link });
export type RateComponentLink = Static<typeof RateComponentLink>;

export const FileLink = sep.complexType('FileLink', { extends: Link });
export type FileLink = Static<typeof FileLink>;

export const DemandResponseProgramLink = sep.complexType('DemandResponseProgramLink', { extends: Link });
export type DemandResponseProgramLink = Static<typeof DemandResponseProgramLink>;

export const ReadingLink = sep.complexType('ReadingLink', { extends: Link });
export type ReadingLink = Static<typeof ReadingLink>;

export const ReadingTypeLink = sep.complexType('ReadingTypeLink', { extends: Link });
export type ReadingTypeLink = Static<typeof ReadingTypeLink>;

export const ServiceSupplierLink = sep.complexType('ServiceSupplierLink', { extends: Link });
export type ServiceSupplierLink = Static<typeof ServiceSupplierLink>;

export const PrepaymentLink = sep.complexType('PrepaymentLink', { extends: Link });
export type PrepaymentLink = Static<typeof PrepaymentLink>;

export const TariffProfileLink = sep.complexType('TariffProfileLink', { extends: Link });
export type TariffProfileLink = Static<typeof TariffProfileLink>;

export const UsagePointLink = sep.complexType('UsagePointLink', { extends: Link });
export type UsagePointLink = Static<typeof UsagePointLink>;

export const AccountBalanceLink = sep.complexType('AccountBalanceLink', { extends: Link });
export type AccountBalanceLink = Static<typeof AccountBalanceLink>;

export const PrepayOperationStatusLink = sep.complexType('PrepayOperationStatusLink', { extends: Link });
export type PrepayOperationStatusLink = Static<typeof PrepayOperationStatusLink>;

export const DERCurveLink = sep.complexType('DERCurveLink', { extends: Link });
export type DERCurveLink = Static<typeof DERCurveLink>;

export const AssociatedUsagePointLink = sep.complexType('AssociatedUsagePointLink', { extends: Link });
export type AssociatedUsagePointLink = Static<typeof AssociatedUsagePointLink>;

export const DERAvailabilityLink = sep.complexType('DERAvailabilityLink', { extends: Link });
export type DERAvailabilityLink = Static<typeof DERAvailabilityLink>;

export const DERCapabilityLink = sep.complexType('DERCapabilityLink', { extends: Link });
export type DERCapabilityLink = Static<typeof DERCapabilityLink>;

export const DERSettingsLink = sep.complexType('DERSettingsLink', { extends: Link });
export type DERSettingsLink = Static<typeof DERSettingsLink>;

export const DERStatusLink = sep.complexType('DERStatusLink', { extends: Link });
export type DERStatusLink = Static<typeof DERStatusLink>;

export const DefaultDERControlLink = sep.complexType('DefaultDERControlLink', { extends: Link });
export type DefaultDERControlLink = Static<typeof DefaultDERControlLink>;

export const CustomerAccountLink = sep.complexType('CustomerAccountLink', { extends: Link });
export type CustomerAccountLink = Static<typeof CustomerAccountLink>;

export const DERLink = sep.complexType('DERLink', { extends: Link });
export type DERLink = Static<typeof DERLink>;

export const DERProgramLink = sep.complexType('DERProgramLink', { extends: Link });
export type DERProgramLink = Static<typeof DERProgramLink>;

export const DeviceCapabilityLink = sep.complexType('DeviceCapabilityLink', { extends: Link });
export type DeviceCapabilityLink = Static<typeof DeviceCapabilityLink>;

export const EndDeviceLink = sep.complexType('EndDeviceLink', { extends: Link });
export type EndDeviceLink = Static<typeof EndDeviceLink>;

export const MeterReadingLink = sep.complexType('MeterReadingLink', { extends: Link });
export type MeterReadingLink = Static<typeof MeterReadingLink>;

export const AccountBalanceLinkElement = sep.globalElement('AccountBalanceLink', AccountBalanceLink);

export const AssociatedUsagePointLinkElement = sep.globalElement('AssociatedUsagePointLink', AssociatedUsagePointLink);

export const ConfigurationLinkElement = sep.globalElement('ConfigurationLink', ConfigurationLink);

export const CustomerAccountLinkElement = sep.globalElement('CustomerAccountLink', CustomerAccountLink);

export const DemandResponseProgramLinkElement = sep.globalElement(
  'DemandResponseProgramLink',
  DemandResponseProgramLink,
);

export const DERAvailabilityLinkElement = sep.globalElement('DERAvailabilityLink', DERAvailabilityLink);

export const DefaultDERControlLinkElement = sep.globalElement('DefaultDERControlLink', DefaultDERControlLink);

export const DERCapabilityLinkElement = sep.globalElement('DERCapabilityLink', DERCapabilityLink);

export const DERCurveLinkElement = sep.globalElement('DERCurveLink', DERCurveLink);

export const DERLinkElement = sep.globalElement('DERLink', DERLink);

export const DERProgramLinkElement = sep.globalElement('DERProgramLink', DERProgramLink);

export const DERSettingsLinkElement = sep.globalElement('DERSettingsLink', DERSettingsLink);

export const DERStatusLinkElement = sep.globalElement('DERStatusLink', DERStatusLink);

export const DeviceCapabilityLinkElement = sep.globalElement('DeviceCapabilityLink', DeviceCapabilityLink);

export const DeviceInformationLinkElement = sep.globalElement('DeviceInformationLink', DeviceInformationLink);

export const DeviceStatusLinkElement = sep.globalElement('DeviceStatusLink', DeviceStatusLink);

export const EndDeviceLinkElement = sep.globalElement('EndDeviceLink', EndDeviceLink);

export const FileLinkElement = sep.globalElement('FileLink', FileLink);

export const FileStatusLinkElement = sep.globalElement('FileStatusLink', FileStatusLink);

export const MeterReadingLinkElement = sep.globalElement('MeterReadingLink', MeterReadingLink);

export const PowerStatusLinkElement = sep.globalElement('PowerStatusLink', PowerStatusLink);

export const PrepaymentLinkElement = sep.globalElement('PrepaymentLink', PrepaymentLink);

export const PrepayOperationStatusLinkElement = sep.globalElement(
  'PrepayOperationStatusLink',
  PrepayOperationStatusLink,
);

export const RateComponentLinkElement = sep.globalElement('RateComponentLink', RateComponentLink);

export const ReadingLinkElement = sep.globalElement('ReadingLink', ReadingLink);

export const ReadingTypeLinkElement = sep.globalElement('ReadingTypeLink', ReadingTypeLink);

export const RegistrationLinkElement = sep.globalElement('RegistrationLink', RegistrationLink);

export const SelfDeviceLinkElement = sep.globalElement('SelfDeviceLink', SelfDeviceLink);

export const ServiceSupplierLinkElement = sep.globalElement('ServiceSupplierLink', ServiceSupplierLink);

export const TariffProfileLinkElement = sep.globalElement('TariffProfileLink', TariffProfileLink);

export const TimeLinkElement = sep.globalElement('TimeLink', TimeLink);

export const UsagePointLinkElement = sep.globalElement('UsagePointLink', UsagePointLink);
