// Made by `plumbline schema import`. Schema: CSIP-AUS 1.3, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import {
  ActivePower,
  ConsumptionTariffIntervalList,
  HexBinary8,
  Link,
  ListLink,
  Resource,
  String32,
  TimeTariffIntervalList,
  WattHour,
} from '../index.js';
import { csipaus } from './namespaces.js';

export const DOEControlType = csipaus.complexType('DOEControlType', { simpleContent: HexBinary8 });
export type DOEControlType = Static<typeof DOEControlType>;

export const VPPControlType = csipaus.complexType('VPPControlType', { simpleContent: HexBinary8 });
export type VPPControlType = Static<typeof VPPControlType>;

export const ConnectionPointType = csipaus.complexType('ConnectionPointType', {
  extends: Resource,
  sequence: [csipaus.element('connectionPointId', String32)],
});
export type ConnectionPointType = Static<typeof ConnectionPointType>;

export const CombinedTimeTariffIntervalList = csipaus.complexType('CombinedTimeTariffIntervalList', {
  extends: TimeTariffIntervalList,
});
export type CombinedTimeTariffIntervalList = Static<typeof CombinedTimeTariffIntervalList>;

export const ConsumptionTariffIntervalListSummary = csipaus.complexType('ConsumptionTariffIntervalListSummary', {
  extends: ConsumptionTariffIntervalList,
});
export type ConsumptionTariffIntervalListSummary = Static<typeof ConsumptionTariffIntervalListSummary>;

/** Upper bound of the active power imported at the connection point. */
export const opModImpLimW = csipaus.globalElement('opModImpLimW', ActivePower);
export type opModImpLimW = Static<typeof opModImpLimW>;

/** Upper bound of the active power exported at the connection point. */
export const opModExpLimW = csipaus.globalElement('opModExpLimW', ActivePower);
export type opModExpLimW = Static<typeof opModExpLimW>;

/** Upper bound of what the devices behind the connection point generate or discharge. */
export const opModGenLimW = csipaus.globalElement('opModGenLimW', ActivePower);
export type opModGenLimW = Static<typeof opModGenLimW>;

/** Upper bound of what the devices behind the connection point consume or charge. */
export const opModLoadLimW = csipaus.globalElement('opModLoadLimW', ActivePower);
export type opModLoadLimW = Static<typeof opModLoadLimW>;

/** Active power that the storage is to aim at. */
export const opModStorageTargetW = csipaus.globalElement('opModStorageTargetW', ActivePower);
export type opModStorageTargetW = Static<typeof opModStorageTargetW>;

/** Bits of the limits that the device can keep. */
export const doeModesSupported = csipaus.globalElement('doeModesSupported', DOEControlType);
export type doeModesSupported = Static<typeof doeModesSupported>;

/** Bits of the limits that the device keeps. */
export const doeModesEnabled = csipaus.globalElement('doeModesEnabled', DOEControlType);
export type doeModesEnabled = Static<typeof doeModesEnabled>;

/** Bits of the targets that the device can follow. */
export const vppModesSupported = csipaus.globalElement('vppModesSupported', VPPControlType);
export type vppModesSupported = Static<typeof vppModesSupported>;

/** Bits of the targets that the device follows. */
export const vppModesEnabled = csipaus.globalElement('vppModesEnabled', VPPControlType);
export type vppModesEnabled = Static<typeof vppModesEnabled>;

/** Stored energy at which discharging stops. */
export const setMinWh = csipaus.globalElement('setMinWh', WattHour);
export type setMinWh = Static<typeof setMinWh>;

export const ConnectionPointLink = csipaus.globalElement('ConnectionPointLink', Link);
export type ConnectionPointLink = Static<typeof ConnectionPointLink>;

/** The place in the network that a device is connected to, in Australia its NMI. */
export const ConnectionPoint = csipaus.globalElement('ConnectionPoint', ConnectionPointType);
export type ConnectionPoint = Static<typeof ConnectionPoint>;

export const CombinedTimeTariffIntervalListLink = csipaus.globalElement('CombinedTimeTariffIntervalListLink', ListLink);
export type CombinedTimeTariffIntervalListLink = Static<typeof CombinedTimeTariffIntervalListLink>;

export const ConsumptionTariffIntervalListSummaryElement = csipaus.globalElement(
  'ConsumptionTariffIntervalListSummary',
  ConsumptionTariffIntervalListSummary,
);
