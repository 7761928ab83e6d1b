import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGateway } from '../support/test-gateway.js';
import { eventually, gatewayOf, startUtilityBench } from './support/utility-bench.js';

const known = async (gateway: Awaited<ReturnType<typeof startGateway>>) =>
  eventually('controls that are known', async () =>
    (await gateway.control({ command: 'sep2' }))['server_is'] === 'known' ? true : undefined,
  );

test('in-band registration: the EndDevice is posted once, with LFDI and SFDI of the certificate', async (t) => {
  const bench = await startUtilityBench(t, { devices: [] });
  const gateway = await startGateway(t, gatewayOf(bench));
  await known(gateway);
  const posts = await bench.utility.requests({ method: 'POST', sent: 'EndDevice' });
  assert.equal(posts.length, 1);
  assert.equal(posts[0]?.status, 201);
  assert.equal(
    Buffer.from((posts[0]!.body as { lFDI: Uint8Array }).lFDI)
      .toString('hex')
      .toUpperCase(),
    bench.lfdi,
  );
  assert.deepEqual(posts[0]?.violations, []);
});

test('registered out of band: nothing is posted', async (t) => {
  const bench = await startUtilityBench(t);
  await known(await startGateway(t, gatewayOf(bench)));
  assert.deepEqual(await bench.utility.requests({ method: 'POST', sent: 'EndDevice' }), []);
});

test('without a RegistrationLink there is no PIN to compare, and the client goes on', async (t) => {
  const bench = await startUtilityBench(t, { devices: [] });
  const other = await startUtilityBench(t, { devices: [{ lfdi: bench.lfdi, pin: null }] });
  await known(await startGateway(t, gatewayOf(other)));
});

test('another PIN: no operation, the fallback holds, and the status says what is waited for', async (t) => {
  const bench = await startUtilityBench(t);
  const gateway = await startGateway(
    t,
    gatewayOf({ ...bench, section: (more) => bench.section(more).replace('pin: 111115', 'pin: 123455') }),
  );
  await gateway.log.until('sep2-pin-wrong');
  const status = await gateway.control({ command: 'sep2' });
  assert.equal(status['state'], 'pin-wrong');
  assert.match(String(status['waiting_for']), /right PIN .* At most 0 W into the vehicle and 0 W out of it/);
  const control = await bench.utility.createControl({ durationS: 60, base: { opModEnergize: true } });
  await bench.utility.waitForRequest({ resource: 'rg' }, 30_000);
  assert.deepEqual(await bench.utility.requests({ resource: 'derc' }), []);
  assert.deepEqual(await bench.utility.responses(control.mRID), []);
});

test('fault ignore-pin goes on all the same', async (t) => {
  const bench = await startUtilityBench(t);
  const wrong = { ...bench, section: (more?: string) => bench.section(more).replace('pin: 111115', 'pin: 123455') };
  await known(await startGateway(t, gatewayOf(wrong, '', ['ignore-pin'])));
});

test('a server that knows nobody and takes nobody: the status names the LFDI to register', async (t) => {
  const bench = await startUtilityBench(t, { devices: [], inBandRegistration: false });
  const gateway = await startGateway(t, gatewayOf(bench));
  await gateway.log.until('sep2-not-registered');
  const status = await gateway.control({ command: 'sep2' });
  assert.equal(status['state'], 'not-registered');
  assert.ok(String(status['waiting_for']).includes(bench.lfdi));
});
