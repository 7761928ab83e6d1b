import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lab, lfdi, lfdiOf, otherDevice, type Resource } from './lab.js';

const octets = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const now = () => Math.floor(Date.now() / 1000);

test('what a device puts about its DER is kept and read back', async (t) => {
  const lab = await Lab.open(t, { devices: [{ lfdi, ders: 2 }] });
  const client = lab.client();
  const power = { multiplier: 0, value: 11_000 };
  const status = {
    readingTime: 1000,
    inverterStatus: { dateTime: 999, value: 4 },
    genConnectStatus: { dateTime: 998, value: octets('01') },
  };
  const capability = { modesSupported: octets('00000003'), rtgMaxW: power, type: 83, doeModesSupported: octets('0F') };
  assert.equal((await client.put('/edev/1/der/1/ders', 'DERStatus', status)).status, 204);
  assert.equal((await client.put('/edev/1/der/1/dercap', 'DERCapability', capability)).status, 204);
  assert.equal((await client.put('/edev/1/der/2/ders', 'DERStatus', { readingTime: 2 })).status, 204);
  assert.deepEqual(await lab.utility.derStatus(lfdi), status);
  assert.deepEqual(await lab.utility.der(lfdi, 'ders', 2), { readingTime: 2 });
  assert.deepEqual((await client.get('/edev/1/der/1/dercap')).value['rtgMaxW'], power);
  assert.equal((await client.put('/edev/1/der/3/ders', 'DERStatus', status)).status, 404);
  const [recorded] = await lab.utility.requests({ sent: 'DERStatus' });
  assert.equal(recorded?.resource, 'ders');
  assert.deepEqual(recorded?.body, status);
});

test('the same in EXI', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const event = {
    createdDateTime: 1000,
    functionSet: 11,
    logEventCode: 3,
    logEventID: 7,
    logEventPEN: 37_244,
    profileID: 2,
  };
  const made = await client.post('/edev/1/lel', 'LogEvent', event, 'exi');
  assert.equal(made.status, 201);
  const { value } = await client.get('/edev/1/lel?l=5');
  assert.deepEqual(
    (value['LogEvent'] as Resource[]).map(({ logEventID }) => logEventID),
    [7],
  );
  assert.equal((await client.get(String(made.headers['location']))).value['logEventPEN'], 37_244);
  assert.equal((await lab.utility.requests({ sent: 'LogEvent' }))[0]?.contentType, 'application/sep-exi');
});

const mirror = {
  mRID: octets('0600006CC8'),
  description: 'site',
  roleFlags: octets('0003'),
  serviceCategoryKind: 0,
  status: 1,
  deviceLFDI: octets(lfdi),
  MirrorMeterReading: [
    {
      mRID: octets('0700006CC8'),
      description: 'active power',
      ReadingType: { commodity: 1, dataQualifier: 2, flowDirection: 1, powerOfTenMultiplier: 1, uom: 38 },
    },
  ],
};
const reading = (value: number, set: string) => ({
  mRID: octets('0700006CC8'),
  MirrorReadingSet: [
    {
      mRID: octets(set),
      timePeriod: { duration: 60, start: 1000 },
      Reading: [{ value, qualityFlags: octets('01') }],
    },
  ],
});

test('a mirror is made, posted again, read to, and served as a usage point', async (t) => {
  const lab = await Lab.open(t, { pollRates: { mup: 60 } });
  const client = lab.client();
  const made = await client.post('/mup', 'MirrorUsagePoint', mirror);
  assert.equal(made.status, 201);
  const at = String(made.headers['location']);
  const again = await client.post('/mup', 'MirrorUsagePoint', mirror);
  assert.deepEqual([again.status, again.headers['location']], [204, at]);
  assert.equal((await client.get('/mup?l=9')).value['all'], 1);
  assert.equal((await client.get(at)).value['postRate'], 60);
  await lab.utility.setPollRate('mup', 5);
  assert.equal((await client.get(at)).value['postRate'], 5);

  assert.equal((await client.post(at, 'MirrorMeterReading', reading(-120, 'AA01'))).status, 204);
  assert.equal((await client.post(at, 'MirrorMeterReading', reading(-130, 'AA02'))).status, 204);
  // Sent twice: it counts once in the tree, and the record has both.
  assert.equal((await client.post(at, 'MirrorMeterReading', reading(-130, 'AA02'))).status, 204);
  const readings = await lab.utility.readings(at);
  assert.deepEqual(
    readings.map(({ value, uom, powerOfTenMultiplier, description }) => [
      value,
      uom,
      powerOfTenMultiplier,
      description,
    ]),
    [
      [-120, 38, 1, 'active power'],
      [-130, 38, 1, 'active power'],
      [-130, 38, 1, 'active power'],
    ],
  );
  const point = at.replace('/mup', '/upt');
  const meter = ((await client.get(`${point}/mr?l=5`)).value['MeterReading'] as Resource[])[0] as Resource;
  const sets = await client.get(`${String(meter['href'])}/rs?l=9`);
  assert.equal(sets.value['all'], 2);
  const [, second] = sets.value['ReadingSet'] as [Resource, Resource];
  const list = await client.get(`${String((second['ReadingListLink'] as Resource)['href'])}?l=9`);
  assert.deepEqual(
    (list.value['Reading'] as Resource[]).map(({ value }) => value),
    [-130],
  );
  assert.deepEqual(list.decoded.violations, []);

  assert.equal(
    (await client.post('/mup', 'MirrorUsagePoint', { ...mirror, deviceLFDI: octets(lfdiOf(otherDevice)) })).status,
    403,
  );
  assert.equal((await lab.client(otherDevice).post(at, 'MirrorMeterReading', reading(1, 'AA03'))).status, 403);
  assert.equal((await client.send('DELETE', at, undefined)).status, 204);
  assert.equal((await client.get(at)).status, 404);
});

test('responses are kept by mRID; what is wrong with them is refused and still seen', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const { mRID } = await lab.utility.createControl({ mRID: '00A1B2', durationS: 60, base: { opModEnergize: false } });
  const respond = (status: number | undefined, subject: string, of = lfdi) =>
    client.post('/rsps/1/rsp', 'DERControlResponse', {
      createdDateTime: now(),
      endDeviceLFDI: octets(of),
      ...(status === undefined ? {} : { status }),
      subject: octets(subject),
    });
  assert.equal((await respond(1, mRID)).status, 201);
  assert.equal((await respond(2, mRID)).status, 201);
  // A client that lost the leading zeros: found all the same, and visible.
  assert.equal((await respond(3, 'A1B2')).status, 201);
  assert.equal((await respond(1, 'FFFF')).status, 400);
  assert.equal((await respond(1, mRID, lfdiOf(otherDevice))).status, 403);
  assert.equal((await respond(undefined, mRID)).status, 400);
  const mine = await lab.utility.responses(mRID);
  assert.deepEqual(
    mine.map(({ status, subjectAsSent }) => [status, subjectAsSent]),
    [
      [1, mRID],
      [2, mRID],
      [3, 'A1B2'],
      [1, mRID],
      [undefined, mRID],
    ],
  );
  assert.equal((await lab.utility.responses()).length, 6);
  const served = await client.get('/rsps/1/rsp?l=50');
  assert.equal(served.value['all'], 3);
  assert.deepEqual(served.decoded.violations, []);
});

test('a response is taken after the control is gone', async (t) => {
  const lab = await Lab.open(t);
  const { mRID } = await lab.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  await lab.utility.cancelControl(mRID, { remove: true });
  const got = await lab
    .client()
    .post('/rsps/1/rsp', 'DERControlResponse', { endDeviceLFDI: octets(lfdi), status: 6, subject: octets(mRID) });
  assert.equal(got.status, 201);
});

const asked = (requestStatus: number) => ({
  mRID: octets('0A01'),
  creationTime: now(),
  durationRequested: 3600,
  energyRequested: { multiplier: 3, value: 20 },
  intervalRequested: { duration: 7200, start: now() + 60 },
  powerRequested: { multiplier: 0, value: 7400 },
  RequestStatus: { dateTime: now(), requestStatus },
});

test('a flow reservation is granted, and cancelled with its request', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const made = await client.post('/edev/1/frq', 'FlowReservationRequest', asked(0));
  assert.equal(made.status, 201);
  const response = async () =>
    ((await client.get('/edev/1/frp?l=5')).value['FlowReservationResponse'] as Resource[])[0] as Resource;
  const granted = await response();
  assert.deepEqual(granted['energyAvailable'], { multiplier: 3, value: 20 });
  assert.deepEqual(granted['powerAvailable'], { multiplier: 0, value: 7400 });
  assert.deepEqual(Buffer.from(granted['subject'] as Uint8Array).toString('hex'), '0a01');
  assert.equal((granted['EventStatus'] as Resource)['currentStatus'], 0);
  assert.equal((await client.put(String(made.headers['location']), 'FlowReservationRequest', asked(1))).status, 204);
  assert.equal(((await response())['EventStatus'] as Resource)['currentStatus'], 2);
});

test('a flow reservation that is posted again is granted once', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const made = await client.post('/edev/1/frq', 'FlowReservationRequest', asked(0));
  const again = await client.post('/edev/1/frq', 'FlowReservationRequest', asked(0));
  assert.deepEqual([again.status, again.headers['location']], [204, made.headers['location']]);
  assert.equal((await client.get('/edev/1/frq')).value['all'], 1);
  assert.equal((await client.get('/edev/1/frp')).value['all'], 1);
});

for (const [mode, status] of [
  ['hold', 201],
  ['refuse', 400],
] as const) {
  test(`flowReservations: ${mode} grants nothing`, async (t) => {
    const lab = await Lab.open(t, { flowReservations: mode });
    const client = lab.client();
    assert.equal((await client.post('/edev/1/frq', 'FlowReservationRequest', asked(0))).status, status);
    assert.equal((await client.get('/edev/1/frp')).value['all'], 0);
  });
}

test('CSIP-AUS: a connection point is put, changed, and refused when it is none', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  assert.equal((await client.get('/edev/1/cp')).status, 404);
  assert.equal((await client.put('/edev/1/cp', 'ConnectionPoint', { connectionPointId: 'NMI0000001' })).status, 201);
  assert.equal((await client.put('/edev/1/cp', 'ConnectionPoint', { connectionPointId: 'NMI00000022' })).status, 204);
  assert.equal((await client.put('/edev/1/cp', 'ConnectionPoint', { connectionPointId: 'NOT A POINT' })).status, 400);
  assert.equal((await client.get('/edev/1/cp')).value['connectionPointId'], 'NMI00000022');
});

test('prices and demand response reach the device through its assignments', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  const assignments = async () =>
    ((await client.get('/edev/1/fsa')).value['FunctionSetAssignments'] as Resource[])[0] as Resource;
  assert.equal((await assignments())['TariffProfileListLink'], undefined);
  const price = await lab.utility.createPrice({ durationS: 1800, price: -42, direction: 'sell' });
  await lab.utility.createPrice({ startInS: 1800, durationS: 1800, price: 310, direction: 'sell' });
  const load = await lab.utility.createLoadControl({ durationS: 600, dutyCycle: 25 });
  const tariffs = (await assignments())['TariffProfileListLink'] as Resource;
  assert.equal(tariffs['all'], 1);
  const [tariff] = (await client.get(String(tariffs['href']))).value['TariffProfile'] as [Resource];
  const components = await client.get(String((tariff['RateComponentListLink'] as Resource)['href']));
  const [component] = components.value['RateComponent'] as [Resource];
  const intervals = await client.get(`${String((component['TimeTariffIntervalListLink'] as Resource)['href'])}?l=9`);
  assert.equal(intervals.value['all'], 2);
  assert.equal((component['ActiveTimeTariffIntervalListLink'] as Resource)['all'], 1);
  const consumption = await client.get(`${price.href}/cti`);
  assert.equal((consumption.value['ConsumptionTariffInterval'] as Resource[])[0]?.['price'], -42);
  const control = await client.get(load.href);
  assert.deepEqual(control.value['DutyCycle'], { normalValue: 25 });
  await lab.utility.cancelControl(load.mRID);
  assert.equal(((await client.get(load.href)).value['EventStatus'] as Resource)['currentStatus'], 2);
});
