// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { ListLink } from './resource.js';

export const DemandResponseProgramListLink = sep.complexType('DemandResponseProgramListLink', { extends: ListLink });
export type DemandResponseProgramListLink = Static<typeof DemandResponseProgramListLink>;

export const FileListLink = sep.complexType('FileListLink', { extends: ListLink });
export type FileListLink = Static<typeof FileListLink>;

export const ResponseSetListLink = sep.complexType('ResponseSetListLink', { extends: ListLink });
export type ResponseSetListLink = Static<typeof ResponseSetListLink>;

export const EndDeviceListLink = sep.complexType('EndDeviceListLink', { extends: ListLink });
export type EndDeviceListLink = Static<typeof EndDeviceListLink>;

export const IPInterfaceListLink = sep.complexType('IPInterfaceListLink', { extends: ListLink });
export type IPInterfaceListLink = Static<typeof IPInterfaceListLink>;

export const LogEventListLink = sep.complexType('LogEventListLink', { extends: ListLink });
export type LogEventListLink = Static<typeof LogEventListLink>;

export const FunctionSetAssignmentsListLink = sep.complexType('FunctionSetAssignmentsListLink', { extends: ListLink });
export type FunctionSetAssignmentsListLink = Static<typeof FunctionSetAssignmentsListLink>;

export const SubscriptionListLink = sep.complexType('SubscriptionListLink', { extends: ListLink });
export type SubscriptionListLink = Static<typeof SubscriptionListLink>;

export const ResponseListLink = sep.complexType('ResponseListLink', { extends: ListLink });
export type ResponseListLink = Static<typeof ResponseListLink>;

export const SupportedLocaleListLink = sep.complexType('SupportedLocaleListLink', { extends: ListLink });
export type SupportedLocaleListLink = Static<typeof SupportedLocaleListLink>;

export const NeighborListLink = sep.complexType('NeighborListLink', { extends: ListLink });
export type NeighborListLink = Static<typeof NeighborListLink>;

export const RPLInstanceListLink = sep.complexType('RPLInstanceListLink', { extends: ListLink });
export type RPLInstanceListLink = Static<typeof RPLInstanceListLink>;

export const IPAddrListLink = sep.complexType('IPAddrListLink', { extends: ListLink });
export type IPAddrListLink = Static<typeof IPAddrListLink>;

export const LLInterfaceListLink = sep.complexType('LLInterfaceListLink', { extends: ListLink });
export type LLInterfaceListLink = Static<typeof LLInterfaceListLink>;

export const RPLSourceRoutesListLink = sep.complexType('RPLSourceRoutesListLink', { extends: ListLink });
export type RPLSourceRoutesListLink = Static<typeof RPLSourceRoutesListLink>;

export const PriceResponseCfgListLink = sep.complexType('PriceResponseCfgListLink', { extends: ListLink });
export type PriceResponseCfgListLink = Static<typeof PriceResponseCfgListLink>;

export const NotificationListLink = sep.complexType('NotificationListLink', { extends: ListLink });
export type NotificationListLink = Static<typeof NotificationListLink>;

export const DemandResponseProgramListLinkElement = sep.globalElement(
  'DemandResponseProgramListLink',
  DemandResponseProgramListLink,
);

export const EndDeviceListLinkElement = sep.globalElement('EndDeviceListLink', EndDeviceListLink);

export const FileListLinkElement = sep.globalElement('FileListLink', FileListLink);

export const FunctionSetAssignmentsListLinkElement = sep.globalElement(
  'FunctionSetAssignmentsListLink',
  FunctionSetAssignmentsListLink,
);

export const IPAddrListLinkElement = sep.globalElement('IPAddrListLink', IPAddrListLink);

export const IPInterfaceListLinkElement = sep.globalElement('IPInterfaceListLink', IPInterfaceListLink);

export const LLInterfaceListLinkElement = sep.globalElement('LLInterfaceListLink', LLInterfaceListLink);

export const LogEventListLinkElement = sep.globalElement('LogEventListLink', LogEventListLink);

export const NeighborListLinkElement = sep.globalElement('NeighborListLink', NeighborListLink);

export const NotificationListLinkElement = sep.globalElement('NotificationListLink', NotificationListLink);

export const PriceResponseCfgListLinkElement = sep.globalElement('PriceResponseCfgListLink', PriceResponseCfgListLink);

export const ResponseListLinkElement = sep.globalElement('ResponseListLink', ResponseListLink);

export const ResponseSetListLinkElement = sep.globalElement('ResponseSetListLink', ResponseSetListLink);

export const RPLInstanceListLinkElement = sep.globalElement('RPLInstanceListLink', RPLInstanceListLink);

export const RPLSourceRoutesListLinkElement = sep.globalElement('RPLSourceRoutesListLink', RPLSourceRoutesListLink);

export const SubscriptionListLinkElement = sep.globalElement('SubscriptionListLink', SubscriptionListLink);

export const SupportedLocaleListLinkElement = sep.globalElement('SupportedLocaleListLink', SupportedLocaleListLink);
