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

test('with P-256 certificates the session runs, and the log says that it is outside the profile', async (t) => {
  const bench = await startIso20(t, { curve: 'P-256' });
  const line = bench.log.find('tls-deviation');
  assert.equal(line?.['profile'], 'iso15118-20-p256');
  const drive = await (await bench.vehicle()).driveTo('stopped');
  assert.deepEqual(drive.failure?.text, undefined);
});
