import {
  all,
  type GoodCase,
  noWelding,
  pauses,
  pausesAtZeroPower,
  type Security,
  securities,
  welding,
} from './good-case.js';
import { type Check, closesAfterwards, pilotIs, says, saysOneOf } from './good-checks.js';
import { paused, plain, type SessionPlan } from './good-sessions.js';

/** What ends with SessionStopReq, and what it says; numbers of the published cases. */
interface StopRow {
  readonly session: SessionPlan;
  /** The first connection alone, where the session is paused. */
  readonly connection?: 1;
  readonly security: Security;
  readonly ends: 'Terminate' | 'Pause' | 'any';
  readonly pics?: string;
  readonly ac: string;
  /** SessionStop with WeldingDetection, without; WeldingDetectionOrSessionStop, either. */
  readonly dc: readonly [welding: string, none: string, either: string];
}

/** Numbers with the vehicle's security: tls, none_, unknown. */
const families: readonly (Omit<StopRow, 'ac' | 'dc' | 'security'> & {
  readonly ac: readonly [string, string, string];
  readonly dc: readonly [StopRow['dc'], StopRow['dc'], StopRow['dc']];
})[] = [
  {
    session: plain,
    ends: 'any',
    ac: ['001', '007', '008'],
    dc: [
      ['001', '002', '001'],
      ['003', '004', '007'],
      ['005', '006', '008'],
    ],
  },
  {
    session: plain,
    ends: 'Terminate',
    ac: ['009', '010', '011'],
    dc: [
      ['007', '008', '009'],
      ['009', '010', '010'],
      ['011', '012', '011'],
    ],
  },
  {
    session: paused('itself'),
    connection: 1,
    ends: 'Pause',
    pics: pauses,
    ac: ['012', '013', '014'],
    dc: [
      ['013', '014', '012'],
      ['015', '016', '013'],
      ['017', '018', '014'],
    ],
  },
  {
    session: paused('zero-first'),
    connection: 1,
    ends: 'Pause',
    pics: pausesAtZeroPower,
    ac: ['015', '016', '017'],
    dc: [
      ['019', '020', '015'],
      ['021', '022', '016'],
      ['023', '024', '017'],
    ],
  },
  {
    session: paused('zero-second'),
    connection: 1,
    ends: 'Pause',
    pics: pausesAtZeroPower,
    ac: ['018', '019', '020'],
    dc: [
      ['025', '026', '018'],
      ['027', '028', '019'],
      ['029', '030', '020'],
    ],
  },
];

const rows: readonly StopRow[] = families.flatMap(({ ac, dc, ...family }) =>
  (['tls', 'none_', 'unknown'] as const).map(
    (security, index): StopRow => ({ ...family, security, ac: ac[index]!, dc: dc[index]! }),
  ),
);

/** Good cases of the end of a session: state B, SessionStopReq, and the end of the connection within 5 s of its answer. */
export const stopGoodCases: readonly GoodCase[] = rows.flatMap((row): readonly GoodCase[] => {
  const { session, connection, security, ends, pics } = row;
  const common = {
    session,
    ...(connection === undefined ? {} : { connection }),
    nth: 'last',
    request: 'SessionStopReq',
  } as const;
  const says_ =
    ends === 'any' ? saysOneOf(['ChargingSession'], ['Terminate', 'Pause']) : says(['ChargingSession'], ends);
  const needs = [pics, securities[security]];
  const checks: readonly Check[] = [says_, closesAfterwards];
  const withPilot: readonly Check[] = [says_, pilotIs(['B']), closesAfterwards];
  const [weld, none, either] = row.dc;
  const afterPower = { ...common, after: 'PowerDeliveryRes', checks: withPilot } as const;
  return [
    { ...afterPower, id: `AC SessionStop_${row.ac}`, ...all(...needs) },
    { ...common, after: 'WeldingDetectionRes', id: `DC SessionStop_${weld}`, checks, ...all(...needs, welding) },
    { ...afterPower, id: `DC SessionStop_${none}`, ...all(...needs, noWelding) },
    {
      ...afterPower,
      id: `DC WeldingDetectionOrSessionStop_${either}`,
      skips: ['WeldingDetectionReq'],
      ...all(...needs),
    },
  ];
});
