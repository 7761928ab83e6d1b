import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOf, type UtilityEvent } from '../../../src/peers/utility/model/event.js';
import { power } from '../../../src/peers/utility/resources/control-value.js';
import { Lab, type LabClient, type Resource } from './lab.js';

function event(change: Partial<UtilityEvent> = {}): UtilityEvent {
  return {
    mRID: '01',
    order: 1,
    creationS: 50,
    startS: 100,
    durationS: 100,
    randomizeStartS: undefined,
    randomizeDurationS: undefined,
    description: undefined,
    cancelled: undefined,
    held: undefined,
    ...change,
  };
}

const newer = event({ order: 2, creationS: 60, startS: 150, durationS: 10 });
const cases: readonly (readonly [
  string,
  UtilityEvent,
  number,
  UtilityEvent[],
  UtilityEvent[],
  string,
  number,
  boolean,
])[] = [
  ['before its start', event(), 99, [], [], 'scheduled', 50, false],
  ['at its start', event(), 100, [], [], 'active', 100, false],
  ['in its last second', event(), 199, [], [], 'active', 100, false],
  [
    'cancelled before the start',
    event({ cancelled: { atS: 80, randomized: false } }),
    90,
    [],
    [],
    'cancelled',
    80,
    false,
  ],
  [
    'cancelled while active',
    event({ cancelled: { atS: 120, randomized: true } }),
    130,
    [],
    [],
    'cancelled-randomized',
    120,
    false,
  ],
  ['will be superseded', event(), 149, [newer], [], 'active', 100, true],
  ['is superseded', event(), 150, [newer], [], 'superseded', 150, true],
  ['stays superseded', event(), 190, [newer], [], 'superseded', 150, true],
  [
    'cancelled after it was superseded',
    event({ cancelled: { atS: 170, randomized: false } }),
    180,
    [newer],
    [],
    'superseded',
    150,
    true,
  ],
  [
    'the newer was cancelled before its start',
    event(),
    160,
    [event({ ...newer, cancelled: { atS: 140, randomized: false } })],
    [],
    'active',
    100,
    false,
  ],
  [
    'the newer was cancelled after its start',
    event(),
    170,
    [event({ ...newer, cancelled: { atS: 155, randomized: false } })],
    [],
    'superseded',
    150,
    true,
  ],
  [
    'the newer begins when this one has ended',
    event(),
    150,
    [event({ order: 2, startS: 200 })],
    [],
    'active',
    100,
    false,
  ],
  ['a stronger program only warns', event(), 160, [], [newer], 'active', 100, true],
  ['held at scheduled', event({ held: { state: 'scheduled', atS: 70 } }), 150, [], [], 'scheduled', 70, false],
  ['held at active', event({ held: { state: 'active', atS: 70 } }), 80, [], [], 'active', 70, false],
  ['duration 0', event({ durationS: 0 }), 100, [], [], 'active', 100, false],
];
for (const [name, of, nowS, stronger, rivals, state, sinceS, warned] of cases) {
  test(`status by the clock: ${name}`, () => {
    const moment = momentOf(of, nowS, stronger, rivals);
    assert.deepEqual([moment.state, moment.sinceS, moment.potentiallySuperseded], [state, sinceS, warned]);
  });
}

for (const [watts, multiplier, value] of [
  [0, 0, 0],
  [1500, 0, 1500],
  [32_767, 0, 32_767],
  [32_768, 1, 3277],
  [-40_000, 1, -4000],
  [1_000_000, 2, 10_000],
  [1.5, -1, 15],
  [-0.125, -3, -125],
] as const) {
  test(`${watts} W is ${value} x 10^${multiplier}`, () => assert.deepEqual(power(watts), { multiplier, value }));
}

const statusOf = async (client: LabClient, path: string, mRID: string): Promise<number | undefined> => {
  const { value } = await client.get(`${path}?l=50`);
  const list = (value['DERControl'] ?? []) as Resource[];
  const found = list.find(
    (control) =>
      Buffer.from(control['mRID'] as Uint8Array)
        .toString('hex')
        .toUpperCase() === mRID,
  );
  return found === undefined ? undefined : Number((found['EventStatus'] as Resource)['currentStatus']);
};

test('a control is served as it was made', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const made = await lab.utility.createControl({
    mRID: '00000000000000000000000000000ABC',
    startInS: 30,
    durationS: 60,
    base: { opModConnect: false, opModEnergize: false, opModMaxLimW: 0, opModImpLimW: 100_000, rampTms: 200 },
    randomizeStartS: -5,
    randomizeDurationS: 10,
    description: 'stop',
    responseRequired: 1,
    deviceCategory: 1 << 19,
  });
  const { value } = await client.get(made.href);
  assert.equal(Buffer.from(value['mRID'] as Uint8Array).toString('hex'), '00000000000000000000000000000abc');
  assert.deepEqual(value['DERControlBase'], {
    opModConnect: false,
    opModEnergize: false,
    opModImpLimW: { multiplier: 1, value: 10_000 },
    opModMaxLimW: 0,
    rampTms: 200,
  });
  assert.deepEqual(value['interval'], { duration: 60, start: made.startS });
  assert.equal(value['randomizeStart'], -5);
  assert.equal(value['randomizeDuration'], 10);
  assert.deepEqual(Buffer.from(value['deviceCategory'] as Uint8Array).toString('hex'), '00080000');
  assert.deepEqual(Buffer.from(value['responseRequired'] as Uint8Array).toString('hex'), '01');
  assert.equal(value['replyTo'], '/rsps/1/rsp');
});

test('start, end and cancellation move the status without a command; the tree answers at once', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  // The handshake is over before the time counts.
  assert.equal((await client.get('/dcap')).status, 200);
  const soon = await lab.utility.createControl({ startInS: 3, durationS: 2, base: { opModExpLimW: 0 } });
  assert.equal(await statusOf(client, '/derp/1/derc', soon.mRID), 0);
  const until = async (wanted: number | undefined) => {
    const deadline = Date.now() + 40_000;
    while ((await statusOf(client, '/derp/1/derc', soon.mRID)) !== wanted) {
      assert.ok(Date.now() < deadline, `status ${wanted} never came`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Date.now() / 1000;
  };
  // How late it is seen is the machine's doing; too early would be the server's.
  assert.ok((await until(1)) >= soon.startS);
  assert.ok((await until(undefined)) >= soon.startS + 2);
  assert.equal((await client.get(soon.href)).status, 404);
});

test('cancel, cancel with randomization, removal; a control that is not there is an error', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  for (const [options, status] of [
    [{}, 2],
    [{ randomized: true }, 3],
    [{ remove: true }, undefined],
  ] as const) {
    const { mRID } = await lab.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
    assert.equal(await statusOf(client, '/derp/1/derc', mRID), 1);
    await lab.utility.cancelControl(mRID, options);
    assert.equal(await statusOf(client, '/derp/1/derc', mRID), status);
  }
  await assert.rejects(lab.utility.cancelControl('FFFF'), { code: 'PEERS-031' });
});

test('a newer control with the same mode supersedes; another mode does not; a stronger program warns', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const old = await lab.utility.createControl({ program: 'feeder', durationS: 60, base: { opModExpLimW: 1000 } });
  await lab.utility.createControl({ program: 'feeder', durationS: 60, base: { opModImpLimW: 1000 } });
  assert.equal(await statusOf(client, '/derp/2/derc', old.mRID), 1);
  await lab.utility.createControl({ program: 'site', durationS: 60, base: { opModExpLimW: 500 } });
  assert.equal(await statusOf(client, '/derp/2/derc', old.mRID), 1);
  assert.equal((await lab.utility.controls()).find(({ mRID }) => mRID === old.mRID)?.potentiallySuperseded, true);
  await lab.utility.createControl({ program: 'feeder', durationS: 60, base: { opModExpLimW: 200 } });
  assert.equal(await statusOf(client, '/derp/2/derc', old.mRID), 4);
});

test('EventStatus is held until it is moved: for clients that start by status', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const { mRID } = await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 }, status: 'scheduled' });
  assert.equal(await statusOf(client, '/derp/1/derc', mRID), 0);
  await lab.utility.setStatus(mRID, 'active');
  assert.equal(await statusOf(client, '/derp/1/derc', mRID), 1);
  await lab.utility.setStatus(mRID, 'clock');
  assert.equal(await statusOf(client, '/derp/1/derc', mRID), 1);
});

test('the same mRID twice, a start in the past, duration 0: served as they are', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const now = Math.floor(Date.now() / 1000);
  await lab.utility.createControl({ mRID: 'AB', start: now - 100, durationS: 200, base: { opModExpLimW: 1 } });
  await lab.utility.createControl({ mRID: 'AB', startInS: 50, durationS: 0, base: { opModImpLimW: 2 } });
  const { value } = await client.get('/derp/1/derc?l=9');
  const list = value['DERControl'] as Resource[];
  assert.deepEqual(
    list.map(({ interval, EventStatus: status }) => [
      (interval as Resource)['duration'],
      (status as Resource)['currentStatus'],
    ]),
    [
      [200, 1],
      [0, 0],
    ],
  );
});

test('default control: set, changed, taken away', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  assert.equal((await client.get('/derp/1')).value['DefaultDERControlLink'], undefined);
  assert.equal((await client.get('/derp/1/dderc')).status, 404);
  await lab.utility.setDefault({ base: { opModExpLimW: 1500 }, setGradW: 27 });
  const first = await client.get('/derp/1/dderc');
  assert.deepEqual(first.value['DERControlBase'], { opModExpLimW: { multiplier: 0, value: 1500 } });
  assert.equal(first.value['setGradW'], 27);
  await lab.utility.setDefault({ base: { opModExpLimW: 0 } });
  const second = await client.get('/derp/1/dderc');
  assert.deepEqual(second.value['mRID'], first.value['mRID']);
  await lab.utility.setDefault(undefined);
  assert.equal((await client.get('/derp/1/dderc')).status, 404);
});

test('a clock that is off moves time and events together', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  await lab.utility.behave({ kind: 'clock-off', offsetS: 7200 });
  const time = Number((await client.get('/tm')).value['currentTime']);
  assert.ok(Math.abs(time - Date.now() / 1000 - 7200) < 60);
  const made = await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 } });
  assert.ok(Math.abs(made.startS - time) < 60);
  await lab.utility.behaveNormally();
  assert.ok(Math.abs(Number((await client.get('/tm')).value['currentTime']) - Date.now() / 1000) < 60);
});
