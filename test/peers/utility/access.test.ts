import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sfdiOf } from '../../../src/pki/device-identifier.js';
import { certificatePem, type Identity } from '../../../src/pki/identity.js';
import { aggregator, device, Lab, lfdi, lfdiOf, otherDevice, pki } from './lab.js';

const own = [
  '/edev/1',
  '/edev/1/rg',
  '/edev/1/fsa',
  '/edev/1/fsa/1/derp',
  '/edev/1/der',
  '/edev/1/sub',
  '/edev/1/lel',
  '/edev/1/frq',
];

test("another device's resources are 403, what is not there is 404", async (t) => {
  const lab = await Lab.open(t, { devices: [{ lfdi }, { lfdi: lfdiOf(otherDevice), programs: ['feeder'] }] });
  const mine = lab.client(device);
  const other = lab.client(otherDevice);
  for (const path of own) {
    assert.equal((await mine.get(path)).status, 200, path);
    assert.equal((await other.get(path)).status, 403, path);
    assert.equal((await other.get(path.replace('/edev/1', '/edev/99'))).status, 404, path);
  }
  assert.equal((await other.get('/edev')).value['all'], 1);
  assert.equal((await other.get('/derp/1/derc')).status, 403);
  assert.equal((await other.get('/derp/2/derc')).status, 200);
  assert.equal((await other.put('/edev/1/der/1/ders', 'DERStatus', { readingTime: 1 })).status, 403);
  const [refused] = await lab.utility.requests({ status: 403 });
  assert.match(refused?.refusal ?? '', /belongs to another certificate/);
});

test('a stranger of the same root sees what everybody sees, and nothing of anybody', async (t) => {
  const lab = await Lab.open(t);
  const stranger = lab.client(otherDevice);
  assert.equal((await stranger.get('/dcap')).status, 200);
  assert.equal((await stranger.get('/tm')).status, 200);
  assert.equal((await stranger.get('/edev')).value['all'], 0);
  assert.equal((await stranger.get('/derp/1/derc')).status, 403);
  assert.equal((await stranger.post('/mup', 'MirrorUsagePoint', mirror(lfdiOf(otherDevice)))).status, 403);
});

function mirror(of: string) {
  return {
    mRID: Uint8Array.of(1, 2),
    deviceLFDI: Buffer.from(of, 'hex'),
    roleFlags: Uint8Array.of(0, 0),
    serviceCategoryKind: 0,
    status: 1,
  };
}

const registration = (of: string) => ({ lFDI: Buffer.from(of, 'hex'), sFDI: Number(sfdiOf(of)), changedTime: 1 });

test('a device registers in band, and cannot do so twice or for another', async (t) => {
  const lab = await Lab.open(t, { devices: [], pin: 123_455 });
  const client = lab.client(device);
  assert.equal((await client.get('/edev')).value['all'], 0);
  const foreign = await client.post('/edev', 'EndDevice', registration(lfdiOf(otherDevice)));
  assert.equal(foreign.status, 403);
  const wrong = await client.post('/edev', 'EndDevice', { ...registration(lfdi), sFDI: 12 });
  assert.equal(wrong.status, 400);
  const made = await client.post('/edev', 'EndDevice', registration(lfdi));
  assert.equal(made.status, 201);
  assert.equal(made.headers['location'], '/edev/1');
  assert.equal((await client.get('/edev/1/rg')).value['pIN'], 123_455);
  assert.equal((await client.post('/edev', 'EndDevice', registration(lfdi))).status, 409);
  // By SFDI alone.
  const second = await lab
    .client(otherDevice)
    .post('/edev', 'EndDevice', { sFDI: Number(sfdiOf(lfdiOf(otherDevice))), changedTime: 1 });
  assert.equal(second.status, 201);
});

test('out of band only: 403', async (t) => {
  const lab = await Lab.open(t, { devices: [], inBandRegistration: false });
  assert.equal((await lab.client().post('/edev', 'EndDevice', registration(lfdi))).status, 403);
});

test('an aggregator speaks for the devices that it manages, and registers others', async (t) => {
  const lab = await Lab.open(t, { devices: [{ lfdi, managedBy: lfdiOf(aggregator) }] });
  const client = lab.client(aggregator);
  assert.equal((await client.get('/edev')).value['all'], 1);
  assert.equal((await client.get('/edev/1')).status, 200);
  assert.equal((await client.put('/edev/1/der/1/ders', 'DERStatus', { readingTime: 1 })).status, 204);
  const made = await client.post('/edev', 'EndDevice', registration(lfdiOf(otherDevice)));
  assert.equal(made.headers['location'], '/edev/2');
  assert.equal((await client.get('/edev?l=5')).value['results'], 2);
});

test('a removed device is a stranger', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  assert.equal((await client.get('/edev/1')).status, 200);
  await lab.utility.setDevice(lfdi, { remove: true });
  assert.equal((await client.get('/edev/1')).status, 404);
  assert.equal((await client.get('/edev')).value['all'], 0);
});

const refusedCertificates: readonly (readonly [string, Identity, RegExp])[] = [
  [
    'another root',
    pki.bad['utility-device-wrong-root'],
    /issuer of a certificate|not one of the trusted|neither sent nor trusted/,
  ],
  ['expired', pki.bad['utility-device-expired'], /expired/],
  ['not valid yet', pki.bad['utility-device-not-yet-valid'], /not valid yet/],
  ['self-signed', pki.bad['utility-device-self-signed'], /self-signed|issuer/],
  ['of a vehicle', pki.identities.vehicle, /issuer|trusted/],
];
for (const profile of ['sep2-tls12-ccm8', 'sep2-tls13'] as const) {
  for (const [name, identity, reason] of refusedCertificates) {
    test(`${profile}: a certificate that is ${name} is refused in the handshake, and the server goes on`, async (t) => {
      const lab = await Lab.open(t);
      await assert.rejects(lab.client(identity, { profile }).get('/dcap'), { name: 'PlumblineError' });
      const { refusedHandshakes } = await lab.utility.status();
      assert.equal(refusedHandshakes.length, 1);
      assert.match(refusedHandshakes[0]?.reason ?? '', reason);
      assert.equal((await lab.client().get('/dcap')).status, 200);
      assert.equal((await lab.utility.requests()).length, 1);
    });
  }
}

test('a server of one profile refuses the other', async (t) => {
  const lab = await Lab.open(t, { profiles: ['sep2-tls13'] });
  await assert.rejects(lab.client(device, { profile: 'sep2-tls12-ccm8' }).get('/dcap'), { code: 'TRANSPORT-003' });
  assert.equal((await lab.client(device, { profile: 'sep2-tls13' }).get('/dcap')).status, 200);
});

test('a client does not believe a server of another root', async (t) => {
  const lab = await Lab.open(t);
  const stranger = certificatePem(pki.identities['v2g-root']);
  await assert.rejects(lab.client(device, { roots: [stranger] }).get('/dcap'), { code: 'TRANSPORT-004' });
});
