import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lab, type LabClient, otherDevice, type Resource } from './lab.js';
import { NotificationSink } from './notification-sink.js';

const limits = { timeout: 60_000 };

function subscribe(client: LabClient, subscribedResource: string, notificationURI: string, more: object = {}) {
  return client.post('/edev/1/sub', 'Subscription', {
    subscribedResource,
    encoding: 0,
    level: '+S1',
    limit: 10,
    notificationURI,
    ...more,
  });
}

for (const [encoding, type] of [
  [0, 'application/sep+xml'],
  [1, 'application/sep-exi'],
] as const) {
  test(`a control is told at once, as ${type}, and again when it is cancelled`, limits, async (t) => {
    const lab = await Lab.open(t);
    const sink = await NotificationSink.open(t);
    const made = await subscribe(lab.client(), '/derp/1/derc', sink.uri, { encoding });
    assert.equal(made.status, 201);
    const control = await lab.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
    const first = await sink.nth(0);
    assert.equal(first.contentType, type);
    assert.equal(first.path, '/note');
    assert.equal(first.lfdi, lab.utility.ready.lfdi);
    assert.deepEqual(first.decoded.violations, []);
    const value = first.decoded.value as Resource;
    assert.equal(value['subscribedResource'], '/derp/1/derc');
    assert.equal(value['subscriptionURI'], made.headers['location']);
    const list = value['Resource'] as Resource;
    assert.equal(list['xsi:type'], 'DERControlList');
    const [entry] = list['DERControl'] as [Resource];
    assert.deepEqual(entry['DERControlBase'], { opModEnergize: false });
    await lab.utility.cancelControl(control.mRID);
    const second = ((await sink.nth(1)).decoded.value as Resource)['Resource'] as Resource;
    const [cancelled] = second['DERControl'] as [Resource];
    assert.equal((cancelled['EventStatus'] as Resource)['currentStatus'], 2);
    const [view] = await lab.utility.subscriptions();
    assert.deepEqual(view?.notifications[0]?.delivered, [control.mRID]);
    assert.ok((view?.notifications[0]?.sentAtNs ?? 0n) >= control.issuedAtNs);
    assert.equal(view?.notifications[0]?.status, 201);
  });
}

test('the clock moves an event: that is told too', limits, async (t) => {
  const lab = await Lab.open(t);
  const sink = await NotificationSink.open(t);
  await subscribe(lab.client(), '/derp/1/derc', sink.uri);
  await lab.utility.createControl({ startInS: 3, durationS: 2, base: { opModExpLimW: 0 } });
  const status = async (index: number) => {
    const list = ((await sink.nth(index)).decoded.value as Resource)['Resource'] as Resource;
    return ((list['DERControl'] ?? []) as Resource[]).map((each) => (each['EventStatus'] as Resource)['currentStatus']);
  };
  assert.deepEqual([await status(0), await status(1), await status(2)], [[0], [1], []]);
});

test('a default control is told; other programs are not', limits, async (t) => {
  const lab = await Lab.open(t);
  const sink = await NotificationSink.open(t);
  await subscribe(lab.client(), '/derp/1/dderc', sink.uri);
  await lab.utility.setDefault({ base: { opModExpLimW: 9 } }, 'feeder');
  await lab.utility.setDefault({ base: { opModExpLimW: 5000 } }, 'site');
  const value = (await sink.nth(0)).decoded.value as Resource;
  assert.equal((value['Resource'] as Resource)['xsi:type'], 'DefaultDERControl');
  assert.equal(sink.count, 1);
});

test('a subscription is renewed, changed, and ended', limits, async (t) => {
  const lab = await Lab.open(t);
  const sink = await NotificationSink.open(t);
  const client = lab.client();
  const at = String((await subscribe(client, '/derp/1/derc', sink.uri)).headers['location']);
  const again = await subscribe(client, '/derp/1/derc', sink.uri);
  assert.deepEqual([again.status, again.headers['location']], [204, at]);
  assert.equal((await client.get('/edev/1/sub')).value['all'], 1);
  const changed = {
    subscribedResource: '/derp/1/derc',
    encoding: 0,
    level: '+S1',
    limit: 3,
    notificationURI: `${sink.uri}/new`,
  };
  assert.equal((await client.put(at, 'Subscription', changed)).status, 204);
  await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 } });
  assert.equal((await sink.nth(0)).path, '/note/new');
  assert.equal((await client.send('DELETE', at, undefined)).status, 204);
  assert.equal((await client.get(at)).status, 404);
  assert.deepEqual(await lab.utility.subscriptions(), []);
});

test('what cannot be subscribed to is refused', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const uri = 'https://[::1]:1/note';
  for (const [resource, to, more, status] of [
    ['/dcap', uri, {}, 400],
    ['/derp/1/derc', 'http://[::1]:1/note', {}, 400],
    ['/derp/1/derc', 'file:///etc/passwd', {}, 400],
    ['/derp/1/derc', uri, { Condition: { attributeIdentifier: 0, lowerThreshold: 1, upperThreshold: 2 } }, 400],
    ['/edev/2/fsa', uri, {}, 403],
    ['/derp/1/derc', uri, {}, 201],
  ] as const) {
    assert.equal((await subscribe(client, resource, to, more)).status, status, `${resource} ${to}`);
  }
  assert.equal((await subscribe(lab.client(otherDevice), '/derp/1/derc', uri)).status, 403);
});

test('a condition in a subscription is refused with the reason that the schema has for it', async (t) => {
  const lab = await Lab.open(t);
  const Condition = { attributeIdentifier: 0, lowerThreshold: 1, upperThreshold: 2 };
  const refused = await subscribe(lab.client(), '/derp/1/derc', 'https://[::1]:1/note', { Condition });
  assert.deepEqual([refused.decoded.resource, refused.value['reasonCode']], ['Error', 3]);
});

test('a limit beyond all pages still brings the list', limits, async (t) => {
  const lab = await Lab.open(t);
  const sink = await NotificationSink.open(t);
  await subscribe(lab.client(), '/derp/1/derc', sink.uri, { limit: 4_294_967_295 });
  await lab.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  const list = ((await sink.nth(0)).decoded.value as Resource)['Resource'] as Resource;
  assert.equal(list['all'], 1);
});

test('what was refused is not sent again behind what is newer', limits, async (t) => {
  const lab = await Lab.open(t);
  const sink = await NotificationSink.open(t);
  await subscribe(lab.client(), '/derp/1/derc', sink.uri);
  sink.status = 503;
  await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 } });
  await sink.nth(0);
  sink.status = 201;
  await lab.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  const list = ((await sink.nth(1)).decoded.value as Resource)['Resource'] as Resource;
  assert.equal(list['all'], 2);
  const first = async () => (await lab.utility.subscriptions())[0]?.notifications[0];
  while (!/not sent again/.test((await first())?.detail ?? '')) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await first())?.status, 503);
  assert.equal(sink.count, 2);
});

test('what was refused is sent again where nothing newer is', limits, async (t) => {
  const lab = await Lab.open(t);
  const sink = await NotificationSink.open(t);
  await subscribe(lab.client(), '/derp/1/derc', sink.uri);
  sink.status = 503;
  const control = await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 } });
  await sink.nth(0);
  sink.status = 201;
  await sink.nth(1);
  const first = async () => (await lab.utility.subscriptions())[0]?.notifications[0];
  while ((await first())?.status !== 201) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual((await first())?.delivered, [control.mRID]);
});

test('no subscriptions where the server offers none', async (t) => {
  const lab = await Lab.open(t, { subscriptions: false });
  const client = lab.client();
  assert.equal((await client.get('/edev/1')).value['SubscriptionListLink'], undefined);
  assert.equal((await client.get('/derp/1/derc')).value['subscribable'] ?? 0, 0);
  assert.equal((await subscribe(client, '/derp/1/derc', 'https://[::1]:1/')).status, 403);
});

test(
  'a gateway that does not listen: the notification is given up, said so, and the server goes on',
  limits,
  async (t) => {
    const lab = await Lab.open(t);
    await subscribe(lab.client(), '/derp/1/derc', 'https://[::1]:1/note');
    await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 } });
    const detail = async () => (await lab.utility.subscriptions())[0]?.notifications[0]?.detail;
    while ((await detail()) === undefined) await new Promise((resolve) => setImmediate(resolve));
    assert.match((await detail()) ?? '', /TRANSPORT-001/);
    assert.equal((await lab.client().get('/dcap')).status, 200);
  },
);
