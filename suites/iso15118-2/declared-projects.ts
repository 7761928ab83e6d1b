import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain, secured } from '../engine/variant-pics.js';
import { iso2Project, type SpecGroup } from './iso2-project.js';

/** One form of the station that published cases of ISO 15118-2 need. */
export interface DeclaredForm {
  readonly name: string;
  readonly mode: 'AC' | 'DC';
  readonly security: 'none' | 'tls';
  readonly gateway: string;
  readonly files: SpecGroup;
  readonly pics: PicsValues;
  readonly only: RegExp;
}

const meter = { PIXIT_SECC_CMN_MeterInfo: 'meterInfo' };
const reading = { ...meter, PIXIT_CMN_CMN_MeterReading: 'meterReading' };
const tariff = { PIXIT_SECC_CMN_SalesTariff: 'salesTariff' };
const services = { PIXIT_SECC_CMN_VAS: 'serviceDetail' };
/** Control pilot and data link are the harness's; suites/gateway.slac*.yaml have the same sequence timer. */
const combined = { ...plain, PICS_CMN_CMN_CombinedTesting: true, PIXIT_SECC_CMN_SequenceTimeout: 5 };
/** Seconds after which the vehicle wakes a paused charger (300 by default of the list), or the charger the vehicle (200). */
const vehicleWakes = { PICS_CMN_CMN_WakeUp: 3.2, PIXIT_CMN_CMN_WakeUp: 300 };
const chargerWakes = { PICS_CMN_CMN_WakeUp: 300, PIXIT_CMN_CMN_WakeUp: 4 };
const ongoing = { PIXIT_SECC_CMN_OngoingTimeout: 2 };

const common = { security: 'none', files: 'declared' } as const;

/** Numbers of the offers of a joined session that come without and with tariffs, by who woke whom. */
const joinedOffers = {
  vehicle: { unknown: '07|17|19|22', tariff: '11|18|20|21' },
  charger: { unknown: '29|31|33|36', tariff: '30|32|34|35' },
} as const;

/** Everything of one charging mode. */
function formsOf(mode: 'AC' | 'DC'): readonly DeclaredForm[] {
  const short = mode.toLowerCase();
  const of = mode === 'DC' ? dc : ac;
  const own = (cases: string) => new RegExp(`_${mode}_VTB_(${cases})`);
  const loop = mode === 'AC' ? 'ChargingStatus' : 'CurrentDemand';
  const offers = (numbers: string) => `ChargeParameterDiscovery_0(${numbers})`;
  const slac = mode === 'AC' ? 'slac-ac' : 'slac';
  const states =
    mode === 'AC' ? 'PowerDelivery_002|Abnormal_' : 'CableCheck_00[28]|WeldingDetection_005|SessionStop_006|Abnormal_';
  const pilot = { ...common, mode, files: 'pilot' } as const;
  return [
    {
      ...common,
      mode,
      name: `${short}-declared`,
      gateway: 'offers',
      pics: { ...of, ...plain, ...meter },
      only: own(`${offers('06|12|16')}|${loop}_006|SessionStop_`),
    },
    {
      ...common,
      mode,
      name: `${short}-tariff`,
      gateway: 'tariff',
      pics: { ...of, ...plain, ...tariff, ...reading },
      only: own(`${offers('08|10|13|15')}|${loop}_008`),
    },
    {
      ...pilot,
      name: `${short}-pilot`,
      gateway: slac,
      pics: { ...of, ...combined, ...vehicleWakes },
      only: new RegExp(
        `${own(`${offers(joinedOffers.vehicle.unknown)}|SessionSetup_00[123]|ServiceDiscovery_001|${states}`).source}${mode === 'DC' ? '|_CMN_VTB_Abnormal_' : ''}`,
      ),
    },
    {
      ...pilot,
      name: `${short}-pilot-wakes`,
      gateway: mode === 'AC' ? 'slac-ac-b' : 'slac-wake',
      pics: {
        ...of,
        ...combined,
        ...chargerWakes,
        ...(mode === 'DC' ? { PIXIT_SECC_DC_CableCheckOngoing: 'ongoing' } : {}),
      },
      only: own(
        `${offers(joinedOffers.charger.unknown)}|SessionSetup_00[456]|ServiceDiscovery_002${mode === 'DC' ? '|CableCheck_00[67]' : ''}`,
      ),
    },
    {
      ...pilot,
      name: `${short}-pilot-tariff`,
      gateway: `${slac}-tariff`,
      pics: { ...of, ...combined, ...vehicleWakes, ...tariff },
      only: own(offers(joinedOffers.vehicle.tariff)),
    },
    {
      ...pilot,
      name: `${short}-pilot-wakes-tariff`,
      gateway: `${slac}-wake-tariff`,
      pics: { ...of, ...combined, ...chargerWakes, ...tariff },
      only: own(offers(joinedOffers.charger.tariff)),
    },
    {
      ...common,
      mode,
      files: 'stalled',
      name: `${short}-stalled-schedule`,
      gateway: 'stalled-schedule',
      pics: { ...of, ...plain, ...ongoing, PIXIT_SECC_CMN_ChargeParameterDiscoveryOngoing: 'ongoing' },
      only: own(offers('14')),
    },
  ];
}

/**
 * Cases that need a meter, prices, services, a control pilot, or a station that is stuck, are declared so here. What only
 * describes the vehicle (departure, entries, state D, welding detection) the cases bring about themselves.
 */
export const declaredForms: readonly DeclaredForm[] = [
  ...formsOf('DC'),
  ...formsOf('AC'),
  {
    ...common,
    name: 'stalled',
    mode: 'DC',
    files: 'stalled',
    gateway: 'stalled',
    pics: { ...dc, ...plain, ...ongoing, PIXIT_SECC_CMN_AuthorizationOngoing: 'ongoing' },
    only: /Authorization_(014|CustomerRefused)/,
  },
  {
    name: 'services',
    mode: 'DC',
    security: 'tls',
    files: 'added-services',
    gateway: 'added-services',
    pics: { ...dc, ...secured, ...services },
    only: /ServiceDetail_00|PaymentServiceSelection/,
  },
  {
    name: 'services-internet',
    mode: 'DC',
    security: 'tls',
    files: 'added-services',
    gateway: 'added-services',
    pics: { ...dc, ...secured, ...services, PIXIT_SECC_CMN_InternetAccess: 'internetAccess' },
    only: /ServiceDetail_011/,
  },
  {
    ...common,
    name: 'setup-time',
    mode: 'DC',
    files: 'setup-time',
    gateway: 'setup-time',
    pics: {
      ...dc,
      ...plain,
      PIXIT_SECC_CMN_CommunicationSetupTimeout: 2,
      PIXIT_SECC_CMN_SequenceTimeout: 10,
    },
    only: /SupportedAppProtocol_005|SessionSetup_004/,
  },
  {
    ...common,
    name: 'no-tls',
    mode: 'DC',
    files: 'no-tls',
    gateway: 'no-tls',
    pics: { ...dc, ...plain },
    only: /SDP_007/,
  },
];

export const declaredProjects: readonly SuiteProject[] = declaredForms.map(
  ({ name, mode, security, gateway, pics, files, only }) =>
    iso2Project(`iso15118-2-${name}`, { files, only }, { mode, security, pics, gateway }),
);
