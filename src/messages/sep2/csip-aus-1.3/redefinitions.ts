// Made by `plumbline schema import`. Schema: CSIP-AUS 1.3, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
import { ref, type Static } from '../../../wire/exi/notation.js';
import {
  DERCapability,
  DERControlBase,
  DERSettings,
  EndDevice,
  RateComponentLinkElement,
  RateComponentList,
  SubscribableType,
  TariffProfile,
  TimeTariffInterval,
  TimeTariffIntervalList,
  UInt32,
} from '../index.js';
import { sep } from '../namespaces.js';
import {
  CombinedTimeTariffIntervalListLink,
  ConnectionPointLink,
  ConsumptionTariffIntervalListSummaryElement,
  doeModesEnabled,
  doeModesSupported,
  opModExpLimW,
  opModGenLimW,
  opModImpLimW,
  opModLoadLimW,
  opModStorageTargetW,
  setMinWh,
  vppModesEnabled,
  vppModesSupported,
} from './extensions.js';

export const DERControlBaseRedefinition = sep.complexType('DERControlBase', {
  extends: DERControlBase,
  sequence: [
    ref(opModImpLimW, { minOccurs: 0 }),
    ref(opModExpLimW, { minOccurs: 0 }),
    ref(opModGenLimW, { minOccurs: 0 }),
    ref(opModLoadLimW, { minOccurs: 0 }),
    ref(opModStorageTargetW, { minOccurs: 0 }),
  ],
});
export type DERControlBaseRedefinition = Static<typeof DERControlBaseRedefinition>;

export const DERSettingsRedefinition = sep.complexType('DERSettings', {
  extends: DERSettings,
  sequence: [
    ref(doeModesEnabled, { minOccurs: 0 }),
    ref(vppModesEnabled, { minOccurs: 0 }),
    ref(setMinWh, { minOccurs: 0 }),
  ],
});
export type DERSettingsRedefinition = Static<typeof DERSettingsRedefinition>;

export const DERCapabilityRedefinition = sep.complexType('DERCapability', {
  extends: DERCapability,
  sequence: [ref(doeModesSupported), ref(vppModesSupported, { minOccurs: 0 })],
});
export type DERCapabilityRedefinition = Static<typeof DERCapabilityRedefinition>;

export const EndDeviceRedefinition = sep.complexType('EndDevice', {
  extends: EndDevice,
  sequence: [ref(ConnectionPointLink, { minOccurs: 0 })],
});
export type EndDeviceRedefinition = Static<typeof EndDeviceRedefinition>;

export const TariffProfileRedefinition = sep.complexType('TariffProfile', {
  extends: TariffProfile,
  sequence: [ref(CombinedTimeTariffIntervalListLink)],
});
export type TariffProfileRedefinition = Static<typeof TariffProfileRedefinition>;

export const TimeTariffIntervalRedefinition = sep.complexType('TimeTariffInterval', {
  extends: TimeTariffInterval,
  sequence: [ref(ConsumptionTariffIntervalListSummaryElement), ref(RateComponentLinkElement)],
});
export type TimeTariffIntervalRedefinition = Static<typeof TimeTariffIntervalRedefinition>;

export const TimeTariffIntervalListRedefinition = sep.complexType('TimeTariffIntervalList', {
  extends: TimeTariffIntervalList,
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type TimeTariffIntervalListRedefinition = Static<typeof TimeTariffIntervalListRedefinition>;

export const RateComponentListRedefinition = sep.complexType('RateComponentList', {
  extends: RateComponentList,
  attributes: [sep.attribute('subscribable', SubscribableType)],
});
export type RateComponentListRedefinition = Static<typeof RateComponentListRedefinition>;
