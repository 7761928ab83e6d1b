import { type Arrangement, polled } from './arrangement.js';
import { clauses } from './clauses.js';
import { gridCase } from './sep2-case.js';

const second = 1_000_000_000n;
const hourS = 3600;
const dayS = 24 * hourS;

gridCase(
  'SEP2_CLI_Time_001',
  {
    title: 'events run by the time of the server',
    purpose:
      'With a server whose clock is ten minutes ahead a scheduled control starts when it is its time by that clock, although it is called "scheduled" all along.',
    group: 'time',
    clause: clauses.time,
    likelyCauses: ["the gateway's own clock is used without the offset of the server"],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    const offsetS = 600;
    grid.when(`When the clock of the server is ${offsetS} s ahead, and the time of a control comes by it`);
    await grid.utility.behave({ kind: 'clock-off', offsetS });
    await grid.untilRead('tm', 1, Math.max(grid.pollSeconds, 5));
    const issued = process.hrtime.bigint();
    const limitW = 0.3 * grid.levelW;
    const control = await grid.issue({
      startInS: 3,
      durationS: 60,
      status: 'scheduled',
      base: { opModExpLimW: limitW },
    });
    await grid.delivered(control);
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + 1;
    await grid.power.expectAtMost(limitW, issued + 3n * second, seconds, 'after its start by the clock of the server');
    await grid.expectResponse(control, 2, seconds);
  },
);

gridCase(
  'SEP2_CLI_Time_002',
  {
    title: 'a control that began before it was received starts at once',
    purpose: 'A control whose interval has begun a minute ago and has not ended is carried out when it is received.',
    group: 'time',
    clause: clauses.events,
    likelyCauses: ['events that begin in the past are left out'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When a control comes that began a minute ago');
    const limitW = 0.3 * grid.levelW;
    const start = grid.secondOf(process.hrtime.bigint()) - 60;
    const control = await grid.issue({ start, durationS: 600, base: { opModExpLimW: limitW } });
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    await grid.power.expectAtMost(
      limitW,
      await grid.delivered(control),
      seconds,
      'under the control that began in the past',
    );
    await grid.expectResponse(control, 2, seconds);
  },
);

gridCase(
  'SEP2_CLI_Time_003',
  {
    title: 'duration 0 is no event without end',
    purpose: 'A control with duration 0 does not limit power for longer than the time in which it could be noticed.',
    group: 'time',
    clause: clauses.events,
    kind: 'invalid',
    likelyCauses: ['duration 0 is taken for "for ever"'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When a control with duration 0 comes');
    // It is over when it begins, and a server lists what is to come: so it is issued ahead, and stays in the list.
    const control = await grid.issue({ durationS: 0, startInS: 2, status: 'scheduled', base: { opModExpLimW: 0 } });
    await grid.delivered(control);
    const from = grid.monotonicOf(control.startS) + second + second / 2n;
    await grid.until(from + second);
    grid.power.expectAllAtLeast(grid.levelW, from, from + second, 'a second and a half after a control of no duration');
  },
);

gridCase(
  'SEP2_CLI_Time_004',
  {
    title: 'the same mRID twice is one event',
    purpose: 'A control that is listed twice with the same mRID is carried out once, and each Response is posted once.',
    group: 'time',
    clause: 'IEEE 2030.5-2018, IdentifiedObject: the mRID identifies the event',
    likelyCauses: ['events are told apart by href in place of mRID'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When a control is listed twice');
    const limitW = 0.3 * grid.levelW;
    // Held at scheduled: else the server would call the one superseded by the other.
    const order = { durationS: 4, startInS: 2, status: 'scheduled', base: { opModExpLimW: limitW } } as const;
    const control = await grid.issue(order);
    await grid.issue({ ...order, mRID: control.mRID });
    await grid.delivered(control);
    const start = grid.monotonicOf(control.startS);
    const seconds = grid.secondsUntil(start) + grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    await grid.power.expectAtMost(limitW, start, seconds, 'under the control');
    await grid.expectResponse(
      control,
      3,
      grid.secondsUntil(grid.monotonicOf(control.startS + 4)) + grid.pollSeconds + 2,
    );
    const statuses = (await grid.utility.responses(control.mRID)).map(({ status }) => status);
    grid.run.observe(new Set(statuses).size === statuses.length, {
      text: 'each Response is posted once',
      expected: '1, 2, 3',
      observed: statuses.join(', '),
      field: 'Response.status',
    });
  },
);

gridCase(
  'SEP2_CLI_Time_005',
  {
    title: 'an event that the server calls active holds, whatever the clock says',
    purpose:
      'A control that the server calls active while its start lies some seconds ahead is carried out: servers start events by status, too, and a stop is a stop.',
    group: 'time',
    clause: `${clauses.events}: EventStatus.currentStatus 1`,
    pics: 'PICS_SEP2_StartsByStatus',
    likelyCauses: ['EventStatus is not looked at'],
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When the server calls a control active that begins in 30 s by the clock');
    const limitW = 0.3 * grid.levelW;
    const control = await grid.issue({ startInS: 30, durationS: 60, status: 'active', base: { opModExpLimW: limitW } });
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
    await grid.power.expectAtMost(
      limitW,
      await grid.delivered(control),
      seconds,
      'under the control that is called active',
    );
  },
);

/** Local time of the server is eleven hours ahead of currentTime, summer time included, and nobody vouches for its clock. */
const elsewhere: Arrangement = {
  ...polled,
  name: 'time zone, summer time, clock without a source',
  server: {
    timeZone: {
      tzOffsetS: 10 * hourS,
      dstOffsetS: hourS,
      dstStartS: Math.floor(Date.now() / 1000) - 30 * dayS,
      dstEndS: Math.floor(Date.now() / 1000) + 30 * dayS,
    },
    timeQuality: 7,
  },
};

gridCase(
  'SEP2_CLI_Time_006',
  {
    title: 'time zone, summer time and the quality of the clock move no event',
    purpose:
      'With a server whose local time is eleven hours ahead of its currentTime (time zone and summer time) and whose clock has quality 7 (not coordinated), a scheduled control starts at its time by currentTime: not before, and not never.',
    group: 'time',
    clause: `${clauses.time}: events are in currentTime (UTC); tzOffset, dstOffset and localTime are for people`,
    likelyCauses: [
      'events are run by localTime, or currentTime is shifted by tzOffset or dstOffset',
      'a server whose time has a low quality is not obeyed',
    ],
  },
  elsewhere,
  async (grid) => {
    await grid.given('export');
    grid.when('When the time of a control comes by currentTime, far from its local time');
    const limitW = 0.3 * grid.levelW;
    const order = { startInS: 4, durationS: 60, status: 'scheduled', base: { opModExpLimW: limitW } } as const;
    const control = await grid.issue(order);
    const delivered = await grid.delivered(control);
    const start = grid.monotonicOf(control.startS);
    await grid.until(start);
    // A second is the granularity of Time.
    grid.power.expectAllAtLeast(grid.levelW, delivered, start - second, 'before its start');
    const seconds = grid.bench.pixit('PIXIT_SEP2_LimitSeconds') + 1;
    await grid.power.expectAtMost(limitW, start, seconds, 'after its start');
    await grid.expectResponse(control, 2, seconds);
  },
);
