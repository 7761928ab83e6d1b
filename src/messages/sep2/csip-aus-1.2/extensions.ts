// Made by `plumbline schema import`. Schema: CSIP-AUS 1.2, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { ActivePower, HexBinary8, Link, Resource, String32 } from '../index.js';
import { csipaus } from './namespaces.js';

export const DOEControlType = csipaus.complexType('DOEControlType', { simpleContent: HexBinary8 });
export type DOEControlType = Static<typeof DOEControlType>;

export const ConnectionPointType = csipaus.complexType('ConnectionPointType', {
  extends: Resource,
  sequence: [csipaus.element('connectionPointId', String32)],
});
export type ConnectionPointType = Static<typeof ConnectionPointType>;

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

/** Bits of the limits that the device can keep. */
export const doeModesSupported = csipaus.globalElement('doeModesSupported', DOEControlType);
export type doeModesSupported = Static<typeof doeModesSupported>;

/** Bits of the limits that the device keeps. */
export const doeModesEnabled = csipaus.globalElement('doeModesEnabled', DOEControlType);
export type doeModesEnabled = Static<typeof doeModesEnabled>;

export const ConnectionPointLink = csipaus.globalElement('ConnectionPointLink', Link);
export type ConnectionPointLink = Static<typeof ConnectionPointLink>;

/** The place in the network that a device is connected to, in Australia its NMI. */
export const ConnectionPoint = csipaus.globalElement('ConnectionPoint', ConnectionPointType);
export type ConnectionPoint = Static<typeof ConnectionPoint>;
