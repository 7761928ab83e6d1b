// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import {
  DERListLink,
  FlowReservationRequestListLink,
  FlowReservationResponseListLink,
  LoadShedAvailabilityListLink,
} from './energy-list-links.js';
import {
  ConfigurationLink,
  DeviceInformationLink,
  DeviceStatusLink,
  FileStatusLink,
  PowerStatusLink,
  RegistrationLink,
} from './links.js';
import {
  FunctionSetAssignmentsListLink,
  IPInterfaceListLink,
  LogEventListLink,
  SubscriptionListLink,
} from './list-links.js';
import { sep } from './namespaces.js';
import { HexBinary160, UInt32 } from './primitives.js';
import { Resource, SubscribableList, SubscribableResource } from './resource.js';
import { DeviceCategoryType, PINType, SFDIType, TimeType } from './types.js';

export const AbstractDevice = sep.complexType('AbstractDevice', {
  extends: SubscribableResource,
  sequence: [
    sep.element('ConfigurationLink', ConfigurationLink, { minOccurs: 0 }),
    sep.element('DERListLink', DERListLink, { minOccurs: 0 }),
    sep.element('deviceCategory', DeviceCategoryType, { minOccurs: 0 }),
    sep.element('DeviceInformationLink', DeviceInformationLink, { minOccurs: 0 }),
    sep.element('DeviceStatusLink', DeviceStatusLink, { minOccurs: 0 }),
    sep.element('FileStatusLink', FileStatusLink, { minOccurs: 0 }),
    sep.element('IPInterfaceListLink', IPInterfaceListLink, { minOccurs: 0 }),
    sep.element('lFDI', HexBinary160, { minOccurs: 0 }),
    sep.element('LoadShedAvailabilityListLink', LoadShedAvailabilityListLink, { minOccurs: 0 }),
    sep.element('LogEventListLink', LogEventListLink, { minOccurs: 0 }),
    sep.element('PowerStatusLink', PowerStatusLink, { minOccurs: 0 }),
    sep.element('sFDI', SFDIType),
  ],
});
export type AbstractDevice = Static<typeof AbstractDevice>;

/** A client as the server knows it, found by its LFDI (8.5). */
export const EndDevice = sep.complexType(
  'EndDevice',
  {
    extends: AbstractDevice,
    sequence: [
      sep.element('changedTime', TimeType, { unit: 's since 1970' }),
      sep.element('enabled', xs.boolean, { minOccurs: 0 }),
      sep.element('FlowReservationRequestListLink', FlowReservationRequestListLink, { minOccurs: 0 }),
      sep.element('FlowReservationResponseListLink', FlowReservationResponseListLink, { minOccurs: 0 }),
      sep.element('FunctionSetAssignmentsListLink', FunctionSetAssignmentsListLink, { minOccurs: 0 }),
      sep.element('postRate', UInt32, { minOccurs: 0 }),
      sep.element('RegistrationLink', RegistrationLink, { minOccurs: 0 }),
      sep.element('SubscriptionListLink', SubscriptionListLink, { minOccurs: 0 }),
    ],
  },
  { clause: '8.5' },
);
export type EndDevice = Static<typeof EndDevice>;

/** The clients that a server knows (8.5). */
export const EndDeviceList = sep.complexType(
  'EndDeviceList',
  {
    extends: SubscribableList,
    sequence: [sep.element('EndDevice', EndDevice, { minOccurs: 0, maxOccurs: 'unbounded' })],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '8.5' },
);
export type EndDeviceList = Static<typeof EndDeviceList>;

/** The PIN by which a client sees that the server means it (8.5). */
export const Registration = sep.complexType(
  'Registration',
  {
    extends: Resource,
    sequence: [sep.element('dateTimeRegistered', TimeType), sep.element('pIN', PINType)],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '8.5' },
);
export type Registration = Static<typeof Registration>;

/** A server about itself (8.4). */
export const SelfDevice = sep.complexType(
  'SelfDevice',
  { extends: AbstractDevice, attributes: [sep.attribute('pollRate', UInt32)] },
  { clause: '8.4' },
);
export type SelfDevice = Static<typeof SelfDevice>;

export const AbstractDeviceElement = sep.globalElement('AbstractDevice', AbstractDevice);

export const EndDeviceElement = sep.globalElement('EndDevice', EndDevice, { clause: '8.5' });

export const EndDeviceListElement = sep.globalElement('EndDeviceList', EndDeviceList, { clause: '8.5' });

export const RegistrationElement = sep.globalElement('Registration', Registration, { clause: '8.5' });

export const SelfDeviceElement = sep.globalElement('SelfDevice', SelfDevice, { clause: '8.4' });
