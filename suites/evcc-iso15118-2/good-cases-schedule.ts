import {
  all,
  followsPrices,
  type GoodCase,
  keepsSchedule,
  namesPhasesPics,
  noDeparture,
  pilotMs,
  renegotiates,
  renegotiatesItself,
  starts,
  takesDefault,
} from './good-case.js';
import { type Check, has, hasNo, pilotIs, unitsFit } from './good-checks.js';
import { keepsProfile, namesPhases, takesCheapest, takesFirst } from './good-checks-schedule.js';
import { type Initiator, keeping, plain, priced, renegotiation, type SessionPlan } from './good-sessions.js';

/** When the schedules of the case are offered: at once, or after a renegotiation that one of the two begins. */
type When = 'at once' | Initiator;

/** What the vehicle has to make of the schedules. */
type Choice = 'any' | 'cheapest' | 'default' | 'same';

/** Cases of PowerDeliveryReq Start: AC without and with MaxNumberOfPhasesInUse, DC; `-`: the list has none. */
const rows: readonly (readonly [Choice, When, ac: string, phases: string, dc: string])[] = [
  ['any', 'at once', '001', '015', '001'],
  ['any', 'secc', '013', '016', '013'],
  ['any', 'evcc', '014', '017', '014'],
  ['cheapest', 'at once', '018', '019', '015'],
  ['cheapest', 'secc', '022', '024', '017'],
  ['cheapest', 'evcc', '023', '025', '018'],
  ['default', 'at once', '020', '021', '016'],
  ['default', 'secc', '026', '028', '019'],
  ['default', 'evcc', '027', '029', '020'],
  ['same', 'secc', '030', '032', '021'],
  ['same', 'evcc', '031', '033', '022'],
];

const choices: Readonly<Record<Choice, { readonly checks: readonly Check[]; readonly pics?: string }>> = {
  any: { checks: [] },
  cheapest: { checks: [takesCheapest], pics: followsPrices },
  default: { checks: [takesFirst], pics: takesDefault },
  same: { checks: [keepsProfile], pics: keepsSchedule },
};

const initiators = { 'at once': undefined, secc: renegotiates, evcc: renegotiatesItself } as const;

const startCases: readonly GoodCase[] = rows.flatMap(([choice, when, ac, phases, dc]): readonly GoodCase[] => {
  const common = {
    session: sessionOf(choice, when),
    nth: 'last',
    request: 'PowerDeliveryReq',
    progress: 'Start',
  } as const;
  const { checks, pics } = choices[choice];
  const needs = [initiators[when], pics];
  const looks = [...starts, ...checks];
  // After a renegotiation the pilot is there already; the list looks at it at the first start alone.
  const pilot = when === 'at once' ? [pilotIs(['C', 'D'], pilotMs)] : [];
  const acStart = { ...common, after: 'ChargeParameterDiscoveryRes' } as const;
  return [
    { ...acStart, id: `AC PowerDelivery_${ac}`, checks: [...looks, ...pilot], ...all(...needs) },
    {
      ...acStart,
      id: `AC PowerDelivery_${phases}`,
      checks: [...looks, namesPhases, ...pilot],
      ...all(...needs, namesPhasesPics),
    },
    { ...common, after: 'PreChargeRes', id: `DC PreChargeOrPowerDelivery_${dc}`, checks: looks, ...all(...needs) },
  ];
});

/** What the renegotiation itself says; numbers are the same in AC and DC. */
const turnCases: readonly GoodCase[] = (['AC', 'DC'] as const).flatMap((mode) => {
  const place = `${mode}_EVChargeParameter`;
  const loop = mode === 'AC' ? 'ChargingStatusRes' : 'CurrentDemandRes';
  const name = mode === 'AC' ? 'ChargingLoopAcOrPowerDelivery' : 'ChargingLoopDcOrPowerDelivery';
  return (['secc', 'evcc'] as const).flatMap((initiator): readonly GoodCase[] => {
    const session = renegotiation[initiator];
    const needs = initiators[initiator];
    const [turn, any, none] = initiator === 'secc' ? ['008', '008', '013'] : ['013', '011', '014'];
    const ask = { session, after: 'PowerDeliveryRes', nth: 2, request: 'ChargeParameterDiscoveryReq' } as const;
    return [
      {
        id: `${mode} ${name}_${turn}`,
        session,
        after: loop,
        nth: 2,
        request: 'PowerDeliveryReq',
        progress: 'Renegotiate',
        checks: [],
        ...all(needs),
      },
      { ...ask, id: `${mode} ChargeParameterDiscovery_${any}`, checks: [has(place), unitsFit], ...all(needs) },
      {
        ...ask,
        id: `${mode} ChargeParameterDiscovery_${none}`,
        checks: [hasNo(place, 'DepartureTime')],
        ...all(needs, noDeparture),
      },
    ];
  });
});

/** Good cases of schedules, prices and renegotiation. */
export const scheduleGoodCases: readonly GoodCase[] = [...startCases, ...turnCases];

function sessionOf(choice: Choice, when: When): SessionPlan {
  if (choice === 'same') return keeping(when === 'at once' ? 'secc' : when);
  if (choice !== 'any') return priced(when, choice === 'default' ? 'first' : 'cheapest');
  return when === 'at once' ? plain : renegotiation[when];
}
