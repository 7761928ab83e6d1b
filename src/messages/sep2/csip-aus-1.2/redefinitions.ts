// Made by `plumbline schema import`. Schema: CSIP-AUS 1.2, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
import { ref, type Static } from '../../../wire/exi/notation.js';
import { DERCapability, DERControlBase, DERSettings, EndDevice } from '../index.js';
import { sep } from '../namespaces.js';
import {
  ConnectionPointLink,
  doeModesEnabled,
  doeModesSupported,
  opModExpLimW,
  opModGenLimW,
  opModImpLimW,
  opModLoadLimW,
} from './extensions.js';

export const DERControlBaseRedefinition = sep.complexType('DERControlBase', {
  extends: DERControlBase,
  sequence: [
    ref(opModImpLimW, { minOccurs: 0 }),
    ref(opModExpLimW, { minOccurs: 0 }),
    ref(opModGenLimW, { minOccurs: 0 }),
    ref(opModLoadLimW, { minOccurs: 0 }),
  ],
});
export type DERControlBaseRedefinition = Static<typeof DERControlBaseRedefinition>;

export const DERSettingsRedefinition = sep.complexType('DERSettings', {
  extends: DERSettings,
  sequence: [ref(doeModesEnabled, { minOccurs: 0 })],
});
export type DERSettingsRedefinition = Static<typeof DERSettingsRedefinition>;

export const DERCapabilityRedefinition = sep.complexType('DERCapability', {
  extends: DERCapability,
  sequence: [ref(doeModesSupported)],
});
export type DERCapabilityRedefinition = Static<typeof DERCapabilityRedefinition>;

export const EndDeviceRedefinition = sep.complexType('EndDevice', {
  extends: EndDevice,
  sequence: [ref(ConnectionPointLink, { minOccurs: 0 })],
});
export type EndDeviceRedefinition = Static<typeof EndDeviceRedefinition>;
