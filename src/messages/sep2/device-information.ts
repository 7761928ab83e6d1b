// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ActivePower } from './der-quantities.js';
import { SupportedLocaleListLink } from './list-links.js';
import { sep } from './namespaces.js';
import { PowerSourceType } from './power-status.js';
import { HexBinary32, HexBinary64, HexBinary160, String32, UInt32 } from './primitives.js';
import { List, Resource } from './resource.js';
import { GPSLocationType, LocaleType, PENType, RealEnergy, TimeType } from './types.js';

export const DRLCCapabilities = sep.complexType('DRLCCapabilities', {
  sequence: [
    sep.element('averageEnergy', RealEnergy),
    sep.element('maxDemand', ActivePower),
    sep.element('optionsImplemented', HexBinary32),
  ],
});
export type DRLCCapabilities = Static<typeof DRLCCapabilities>;

/** Maker, model, versions and place of a device (9.3). */
export const DeviceInformation = sep.complexType(
  'DeviceInformation',
  {
    extends: Resource,
    sequence: [
      sep.element('DRLCCapabilities', DRLCCapabilities, { minOccurs: 0 }),
      sep.element('functionsImplemented', HexBinary64, { minOccurs: 0 }),
      sep.element('gpsLocation', GPSLocationType, { minOccurs: 0 }),
      sep.element('lFDI', HexBinary160),
      sep.element('mfDate', TimeType),
      sep.element('mfHwVer', String32),
      sep.element('mfID', PENType),
      sep.element('mfInfo', String32, { minOccurs: 0 }),
      sep.element('mfModel', String32),
      sep.element('mfSerNum', String32),
      sep.element('primaryPower', PowerSourceType),
      sep.element('secondaryPower', PowerSourceType),
      sep.element('SupportedLocaleListLink', SupportedLocaleListLink, { minOccurs: 0 }),
      sep.element('swActTime', TimeType),
      sep.element('swVer', String32),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '9.3' },
);
export type DeviceInformation = Static<typeof DeviceInformation>;

export const SupportedLocale = sep.complexType('SupportedLocale', {
  extends: Resource,
  sequence: [sep.element('locale', LocaleType)],
});
export type SupportedLocale = Static<typeof SupportedLocale>;

export const SupportedLocaleList = sep.complexType('SupportedLocaleList', {
  extends: List,
  sequence: [sep.element('SupportedLocale', SupportedLocale, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type SupportedLocaleList = Static<typeof SupportedLocaleList>;

export const DeviceInformationElement = sep.globalElement('DeviceInformation', DeviceInformation, { clause: '9.3' });

export const DRLCCapabilitiesElement = sep.globalElement('DRLCCapabilities', DRLCCapabilities);

export const SupportedLocaleElement = sep.globalElement('SupportedLocale', SupportedLocale);

export const SupportedLocaleListElement = sep.globalElement('SupportedLocaleList', SupportedLocaleList);
