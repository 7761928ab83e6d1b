// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { RateComponentLink } from './links.js';
import { PriceResponseCfgListLink } from './list-links.js';
import { sep } from './namespaces.js';
import { Int32, String32, UInt32 } from './primitives.js';
import { List, Resource, SubscribableResource } from './resource.js';
import { DstRuleType, LocaleType, TimeOffsetType, TimeType } from './types.js';

export const PowerConfiguration = sep.complexType('PowerConfiguration', {
  sequence: [
    sep.element('batteryInstallTime', TimeType, { minOccurs: 0 }),
    sep.element('lowChargeThreshold', UInt32, { minOccurs: 0 }),
  ],
});
export type PowerConfiguration = Static<typeof PowerConfiguration>;

export const TimeConfiguration = sep.complexType('TimeConfiguration', {
  sequence: [
    sep.element('dstEndRule', DstRuleType),
    sep.element('dstOffset', TimeOffsetType, { unit: 's' }),
    sep.element('dstStartRule', DstRuleType),
    sep.element('tzOffset', TimeOffsetType, { unit: 's' }),
  ],
});
export type TimeConfiguration = Static<typeof TimeConfiguration>;

/** Settings of a device that others may change (9.7). */
export const Configuration = sep.complexType(
  'Configuration',
  {
    extends: SubscribableResource,
    sequence: [
      sep.element('currentLocale', LocaleType),
      sep.element('PowerConfiguration', PowerConfiguration, { minOccurs: 0 }),
      sep.element('PriceResponseCfgListLink', PriceResponseCfgListLink, { minOccurs: 0 }),
      sep.element('TimeConfiguration', TimeConfiguration, { minOccurs: 0 }),
      sep.element('userDeviceName', String32),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '9.7' },
);
export type Configuration = Static<typeof Configuration>;

export const PriceResponseCfg = sep.complexType('PriceResponseCfg', {
  extends: Resource,
  sequence: [
    sep.element('consumeThreshold', Int32),
    sep.element('maxReductionThreshold', Int32),
    sep.element('RateComponentLink', RateComponentLink),
  ],
});
export type PriceResponseCfg = Static<typeof PriceResponseCfg>;

export const PriceResponseCfgList = sep.complexType('PriceResponseCfgList', {
  extends: List,
  sequence: [sep.element('PriceResponseCfg', PriceResponseCfg, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type PriceResponseCfgList = Static<typeof PriceResponseCfgList>;

export const ConfigurationElement = sep.globalElement('Configuration', Configuration, { clause: '9.7' });

export const PowerConfigurationElement = sep.globalElement('PowerConfiguration', PowerConfiguration);

export const PriceResponseCfgElement = sep.globalElement('PriceResponseCfg', PriceResponseCfg);

export const PriceResponseCfgListElement = sep.globalElement('PriceResponseCfgList', PriceResponseCfgList);

export const TimeConfigurationElement = sep.globalElement('TimeConfiguration', TimeConfiguration);
