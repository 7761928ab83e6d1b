import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OfferedTuple } from '../../../src/peers/station/offered-schedules.js';
import type { SeccEventOf } from '../../../src/peers/station/secc-event.js';
import { at, listAt, numberAt, textAt } from '../../../src/peers/vehicle/read-value.js';
import type { VehicleFaultName } from '../../../src/peers/vehicle/sut/sut-faults.js';
import { bodyOf, type Change, charge, type Trace } from './sut-bench.js';

const together = { concurrency: 4 };
const start = 'PowerDeliveryReq Start';
const whole = [{ startSeconds: 0, watts: 'most' }] as const;
const prices: readonly OfferedTuple[] = [2, 1, 3].map((priceLevel) => ({ slots: whole, priceLevel }));
/** 0 W from so many seconds on, for so many. */
const zero = (from: number, seconds: number): readonly OfferedTuple[] => [
  {
    slots: [
      ...(from === 0 ? [] : whole),
      { startSeconds: from, watts: 0 },
      { startSeconds: from + seconds, watts: 'most' },
    ],
  },
];

const tupleOf = (trace: Trace) => numberAt(bodyOf(trace, start, 'last').body, 'SAScheduleTupleID');
const stops = ({ requests, ...trace }: Trace) =>
  requests
    .filter(({ name }) => name === 'SessionStopReq')
    .map((request) => textAt(bodyOf({ ...trace, requests: [request] }, 'SessionStopReq').body, 'ChargingSession'));
const count = ({ names }: Trace, name: string) => names.filter((one) => one === name).length;
const setups = ({ events }: Trace) =>
  events.flatMap((event) => (event.event === 'response' && event.name === 'SessionSetupRes' ? [event.code] : []));
const joined = ['OK_NewSessionEstablished', 'OK_OldSessionJoined'];

/** A pause of the vehicle, with a charger that turns its oscillator off and on again. */
const pauses: Change = { ends: 'Pause', resumeAfterMs: 10, script: { joined: { stopAtLoop: 2 } } };

describe('schedules of the vehicle under test', together, () => {
  const choices: readonly (readonly [string, VehicleFaultName | undefined, Change, number])[] = [
    ['the first', undefined, { script: { schedules: prices } }, 1],
    ['the cheapest', undefined, { schedule: 'cheapest', script: { schedules: prices } }, 2],
    [
      'the first in place of the cheapest',
      'ev-ignores-prices',
      { schedule: 'cheapest', script: { schedules: prices } },
      1,
    ],
    [
      'the last in place of the first',
      'ev-takes-last-schedule',
      { schedule: 'first', script: { schedules: prices } },
      3,
    ],
  ];
  for (const [words, fault, change, id] of choices) {
    it(`takes ${words}`, async () => {
      assert.equal(tupleOf(await charge(fault === undefined ? [] : [fault], change)), id);
    });
  }

  it('keeps its schedule in a renegotiation, or changes it', async () => {
    const renegotiated = { schedules: [2, 1].map((id) => ({ id, slots: whole })) };
    const change: Change = { schedule: 'same', script: { renegotiateAtLoop: 1, stopAtLoop: 3, renegotiated } };
    const [keeps, changes] = await Promise.all([charge([], change), charge(['ev-changes-schedule'], change)]);
    assert.deepEqual([tupleOf(keeps), tupleOf(changes)], [1, 2]);
  });

  it('names phases in its profile, or none', async () => {
    const change: Change = { energy: 'ac' };
    const phases = (trace: Trace) =>
      listAt(bodyOf(trace, start).body, 'ChargingProfile', 'ProfileEntry').map((entry) =>
        numberAt(entry, 'ChargingProfileEntryMaxNumberOfPhasesInUse'),
      );
    const [names, leaves] = await Promise.all([charge([], change), charge(['ev-names-no-phases'], change)]);
    assert.deepEqual([phases(names), phases(leaves)], [[3], [undefined]]);
  });

  it('names a departure time when it is told to', async () => {
    const time = (trace: Trace) =>
      numberAt(bodyOf(trace, 'ChargeParameterDiscoveryReq').body, 'DC_EVChargeParameter', 'DepartureTime');
    const [none, told, wrong] = await Promise.all([
      charge([]),
      charge([], { departureSeconds: 7200 }),
      charge(['ev-names-departure']),
    ]);
    assert.deepEqual([time(none), time(told), time(wrong)], [undefined, 7200, 3600]);
  });
});

describe('a renegotiation that the vehicle under test begins', together, () => {
  const change: Change = { renegotiateAtLoop: 1, script: { stopAtLoop: 4 } };
  it('comes once, with new parameters', async () => {
    const trace = await charge([], change);
    const turn = trace.names.indexOf('PowerDeliveryReq Renegotiate');
    assert.deepEqual(trace.names.slice(turn - 1, turn + 2), [
      'CurrentDemandReq',
      'PowerDeliveryReq Renegotiate',
      'ChargeParameterDiscoveryReq',
    ]);
    assert.equal(count(trace, 'PowerDeliveryReq Renegotiate'), 1);
    assert.equal(trace.names.at(-1), 'SessionStopReq');
  });

  it('never comes, or goes on without parameters', async () => {
    const [never, without] = await Promise.all([
      charge(['ev-never-renegotiates'], change),
      charge(['ev-renegotiates-without-parameters'], change),
    ]);
    assert.equal(count(never, 'PowerDeliveryReq Renegotiate'), 0);
    const turn = without.names.indexOf('PowerDeliveryReq Renegotiate');
    assert.equal(without.names[turn + 1], start);
  });
});

describe('pauses of the vehicle under test', together, () => {
  it('pauses without a charge while its schedule begins with 0 W, and comes back after it', async () => {
    const began = performance.now();
    const trace = await charge([], { script: { schedules: zero(0, 1), joined: { stopAtLoop: 2 } } });
    assert.deepEqual(stops(trace), ['Pause', 'Terminate']);
    assert.deepEqual(setups(trace), joined);
    const first = trace.names.slice(0, trace.names.indexOf('SessionStopReq') + 1);
    assert.ok(!first.includes('CurrentDemandReq'), first.join(', '));
    assert.ok(performance.now() - began >= 1000);
  });

  it('pauses a charge when its schedule goes on with 0 W', async () => {
    const trace = await charge([], {
      script: { stopAfterMs: 20_000, schedules: zero(1, 1), joined: { stopAtLoop: 2 } },
    });
    assert.deepEqual(stops(trace), ['Pause', 'Terminate']);
    assert.ok(trace.names.slice(0, trace.names.indexOf('SessionStopReq')).includes('CurrentDemandReq'));
  });

  it('takes no notice of 0 W, or of a pause that it was to make', async () => {
    const [charges, ends] = await Promise.all([
      charge(['ev-charges-through-zero-power'], { script: { schedules: zero(0, 1) } }),
      charge(['ev-never-pauses'], pauses),
    ]);
    assert.ok(charges.names.includes('CurrentDemandReq'));
    assert.deepEqual([stops(charges), stops(ends)], [['Terminate'], ['Terminate']]);
  });

  it('toggles the pilot before it comes back by itself, and waits for the oscillator', async () => {
    const seen: string[] = [];
    const trace = await charge([], {
      ...pauses,
      charger: (show, event) => {
        if ('pilot' in event) seen.push(event.pilot);
        else if (event.event === 'connected') seen.push('connected');
        else if (event.event === 'closed') show('steady');
        if (seen.join() === 'connected,C,B,C,B') show('oscillating 5');
      },
    });
    assert.deepEqual(seen, ['connected', 'C', 'B', 'C', 'B', 'connected', 'C', 'B']);
    assert.deepEqual(setups(trace), joined);
  });

  it('leaves the toggle out, or moves the pilot in its sleep', async () => {
    const [without, restless] = await Promise.all([
      charge(['ev-no-wake-up-toggle'], pauses),
      charge(['ev-sleeps-in-state-c'], pauses),
    ]);
    assert.deepEqual(without.pilot, ['C', 'B', 'C', 'B']);
    assert.deepEqual(restless.pilot, ['C', 'B', 'C', 'B', 'C', 'B', 'C', 'B']);
  });

  /** A charger that wakes the vehicle as soon as its connection has ended. */
  const woken: Change = {
    ...pauses,
    wakes: 'charger',
    charger: (show, event) => {
      if ('event' in event && event.event === 'connected') show('oscillating 5');
      if (!('event' in event) || event.event !== 'closed') return;
      show('steady');
      show('oscillating 5');
    },
  };

  it('comes back without a toggle when the charger wakes it, or sleeps on', async () => {
    const [wakes, sleeps] = await Promise.all([
      charge([], woken),
      charge(['ev-sleeps-through-wake-up'], { ...woken, patienceMs: 3500 }),
    ]);
    assert.deepEqual(setups(wakes), joined);
    assert.deepEqual(wakes.pilot, ['C', 'B', 'C', 'B']);
    assert.deepEqual(setups(sleeps), [joined[0]]);
  });

  it('forgets what was before the pause', async () => {
    const [session, payment, mode, departure] = await Promise.all([
      charge(['ev-forgets-paused-session'], pauses),
      charge(['ev-changes-payment-after-pause'], pauses),
      charge(['ev-changes-energy-mode-after-pause'], pauses),
      charge(['ev-forgets-departure'], { ...pauses, departureSeconds: 7200 }),
    ]);
    assert.deepEqual(setups(session), [joined[0], joined[0]]);
    const says = (trace: Trace, request: string, ...path: string[]) =>
      (['first', 'last'] as const).map((which) => at(bodyOf(trace, request, which).body, ...path));
    assert.deepEqual(says(payment, 'PaymentServiceSelectionReq', 'SelectedPaymentOption'), [
      'ExternalPayment',
      'Contract',
    ]);
    const modes = says(mode, 'ChargeParameterDiscoveryReq', 'RequestedEnergyTransferMode');
    assert.deepEqual(modes, ['DC_extended', 'DC_core']);
    const times = says(departure, 'ChargeParameterDiscoveryReq', 'DC_EVChargeParameter', 'DepartureTime');
    assert.deepEqual(times.map(Boolean), [true, false]);
  });
});

describe('the rest of a session of the vehicle under test', together, () => {
  it('looks for welded contactors again while there is voltage, or once', async () => {
    const value = { Multiplier: 0, Unit: 'V', Value: 100 };
    const change: Change = {
      script: { hooks: [{ at: 'WeldingDetectionReq', does: { kind: 'set', path: ['EVSEPresentVoltage'], value } }] },
    };
    const [again, once] = await Promise.all([charge([], change), charge(['ev-one-welding-detection'], change)]);
    assert.deepEqual([count(again, 'WeldingDetectionReq'), count(once, 'WeldingDetectionReq')], [2, 1]);
  });

  it('leaves out what it is told to', async () => {
    const lean: Change = { serviceDetail: false, weldingDetection: false };
    const [dc, ac] = await Promise.all([charge([], lean), charge([], { ...lean, energy: 'ac' })]);
    for (const { names } of [dc, ac]) {
      assert.ok(!names.includes('ServiceDetailReq') && !names.includes('WeldingDetectionReq'), names.join(', '));
      assert.deepEqual(names.slice(-2), ['PowerDeliveryReq Stop', 'SessionStopReq']);
    }
  });

  it('goes on at a nominal duty cycle, or gives up', async () => {
    const change: Change = {
      charger: (show, event) => {
        const asked = 'event' in event && event.event === 'request' ? event.name : undefined;
        if (asked === 'ServiceDiscoveryReq') show('oscillating 53');
      },
    };
    const [goes, gives] = await Promise.all([charge([], change), charge(['ev-deaf-at-nominal-duty'], change)]);
    assert.equal(goes.names.at(-1), 'SessionStopReq');
    assert.equal(gives.names.at(-1), 'ServiceDiscoveryReq');
  });

  it('charges until it is told to stop, or tires after 1 s', async () => {
    const script = { stopAtLoop: 1_000_000, stopAfterMs: 2500 };
    const [lasts, tires] = await Promise.all([
      charge([], { script, patienceMs: 20_000 }),
      charge(['ev-tires'], { script, patienceMs: 20_000 }),
    ]);
    const charged = ({ requests }: Trace) => {
      const when = (name: string) =>
        BigInt(requests.find((one): one is SeccEventOf<'request'> => one.progress === name)?.at ?? 0);
      return Number(when('Stop') - when('Start')) / 1e6;
    };
    assert.ok(charged(lasts) >= 2500, `${charged(lasts)} ms`);
    assert.ok(charged(tires) >= 1000 && charged(tires) < charged(lasts), `${charged(tires)} ms`);
  });
});
