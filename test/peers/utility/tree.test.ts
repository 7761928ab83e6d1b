import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crawl } from './crawl.js';
import { device, Lab, lfdi, type Resource } from './lab.js';

/** What a device has to put before it is there. */
const emptyYet = /\/(di|dstat|ps|cp|dera|dercap|derg|ders)$/;

for (const prefix of ['', '/envoy-svc']) {
  test(`every link from ${prefix}/dcap leads to a resource that the schema allows`, async (t) => {
    const lab = await Lab.open(t, { prefix });
    const client = lab.client();
    await lab.utility.createControl({ durationS: 600, base: { opModEnergize: false, opModExpLimW: 1500 } });
    await lab.utility.createControl({ program: 'feeder', startInS: 60, durationS: 600, base: { opModMaxLimW: 5000 } });
    await lab.utility.setDefault({ base: { opModImpLimW: 40_000 }, setGradW: 27 });
    await lab.utility.createPrice({ durationS: 3600, price: 250 });
    await lab.utility.createLoadControl({ durationS: 600, dutyCycle: 50 });
    const seen = await crawl(client, `${prefix}/dcap`);
    const bad = [...seen].filter(([path, status]) => status !== 200 && !(status === 404 && emptyYet.test(path)));
    assert.deepEqual(bad, []);
    for (const path of [
      '/tm',
      '/edev/1',
      '/edev/1/rg',
      '/edev/1/fsa/1/derp',
      '/derp/1/derc',
      '/derp/1/dderc',
      '/rsps/1/rsp',
    ]) {
      assert.equal(seen.get(prefix + path), 200, path);
    }
    assert.ok(seen.size > 40, `${seen.size} resources`);
    // Without the prefix there is nothing.
    if (prefix !== '') assert.equal((await client.get('/dcap')).status, 404);
  });
}

test('time and rates are as configured', async (t) => {
  const lab = await Lab.open(t, { pollRates: { dcap: 60, derp: 5 }, timeZone: { tzOffsetS: 36_000 }, timeQuality: 3 });
  const client = lab.client();
  assert.equal((await client.get('/dcap')).value['pollRate'], 60);
  assert.equal((await client.get('/edev/1/fsa/1/derp')).value['pollRate'], 5);
  assert.equal((await client.get('/edev')).value['pollRate'] ?? 900, 300);
  await lab.utility.setPollRate('derp', 7);
  assert.equal((await client.get('/edev/1/fsa/1/derp')).value['pollRate'], 7);
  const { value } = await client.get('/tm');
  assert.equal(value['quality'], 3);
  assert.equal(Number(value['localTime']) - Number(value['currentTime']), 36_000);
  assert.ok(Math.abs(Number(value['currentTime']) - Date.now() / 1000) < 60);
});

test('programs come in the order of primacy', async (t) => {
  const lab = await Lab.open(t, {
    programs: [
      { name: 'weak', primacy: 200 },
      { name: 'strong', primacy: 0 },
    ],
  });
  const names = async () => {
    const { value } = await lab.client().get('/edev/1/fsa/1/derp?l=10');
    return (value['DERProgram'] as Resource[]).map(({ description }) => description);
  };
  assert.deepEqual(await names(), ['strong', 'weak']);
  await lab.utility.setPrimacy('strong', 255);
  assert.deepEqual(await names(), ['weak', 'strong']);
});

test('paging: s, l and a; all and results', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const now = Math.floor(Date.now() / 1000);
  for (const startInS of [300, 100, 200]) {
    await lab.utility.createControl({ startInS, durationS: 60, base: { opModExpLimW: startInS } });
  }
  const page = async (query: string) => {
    const { status, value } = await client.get(`/derp/1/derc${query}`);
    const list = (value['DERControl'] ?? []) as Resource[];
    const starts = list.map(({ interval }) => Math.round((Number((interval as Resource)['start']) - now) / 100) * 100);
    return [status, value['all'], value['results'], starts];
  };
  for (const [query, expected] of [
    ['', [200, 3, 1, [100]]],
    ['?s=0&l=255', [200, 3, 3, [100, 200, 300]]],
    ['?s=1&l=1', [200, 3, 1, [200]]],
    ['?s=3&l=10', [200, 3, 0, []]],
    ['?l=0', [200, 3, 0, []]],
    ['?l=999999', [200, 3, 3, [100, 200, 300]]],
    [`?a=${now + 150}&l=10`, [200, 2, 2, [200, 300]]],
    ['?s=-1', [400, undefined, undefined, []]],
    ['?l=many', [400, undefined, undefined, []]],
    ['?a=1e9', [400, undefined, undefined, []]],
  ] as const) {
    assert.deepEqual(await page(query), expected, query);
  }
});

test('the registration tells the PIN, and goes when it is taken away', async (t) => {
  const lab = await Lab.open(t, { devices: [{ lfdi, pin: 123_455 }] });
  const client = lab.client();
  assert.equal((await client.get('/edev/1/rg')).value['pIN'], 123_455);
  await lab.utility.setDevice(lfdi, { pin: null });
  assert.equal((await client.get('/edev/1')).value['RegistrationLink'], undefined);
  assert.equal((await client.get('/edev/1/rg')).status, 404);
});

test('a device sees itself by LFDI and SFDI', async (t) => {
  const lab = await Lab.open(t);
  const { value } = await lab.client(device).get('/edev?l=5');
  const [own] = value['EndDevice'] as [Resource];
  assert.equal(
    Buffer.from(own['lFDI'] as Uint8Array)
      .toString('hex')
      .toUpperCase(),
    lfdi,
  );
  assert.equal(
    String(own['sFDI']),
    lab.utility.ready.lfdi === lfdi ? '' : (await lab.utility.status()).devices[0]?.sfdi,
  );
});

test('a program that is taken away from a device is closed to it', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  assert.equal((await client.get('/derp/2/derc')).status, 200);
  await lab.utility.setPrograms(lfdi, ['site']);
  assert.equal((await client.get('/edev/1/fsa/1/derp')).value['all'], 1);
  assert.equal((await client.get('/derp/2/derc')).status, 403);
});

for (const [accept, type] of [
  [undefined, 'application/sep+xml'],
  ['application/sep+xml', 'application/sep+xml'],
  ['*/*', 'application/sep+xml'],
  ['text/html, application/sep+xml;q=0.5', 'application/sep+xml'],
  ['application/sep-exi', 'application/sep-exi'],
  ['application/sep+xml;q=0.2, application/sep-exi', 'application/sep-exi'],
] as const) {
  test(`Accept: ${accept} gives ${type}`, async (t) => {
    const lab = await Lab.open(t);
    const got = await lab.client().get('/derp/1', accept);
    assert.equal(got.status, 200);
    assert.equal(got.headers['content-type'], type);
    assert.equal(got.decoded.resource, 'DERProgram');
    assert.equal(got.value['primacy'], 1);
  });
}

test('a form that the server has not is 406, a method that a resource has not is 405', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  assert.equal((await client.get('/dcap', 'text/html')).status, 406);
  const refused = await client.send('DELETE', '/dcap', undefined);
  assert.equal(refused.status, 405);
  assert.equal(refused.headers['allow'], 'GET, HEAD');
  const head = await client.send('HEAD', '/dcap', undefined);
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
  assert.ok(Number(head.headers['content-length']) > 100);
});

test('the draft namespace is spoken when it is configured', async (t) => {
  const lab = await Lab.open(t, { namespace: 'draft' });
  const got = await lab.client().get('/dcap');
  assert.equal(got.decoded.namespace, 'http://ieee.org/2030.5');
  assert.equal(got.decoded.dialect, 'draft');
  assert.deepEqual(got.decoded.violations, []);
  // There is no EXI of the draft.
  assert.equal((await lab.client().get('/dcap', 'application/sep-exi')).status, 406);
  const both = await lab.client().get('/dcap', 'application/sep-exi, application/sep+xml;q=0.1');
  assert.equal(both.headers['content-type'], 'application/sep+xml');
});

test('a control that cannot be written costs an answer, not the server', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const { mRID } = await lab.utility.createControl({
    durationS: 60,
    base: { other: { opModFreqDroop: 'nonsense', opModNone: 1 } },
  });
  const got = await client.get('/derp/1/derc', 'application/sep-exi');
  assert.ok([200, 500].includes(got.status), `${got.status}`);
  const [recorded] = await lab.utility.requests();
  if (got.status === 500) assert.match(recorded?.refusal ?? '', /could not make the answer/);
  await lab.utility.cancelControl(mRID, { remove: true });
  assert.equal((await client.get('/derp/1/derc', 'application/sep-exi')).status, 200);
});
