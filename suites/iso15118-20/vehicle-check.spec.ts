import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { expectReachesStop } from './charging-course.js';
import { controlModes, iso20Case } from './iso20-case.js';

const checkIn = { group: 'VehicleCheckIn', clause: '8.3.4.8.1.1' } as const;
const checkOut = { group: 'VehicleCheckOut', clause: '8.3.4.8.1.2' } as const;
/** Pause before a vehicle that has to wait asks again, ms. */
const waitMs = 100;

/** Between which messages of a session the vehicle's report stands. */
function expectOrder(
  evcc: Evcc,
  names: readonly (string | undefined)[],
  before: string,
  name: string,
  after: string,
): void {
  const places = names.flatMap((found, index) => (found === name ? [index] : []));
  const [first = -1] = places;
  const last = places.at(-1) ?? -1;
  evcc.run.observe(first > 0 && names[first - 1] === before && names[last + 1] === after, {
    text: `${name} stands between ${before} and ${after}`,
    expected: `${before}, ${name}, ${after}`,
    observed: names.slice(Math.max(0, first - 1), last + 2).join(', ') || 'it was not sent',
  });
}

for (const mode of ['AC', 'DC'] as const) {
  for (const controlMode of controlModes) {
    iso20Case(
      `TC20_SECC_${mode}_VehicleCheck_${controlMode}`,
      {
        ...checkIn,
        title: `${mode}, ${controlMode}: a vehicle that checks in before charging and out after it`,
        purpose:
          'An SECC accepts VehicleCheckInReq after ServiceSelection, as often as the vehicle parks, and VehicleCheckOutReq after the energy is off, and says whether the vehicle may leave.',
        requirements: ['V2G20-459', 'V2G20-460'],
        kind: 'valid',
      },
      async (evcc) => {
        evcc.when('When it checks in, charges, and checks out');
        const exchanges = await expectReachesStop(evcc);
        const names = exchanges.map(({ sent }) => sent.message);
        expectOrder(evcc, names, 'ServiceSelectionReq', 'VehicleCheckInReq', `${mode}_ChargeParameterDiscoveryReq`);
        const last = mode === 'DC' ? 'DC_WeldingDetectionReq' : 'PowerDeliveryReq';
        expectOrder(evcc, names, last, 'VehicleCheckOutReq', 'SessionStopReq');
        for (const exchange of exchanges.filter(({ sent }) => sent.message?.startsWith('VehicleCheck') === true)) {
          evcc.run.observe(exchange.responseCode === 'OK', {
            text: `${exchange.sent.message} is answered with OK`,
            expected: 'OK',
            observed: exchange.responseCode ?? exchange.outcome,
            field: 'ResponseCode',
            ...evcc.at(exchange),
          });
        }
      },
      { iso20: { controlMode, checksIn: true } },
    );
  }
}

iso20Case(
  'TC20_SECC_DC_VehicleCheckOut_Scheduled',
  {
    ...checkOut,
    title: 'a vehicle that says that it leaves in three seconds',
    purpose:
      'An SECC answers a VehicleCheckOutReq whose CheckOutTime has not come with Scheduled, and with Completed once it has.',
    requirements: ['V2G20-459'],
    kind: 'valid',
  },
  async (evcc) => {
    await evcc.given('welding-checked');
    const { run, vehicle } = evcc;
    evcc.when('When it asks to leave in three seconds, and asks again until it may');
    const time = Number(vehicle.clock.wallNs() / 1_000_000_000n) + 3;
    const ask = (EVCheckOutStatus: string) =>
      evcc.request('VehicleCheckOutReq', { body: { EVCheckOutStatus, CheckOutTime: time } });
    const first = await ask('CheckOut');
    const answer = await evcc.expectAnswer(first, { code: 'OK' });
    run.observe(answer.body?.['EVSECheckOutStatus'] === 'Scheduled', {
      text: 'a check-out that lies ahead is Scheduled',
      expected: 'Scheduled',
      observed: String(answer.body?.['EVSECheckOutStatus']),
      field: 'EVSECheckOutStatus',
      ...evcc.at(first),
    });
    const until = vehicle.clock.monotonicNs() + BigInt(run.timer('tester/tester_check_out').ms) * 1_000_000n;
    let exchange = first;
    while (exchange.answer?.body?.['EVSECheckOutStatus'] === 'Scheduled' && vehicle.clock.monotonicNs() < until) {
      await new Promise<void>((resolve) => vehicle.clock.after(waitMs, resolve));
      exchange = await ask('Processing');
    }
    run.observe(exchange.answer?.body?.['EVSECheckOutStatus'] === 'Completed', {
      text: 'the check-out is Completed once its time has come',
      expected: 'Completed',
      observed: String(exchange.answer?.body?.['EVSECheckOutStatus'] ?? exchange.outcome),
      field: 'EVSECheckOutStatus',
      ...evcc.at(exchange),
    });
    const left = await ask('Completed');
    await evcc.expectAnswer(left, { code: 'OK' });
    await expectReachesStop(evcc);
  },
);

type Row = readonly [
  id: string,
  mode: 'CMN' | 'AC' | 'DC',
  request: RequestName,
  state: VehicleState,
  what: string,
  code?: string | readonly string[],
  options?: (evcc: Evcc) => RequestOptions,
];

const rows: readonly Row[] = [
  ['TooEarly', 'CMN', 'VehicleCheckInReq', 'authorized', 'before any service was selected'],
  ['AfterParameters', 'CMN', 'VehicleCheckInReq', 'params-agreed', 'after ChargeParameterDiscovery'],
  ['WhileEnergyFlows', 'DC', 'VehicleCheckInReq', 'one-loop', 'in the charge loop'],
  ['WhileEnergyFlows', 'AC', 'VehicleCheckInReq', 'one-loop', 'in the charge loop'],
  ['BeforeCharging', 'CMN', 'VehicleCheckOutReq', 'service-selected', 'before charging'],
  ['WhileEnergyFlows', 'DC', 'VehicleCheckOutReq', 'one-loop', 'in the charge loop'],
  ['WhileEnergyFlows', 'AC', 'VehicleCheckOutReq', 'one-loop', 'in the charge loop'],
  [
    'UnknownSession',
    'CMN',
    'VehicleCheckInReq',
    'service-selected',
    'with a foreign SessionID',
    'FAILED_UnknownSession',
    foreign,
  ],
  [
    'UnknownSession',
    'DC',
    'VehicleCheckOutReq',
    'welding-checked',
    'with a foreign SessionID',
    'FAILED_UnknownSession',
    foreign,
  ],
  [
    'UnknownSession',
    'AC',
    'VehicleCheckOutReq',
    'energy-off',
    'with a foreign SessionID',
    'FAILED_UnknownSession',
    foreign,
  ],
  [
    'UnknownStatus',
    'CMN',
    'VehicleCheckInReq',
    'service-selected',
    'with an EVCheckInStatus that has no word',
    'FAILED',
    () => ({ faults: [{ kind: 'enumeration-code', path: 'VehicleCheckInReq.EVCheckInStatus', code: 3 }] }),
  ],
];

function foreign(evcc: Evcc): RequestOptions {
  return { sessionId: evcc.foreignSessionId() };
}

for (const [id, mode, request, state, what, code = 'FAILED_SequenceError', options] of rows) {
  iso20Case(
    `TC20_SECC_${mode}_${request.replace('Req', '')}_${id}`,
    {
      ...(request === 'VehicleCheckInReq' ? checkIn : checkOut),
      title: `${request} ${what}`,
      purpose: `An SECC answers ${request} ${what} with ${[code].flat().join(' or ')}, and ends the session.`,
      requirements: id === 'UnknownSession' ? ['V2G20-460', 'V2G20-735'] : ['V2G20-459', 'V2G20-734', 'V2G20-735'],
      kind: 'invalid',
      likelyCauses: ['messages of positioning are answered wherever they come'],
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${request} ${what}`);
      const exchange = await evcc.request(request, options?.(evcc) ?? {});
      await evcc.expectAnswer(exchange, { code });
      await evcc.expectCloseAfterFailure(exchange);
      await evcc.controlBySession();
    },
  );
}
