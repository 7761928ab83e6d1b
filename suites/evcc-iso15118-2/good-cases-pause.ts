import {
  all,
  canNameDeparture,
  combined,
  type GoodCase,
  noDeparture,
  noServiceDetail,
  pauses,
  pausesAtZeroPower,
  type Security,
  securities,
  serviceDetail,
  wokenByCharger,
} from './good-case.js';
import { sessionIdOfPause } from './good-checks.js';
import { looksAsleep, sleepsLongEnough } from './good-checks-pause.js';
import { departure, sameAsBefore } from './good-checks-schedule.js';
import { paused, type SessionPlan, type WakeUp } from './good-sessions.js';

type Mode = 'AC' | 'DC';

/** Numbers of the cases that look at a session after its pause; each line is one way to wake up. */
interface WakeUpRow {
  readonly wakeUp: WakeUp;
  readonly pics: string;
  /** SDP, with the vehicle's security: none_, tls, unknown. */
  readonly sdp: readonly [string, string, string];
  readonly setup: string;
  /** PaymentServiceSelection after ServiceDetailRes, after ServiceDiscoveryRes; ServiceDetailAndPaymentSelection, either. */
  readonly payment: Readonly<Record<Mode, readonly [detail: string, discovery: string, either: string]>>;
  /** ChargeParameterDiscovery: as it likes, without DepartureTime, with it. */
  readonly parameters: readonly [string, string, string];
}

const pauseAndBack = `${pauses} and ${combined}`;

const rows: readonly WakeUpRow[] = [
  {
    wakeUp: 'charger',
    pics: `${wokenByCharger} and ${combined}`,
    sdp: ['001', '002', '003'],
    setup: '001',
    payment: { AC: ['003', '005', '002'], DC: ['002', '004', '002'] },
    parameters: ['015', '016', '017'],
  },
  {
    wakeUp: 'itself',
    pics: pauseAndBack,
    sdp: ['005', '006', '007'],
    setup: '002',
    payment: { AC: ['007', '009', '004'], DC: ['006', '008', '004'] },
    parameters: ['018', '019', '020'],
  },
  {
    wakeUp: 'zero-first',
    pics: `${pausesAtZeroPower} and ${combined}`,
    sdp: ['009', '010', '011'],
    setup: '003',
    payment: { AC: ['011', '013', '006'], DC: ['010', '012', '006'] },
    parameters: ['021', '022', '023'],
  },
  {
    wakeUp: 'zero-second',
    pics: `${pausesAtZeroPower} and ${combined}`,
    sdp: ['013', '014', '015'],
    setup: '004',
    payment: { AC: ['015', '017', '008'], DC: ['014', '016', '008'] },
    parameters: ['024', '025', '026'],
  },
];

const modes = ['AC', 'DC'] as const;

/** Good cases of a session that is taken up again after a pause: what it says is what was said before. */
export const pauseGoodCases: readonly GoodCase[] = rows.flatMap((row) => modes.flatMap((mode) => ofRow(row, mode)));

function ofRow({ wakeUp, pics, setup, payment, parameters }: WakeUpRow, mode: Mode): readonly GoodCase[] {
  const session = paused(wakeUp);
  const common = { session, connection: 2, ...all(pics) } as const;
  const [detail, discovery, either] = payment[mode];
  const [any, none, some] = parameters;
  const place = `${mode}_EVChargeParameter`;
  const same = [sameAsBefore('SelectedPaymentOption')];
  const mayNotEnd = session.name.includes('zero') ? [sleepsLongEnough(session)] : [];
  const pay = { ...common, request: 'PaymentServiceSelectionReq', checks: same };
  const ask = {
    ...common,
    after: 'AuthorizationRes',
    nth: 'last',
    request: 'ChargeParameterDiscoveryReq',
  } as const;
  const sameMode = sameAsBefore('RequestedEnergyTransferMode');
  return [
    {
      ...common,
      id: `${mode} SessionSetup_${setup}`,
      after: 'supportedAppProtocolRes',
      request: 'SessionSetupReq',
      checks: [sessionIdOfPause, looksAsleep(session), ...mayNotEnd],
    },
    { ...pay, id: `${mode} PaymentServiceSelection_${detail}`, after: 'ServiceDetailRes', ...all(pics, serviceDetail) },
    {
      ...pay,
      id: `${mode} PaymentServiceSelection_${discovery}`,
      after: 'ServiceDiscoveryRes',
      ...all(pics, noServiceDetail),
    },
    {
      ...pay,
      id: `${mode} ServiceDetailAndPaymentSelection_${either}`,
      after: 'ServiceDiscoveryRes',
      skips: ['ServiceDetailReq'],
    },
    { ...ask, id: `${mode} ChargeParameterDiscovery_${any}`, checks: [sameMode] },
    {
      ...ask,
      id: `${mode} ChargeParameterDiscovery_${none}`,
      checks: [sameMode, departure(place, 'absent')],
      ...all(pics, noDeparture),
    },
    {
      ...ask,
      id: `${mode} ChargeParameterDiscovery_${some}`,
      session: paused(wakeUp, 'departure'),
      checks: [sameMode, departure(place, 'there')],
      ...all(pics, canNameDeparture),
    },
  ];
}

/** A case that counts SECC Discovery Requests after a pause. */
export interface DiscoveryAgain {
  readonly id: string;
  readonly session: SessionPlan;
  readonly security: Security;
  readonly pics?: string;
}

/** The vehicle looks for an SECC again after its pause, and finds none. */
export const discoveryAgain: readonly DiscoveryAgain[] = rows.flatMap(({ wakeUp, pics, sdp }) =>
  modes.flatMap((mode) =>
    (['none_', 'tls', 'unknown'] as const).map((security, index) => ({
      id: `${mode} SDP_${sdp[index]}`,
      session: paused(wakeUp, 'silent'),
      security,
      ...all(pics, securities[security]),
    })),
  ),
);
