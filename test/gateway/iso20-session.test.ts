import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepExchanges, startIso20 } from './support/iso20-bench.js';

const combinations = (['DC', 'DC_BPT', 'AC', 'AC_BPT'] as const).flatMap((service) =>
  (['scheduled', 'dynamic'] as const).map((controlMode) => ({ service, controlMode })),
);

for (const { service, controlMode } of combinations) {
  test(`${service}, ${controlMode}: from the handshake to SessionStop over TLS 1.3`, async (t) => {
    const bench = await startIso20(t);
    const kept = keepExchanges();
    const energy = service.startsWith('AC') ? 'ac' : 'dc';
    const vehicle = await bench.vehicle({ energy, iso20: { service, controlMode }, observer: kept.observer });
    const drive = await vehicle.driveTo('stopped');
    assert.deepEqual(drive.failure?.text, undefined);
    assert.equal(drive.state, 'stopped');
    assert.deepEqual(kept.faults, []);
    assert.equal(vehicle.connection?.tls?.version, 'TLSv1.3');
    assert.equal(vehicle.connection?.tls?.group, 'secp521r1');
    assert.deepEqual(vehicle.facts.iso20.service?.controlMode, controlMode);
    assert.equal(vehicle.facts.iso20.service?.bidirectional, service.endsWith('BPT'));
    assert.ok(kept.names.includes(energy === 'ac' ? 'AC_ChargeLoopReq' : 'DC_ChargeLoopReq'));
    await bench.log.until('session-ended');
    assert.equal(bench.log.find('tls-deviation'), undefined);
  });
}

test('with Ed448 certificates the session is within the profile', async (t) => {
  const bench = await startIso20(t, { curve: 'Ed448' });
  assert.equal(bench.log.find('tls-deviation'), undefined);
  assert.equal((await (await bench.vehicle()).driveTo('stopped')).failure?.text, undefined);
});

test('x448 alone will do, and so will the second cipher suite', async (t) => {
  const bench = await startIso20(t);
  const tls = await bench.trust();
  for (const [change, key, value] of [
    [{ groups: ['X448'] }, 'group', 'X448'],
    [{ ciphers: ['TLS_CHACHA20_POLY1305_SHA256'] }, 'cipher', 'TLS_CHACHA20_POLY1305_SHA256'],
  ] as const) {
    const vehicle = await bench.vehicle({ tls: { ...tls, profile: { ...tls.profile, ...change } } });
    await vehicle.driveTo('session-open');
    assert.equal(vehicle.connection?.tls?.[key], value);
    await vehicle.close();
  }
});

test('megawatt charging is DC by another service id', async (t) => {
  const bench = await startIso20(t, { extra: 'iso20: { services: [MCS, MCS_BPT] }', protocols: '[iso15118-20-dc]' });
  for (const service of ['MCS', 'MCS_BPT'] as const) {
    const vehicle = await bench.vehicle({ iso20: { service } });
    assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
    assert.equal(vehicle.facts.iso20.service?.id, service === 'MCS' ? 8 : 9);
    await vehicle.close();
  }
});

for (const pricing of ['absolute', 'levels', 'none'] as const) {
  test(`prices: ${pricing}`, async (t) => {
    const prices = 'prices: { currency: EUR, per_kwh: [{ from_s: 0, price: 0.39 }, { from_s: 3600, price: 0.24 }] }';
    const bench = await startIso20(t, { extra: `${prices}\niso20: { pricing: ${pricing} }` });
    for (const controlMode of ['scheduled', 'dynamic'] as const) {
      const vehicle = await bench.vehicle({ iso20: { controlMode }, observer: () => undefined });
      await vehicle.driveTo('params-agreed');
      const body = (await vehicle.request('ScheduleExchangeReq')).answer?.body as Record<string, never>;
      const text = JSON.stringify(body);
      assert.equal(text.includes('AbsolutePriceSchedule'), pricing === 'absolute');
      assert.equal(text.includes('PriceLevelSchedule'), pricing === 'levels');
      if (pricing === 'absolute') assert.ok(text.includes('"EnergyFee":{"Exponent":-2,"Value":39}'), text);
      await vehicle.close();
    }
  });
}

test('with P-256 certificates the session runs, and the log says that it is outside the profile', async (t) => {
  const bench = await startIso20(t, { curve: 'P-256' });
  const line = bench.log.find('tls-deviation');
  assert.equal(line?.['profile'], 'iso15118-20-p256');
  const drive = await (await bench.vehicle()).driveTo('stopped');
  assert.deepEqual(drive.failure?.text, undefined);
});
