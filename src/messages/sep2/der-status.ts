// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { HexBinary8, HexBinary32, String6, UInt8 } from './primitives.js';
import { SubscribableResource } from './resource.js';
import { PerCent, TimeType } from './types.js';

export const ConnectStatusType = sep.complexType('ConnectStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', HexBinary8)],
});
export type ConnectStatusType = Static<typeof ConnectStatusType>;

export const InverterStatusType = sep.complexType('InverterStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', UInt8)],
});
export type InverterStatusType = Static<typeof InverterStatusType>;

export const LocalControlModeStatusType = sep.complexType('LocalControlModeStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', UInt8)],
});
export type LocalControlModeStatusType = Static<typeof LocalControlModeStatusType>;

export const ManufacturerStatusType = sep.complexType('ManufacturerStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', String6)],
});
export type ManufacturerStatusType = Static<typeof ManufacturerStatusType>;

export const OperationalModeStatusType = sep.complexType('OperationalModeStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', UInt8)],
});
export type OperationalModeStatusType = Static<typeof OperationalModeStatusType>;

export const StateOfChargeStatusType = sep.complexType('StateOfChargeStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', PerCent)],
});
export type StateOfChargeStatusType = Static<typeof StateOfChargeStatusType>;

export const StorageModeStatusType = sep.complexType('StorageModeStatusType', {
  sequence: [sep.element('dateTime', TimeType), sep.element('value', UInt8)],
});
export type StorageModeStatusType = Static<typeof StorageModeStatusType>;

/** What the device is doing (10.10). */
export const DERStatus = sep.complexType(
  'DERStatus',
  {
    extends: SubscribableResource,
    sequence: [
      sep.element('alarmStatus', HexBinary32, { minOccurs: 0 }),
      sep.element('genConnectStatus', ConnectStatusType, { minOccurs: 0 }),
      sep.element('inverterStatus', InverterStatusType, { minOccurs: 0 }),
      sep.element('localControlModeStatus', LocalControlModeStatusType, { minOccurs: 0 }),
      sep.element('manufacturerStatus', ManufacturerStatusType, { minOccurs: 0 }),
      sep.element('operationalModeStatus', OperationalModeStatusType, { minOccurs: 0 }),
      sep.element('readingTime', TimeType, { unit: 's since 1970' }),
      sep.element('stateOfChargeStatus', StateOfChargeStatusType, { minOccurs: 0 }),
      sep.element('storageModeStatus', StorageModeStatusType, { minOccurs: 0 }),
      sep.element('storConnectStatus', ConnectStatusType, { minOccurs: 0 }),
    ],
  },
  { clause: '10.10' },
);
export type DERStatus = Static<typeof DERStatus>;

export const DERStatusElement = sep.globalElement('DERStatus', DERStatus, { clause: '10.10' });

export const ConnectStatusTypeElement = sep.globalElement('ConnectStatusType', ConnectStatusType);

export const InverterStatusTypeElement = sep.globalElement('InverterStatusType', InverterStatusType);

export const LocalControlModeStatusTypeElement = sep.globalElement(
  'LocalControlModeStatusType',
  LocalControlModeStatusType,
);

export const ManufacturerStatusTypeElement = sep.globalElement('ManufacturerStatusType', ManufacturerStatusType);

export const OperationalModeStatusTypeElement = sep.globalElement(
  'OperationalModeStatusType',
  OperationalModeStatusType,
);

export const StateOfChargeStatusTypeElement = sep.globalElement('StateOfChargeStatusType', StateOfChargeStatusType);

export const StorageModeStatusTypeElement = sep.globalElement('StorageModeStatusType', StorageModeStatusType);
