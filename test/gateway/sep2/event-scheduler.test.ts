import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DerEvent } from '../../../src/gateway/sep2/events/der-event.js';
import { EventScheduler } from '../../../src/gateway/sep2/events/event-scheduler.js';
import { eventOf, faultsOf, type SchedulerShape, schedulerOf, words } from './support/events.js';

const stop = { opModEnergize: false };

interface Row {
  readonly title: string;
  readonly event: Partial<DerEvent>;
  readonly shape?: SchedulerShape;
  /** Server's time it is seen at; default 90. */
  readonly seenS?: number;
  /** Time of a step and what happens in it. */
  readonly steps: readonly (readonly [nowS: number, ...words: string[]])[];
}

// IEEE 2030.5-2018, 10.2.3. Without changes the event lies from 100 to 200 s.
const rows: readonly Row[] = [
  {
    title: 'scheduled, begun by the clock, completed',
    event: {},
    steps: [[90, 'received'], [99.9], [100, 'begun'], [199.9], [200, 'ended completed'], [201]],
  },
  { title: 'began before it was seen: at once', event: {}, seenS: 150, steps: [[150, 'received', 'begun']] },
  { title: 'over before it was seen: expired', event: {}, seenS: 250, steps: [[250, 'ended expired'], [260]] },
  { title: 'duration 0 is invalid', event: { durationS: 0 }, seenS: 100, steps: [[100, 'ended invalid'], [101]] },
  {
    title: 'fault duration-zero-forever',
    event: { durationS: 0 },
    shape: { faults: ['duration-zero-forever'] },
    steps: [[100, 'received', 'begun'], [100_000]],
  },
  {
    title: 'nothing in it that the station can do: not applicable',
    event: { base: { modes: {}, unsupported: ['opModVoltVar'], rampS: undefined, doubts: [] } },
    steps: [[90, 'ended not-applicable']],
  },
  {
    title: 'the server says Active long before its time: a stop is a stop',
    event: { status: 1 },
    seenS: 20,
    steps: [[20, 'received', 'begun']],
  },
  {
    title: 'by the clock only, Active means nothing',
    event: { status: 1 },
    shape: { startBy: 'clock' },
    seenS: 20,
    steps: [
      [20, 'received'],
      [100, 'begun'],
    ],
  },
  {
    title: 'fault ignore-active-status',
    event: { status: 1 },
    shape: { faults: ['ignore-active-status'] },
    seenS: 20,
    steps: [
      [20, 'received'],
      [100, 'begun'],
    ],
  },
  {
    title: 'fault wait-for-active-status: the clock does not start it',
    event: {},
    shape: { faults: ['wait-for-active-status'] },
    steps: [[90, 'received'], [150], [200, 'ended expired']],
  },
  {
    title: 'fault ignore-past-event',
    event: {},
    shape: { faults: ['ignore-past-event'] },
    seenS: 110,
    steps: [[110, 'received'], [120]],
  },
  {
    title: 'randomizeStart within its bound; duration moves with it',
    event: { randomizeStartS: 60 },
    shape: { octet: 7 },
    // 0x07070707 mod 61 = 19.
    steps: [[100, 'received'], [118], [119, 'begun'], [218], [219, 'ended completed']],
  },
  {
    title: 'randomizeStart below 0 begins earlier; Active at that time is no early start',
    event: { randomizeStartS: -60, status: 1 },
    shape: { octet: 7 },
    seenS: 60,
    steps: [[60, 'received'], [80], [81, 'begun']],
  },
  {
    title: 'randomizeDuration ends it earlier or later',
    event: { randomizeDurationS: -60 },
    shape: { octet: 7 },
    steps: [[100, 'received', 'begun'], [180], [181, 'ended completed']],
  },
  {
    title: 'fault ignore-randomization',
    event: { randomizeStartS: 60 },
    shape: { octet: 7, faults: ['ignore-randomization'] },
    steps: [[100, 'received', 'begun']],
  },
  { title: 'first seen as cancelled: nothing to say', event: { status: 2 }, steps: [[90], [100], [150]] },
];

for (const { title, event, shape, seenS = 90, steps } of rows) {
  test(title, () => {
    const scheduler = schedulerOf(shape);
    scheduler.observe([eventOf(stop, event)], seenS);
    for (const [nowS, ...expected] of steps) {
      assert.deepEqual(words(scheduler.step(nowS).changes), expected, `at ${nowS} s`);
    }
  });
}

test('cancellation ends it at once, before its start and while it runs', () => {
  for (const [seenS, begun] of [
    [90, false],
    [150, true],
  ] as const) {
    const scheduler = schedulerOf();
    const event = eventOf(stop);
    scheduler.observe([event], seenS);
    scheduler.step(seenS);
    scheduler.observe([{ ...event, status: 2 }], seenS + 1);
    const [change] = scheduler.step(seenS + 1).changes;
    assert.deepEqual(change, { kind: 'ended', event: { ...event, status: 2 }, end: 'cancelled', begun, masked: false });
  }
});

test('cancellation with randomization ends it within the larger of both bounds', () => {
  const scheduler = schedulerOf({ octet: 7 });
  const event = eventOf(stop, { randomizeStartS: 0, randomizeDurationS: 60 });
  scheduler.observe([event], 100);
  scheduler.step(100);
  scheduler.observe([{ ...event, status: 3 }], 110);
  assert.deepEqual(words(scheduler.step(110).changes), []);
  assert.equal(scheduler.step(111).nextS, 129);
  assert.deepEqual(words(scheduler.step(129).changes), ['ended cancelled']);
});

test('fault ignore-cancel keeps it to its end', () => {
  const scheduler = schedulerOf({ faults: ['ignore-cancel'] });
  const event = eventOf(stop);
  scheduler.observe([event], 100);
  scheduler.step(100);
  scheduler.observe([{ ...event, status: 2 }], 110);
  assert.deepEqual(words(scheduler.step(110).changes), []);
  assert.deepEqual(words(scheduler.step(200).changes), ['ended completed']);
});

test('an event that vanishes from the list goes on to its end', () => {
  const scheduler = schedulerOf();
  scheduler.observe([eventOf(stop)], 100);
  scheduler.step(100);
  scheduler.observe([], 110);
  assert.equal(scheduler.step(110).running.length, 1);
  assert.deepEqual(words(scheduler.step(200).changes), ['ended completed']);
});

test('events of a program that is not assigned any more end', () => {
  const scheduler = schedulerOf();
  scheduler.observe([eventOf(stop), eventOf({ opModExpLimW: 5 }, { program: 'P2' })], 100);
  scheduler.step(100);
  scheduler.withdraw(['P2']);
  const outcome = scheduler.step(110);
  assert.deepEqual(words(outcome.changes), ['ended withdrawn']);
  assert.deepEqual(outcome.precedence.modes, { opModExpLimW: 5 });
});

test('one mRID twice with the same content is one event; with another one the tighter of both holds', () => {
  const scheduler = schedulerOf();
  const event = eventOf({ opModExpLimW: 5000 });
  scheduler.observe([event, { ...event, href: '/elsewhere' }], 90);
  assert.deepEqual(words(scheduler.step(90).changes), ['received']);
  scheduler.observe([{ ...event, durationS: 50, base: { ...event.base, modes: { opModExpLimW: 2000 } } }], 91);
  const changed = scheduler.step(150);
  assert.deepEqual(words(changed.changes), ['changed', 'begun']);
  assert.deepEqual(changed.precedence.modes, { opModExpLimW: 2000 });
  assert.deepEqual(words(scheduler.step(199).changes), [], 'the longer time holds too');
});

test('a higher version of an event replaces it', () => {
  const scheduler = schedulerOf();
  const event = eventOf({ opModExpLimW: 2000 }, { version: 1 });
  scheduler.observe([event], 100);
  scheduler.step(100);
  scheduler.observe([{ ...event, version: 2, base: { ...event.base, modes: { opModExpLimW: 5000 } } }], 110);
  assert.deepEqual(scheduler.step(110).precedence.modes, { opModExpLimW: 5000 });
});

test('fault duplicate-mrid-twice makes two of it', () => {
  const scheduler = schedulerOf({ faults: ['duplicate-mrid-twice'] });
  const event = eventOf(stop);
  scheduler.observe([event, event], 100);
  assert.deepEqual(words(scheduler.step(100).changes), ['received', 'received', 'begun', 'begun']);
});

test('the memory of a scheduler makes another one that goes on: same draw, nothing received or begun again', () => {
  const first = schedulerOf({ octet: 7 });
  const event = eventOf(stop, { randomizeStartS: 60, randomizeDurationS: 60 });
  first.observe([event], 90);
  first.step(130);
  const memory = JSON.parse(JSON.stringify(first.memory)) as EventScheduler['memory'];
  const second = new EventScheduler({
    random: (length) => new Uint8Array(length).fill(1),
    startBy: 'either',
    faults: faultsOf(),
    memory,
  });
  const outcome = second.step(131);
  assert.deepEqual(words(outcome.changes), []);
  assert.equal(outcome.running.length, 1);
  assert.equal(outcome.nextS, first.step(131).nextS);
});

test('a server that lists without end does not fill the memory', () => {
  const scheduler = schedulerOf();
  for (let round = 0; round < 12; round++) {
    scheduler.observe(
      Array.from({ length: 500 }, () => eventOf(stop)),
      300,
    );
    scheduler.step(300);
  }
  assert.ok(scheduler.memory.length <= 4096);
});

test('behind a stronger program an event waits, and comes back when that one has ended', () => {
  const scheduler = schedulerOf();
  const weak = eventOf({ opModExpLimW: 1000 }, { program: 'weak', primacy: 5 });
  const strong = eventOf({ opModExpLimW: 9000 }, { program: 'strong', primacy: 1, startS: 120, durationS: 20 });
  scheduler.observe([weak, strong], 100);
  assert.deepEqual(words(scheduler.step(100).changes), ['received', 'received', 'begun']);
  const taken = scheduler.step(120);
  assert.deepEqual([words(taken.changes), taken.precedence.modes], [['begun', 'masked'], { opModExpLimW: 9000 }]);
  const back = scheduler.step(140);
  assert.deepEqual(
    [words(back.changes), back.precedence.modes],
    [['ended completed', 'resumed'], { opModExpLimW: 1000 }],
  );
  assert.deepEqual(words(scheduler.step(200).changes), ['ended completed']);
});

test('within one program a superseded event is over for good', () => {
  const scheduler = schedulerOf();
  const older = eventOf({ opModExpLimW: 1000 }, { createdS: 1 });
  const newer = eventOf({ opModExpLimW: 9000 }, { createdS: 2, startS: 120, durationS: 20 });
  scheduler.observe([older, newer], 100);
  scheduler.step(100);
  assert.deepEqual(words(scheduler.step(120).changes), ['begun', 'ended superseded']);
  assert.deepEqual(scheduler.step(140).precedence.modes, {});
});

test('of twins in one list the one that lives counts', () => {
  const scheduler = schedulerOf();
  const event = eventOf(stop);
  scheduler.observe([event], 100);
  scheduler.step(100);
  scheduler.observe(
    [
      { ...event, status: 4 },
      { ...event, status: 1 },
    ],
    110,
  );
  assert.equal(scheduler.step(110).running.length, 1);
});

test('fault overlap-wrong: the older event goes on although the server calls it superseded', () => {
  for (const [faults, expected] of [
    [['overlap-wrong'], { opModExpLimW: 1000 }],
    [[], { opModExpLimW: 9000 }],
  ] as const) {
    const scheduler = schedulerOf({ faults });
    const older = eventOf({ opModExpLimW: 1000 }, { createdS: 1 });
    const newer = eventOf({ opModExpLimW: 9000 }, { createdS: 2 });
    scheduler.observe([older], 100);
    scheduler.step(100);
    scheduler.observe([{ ...older, status: 4 }, newer], 110);
    assert.deepEqual(scheduler.step(110).precedence.modes, expected);
    scheduler.observe([{ ...older, status: 4 }, newer], 111);
    assert.deepEqual(scheduler.step(111).precedence.modes, expected);
  }
});
