import type { AnyType } from '../../wire/exi/notation.js';
import {
  ActivePower,
  AmpereHour,
  ApparentPower,
  CurrentRMS,
  PowerFactor,
  ReactivePower,
  WattHour,
} from './der-quantities.js';
import { Int16, UInt8, UInt16 } from './primitives.js';
import { DeviceCategoryType } from './types.js';

/** What the draft schema (2.0.4, namespace `http://ieee.org/2030.5`) says otherwise than the published one (2.1.0). */
export interface DraftChange {
  /** Elements that the draft does not have. */
  readonly without?: readonly string[];
  /** Elements that only the draft has, each behind the one named. */
  readonly added?: readonly DraftElement[];
  /** Elements and attributes of another type. */
  readonly retyped?: Readonly<Record<string, AnyType>>;
}

export interface DraftElement {
  readonly name: string;
  readonly type: AnyType;
  /** '' for the head. */
  readonly behind: string;
  readonly required?: true;
}

const optional = (type: AnyType, behind: string, ...names: readonly string[]): readonly DraftElement[] =>
  names.map((name, index) => ({ name, type, behind: index === 0 ? behind : (names[index - 1] as string) }));
const mayTrip = ['HFRT', 'HVRT', 'LFRT', 'LVRT'].map((word) => `opMod${word}MayTrip`);

/** By type; held against the draft's schema by a test. */
export const draftChanges: Readonly<Record<string, DraftChange>> = {
  AbstractDevice: {
    without: ['deviceCategory'],
    added: optional(DeviceCategoryType, 'LoadShedAvailabilityListLink', 'loadShedDeviceCategory'),
  },
  EndDevice: { without: ['postRate'] },
  Subscription: { retyped: { limit: UInt16 } },
  DeviceInformation: { without: ['gpsLocation'] },
  DefaultDERControl: {
    without: ['setESRampTms'],
    retyped: { setESDelay: UInt16, setESRandomDelay: UInt16 },
  },
  DERSettings: {
    without: ['setESRampTms', 'setMaxV', 'setMinPFOverExcited', 'setMinPFUnderExcited', 'setMinV', 'setVNom'],
    added: optional(PowerFactor, 'setMaxWh', 'setMinPF', 'setMinPFNeg'),
    retyped: { setESDelay: UInt16, setESRandomDelay: UInt16 },
  },
  DERCapability: {
    without: [
      ...['rtgMaxA', 'rtgMaxAh', 'rtgMaxV', 'rtgMaxVA', 'rtgMaxVar', 'rtgMaxVarNeg', 'rtgMaxW', 'rtgMaxWh'],
      ...['rtgMinPFOverExcited', 'rtgMinPFUnderExcited', 'rtgMinV', 'rtgReactiveSusceptance', 'rtgVNom'],
    ],
    added: [
      { name: 'rtgA', type: CurrentRMS, behind: 'modesSupported', required: true },
      { name: 'rtgAh', type: AmpereHour, behind: 'rtgAbnormalCategory' },
      ...optional(PowerFactor, 'rtgMaxDischargeRateW', 'rtgMinPF', 'rtgMinPFNeg'),
      { name: 'rtgVA', type: ApparentPower, behind: 'rtgUnderExcitedW' },
      ...optional(ReactivePower, 'rtgVA', 'rtgVar', 'rtgVarNeg'),
      { name: 'rtgW', type: ActivePower, behind: 'rtgVarNeg', required: true },
      { name: 'rtgWh', type: WattHour, behind: 'rtgW' },
    ],
  },
  DERControlBase: {
    without: ['opModFixedPFAbsorbW', 'opModFixedPFInjectW', ...mayTrip],
    added: optional(PowerFactor, 'opModEnergize', 'opModFixedPF'),
  },
  DERControl: { without: ['deviceCategory'] },
  DERCurve: { without: ['autonomousVRefEnable', 'autonomousVRefTimeConstant', 'vRef'] },
  CurveData: { without: ['excitation'] },
  DERStatus: { without: ['alarmStatus'] },
  PowerFactor: { retyped: { displacement: Int16 } },
  List: { retyped: { all: UInt16, results: UInt8 } },
  ListLink: { retyped: { all: UInt16 } },
  SubscribableList: { retyped: { all: UInt16, results: UInt8 } },
};

/** Types that only the published schema has. */
export const notInDraft: readonly string[] = ['ReactiveSusceptance', 'PowerFactorWithExcitation', 'GPSLocationType'];
