import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExiObject } from '../../../src/messages/codec.js';
import { startGateway } from '../support/test-gateway.js';
import { plugIn } from './support/plugged.js';
import { eventually, gatewayOf, startUtilityBench } from './support/utility-bench.js';

test('DERCapability, DERSettings, DERStatus and DERAvailability are put, and nothing in them breaks the schema', async (t) => {
  const bench = await startUtilityBench(t);
  await startGateway(t, gatewayOf(bench));
  for (const sent of ['DERCapability', 'DERSettings', 'DERStatus', 'DERAvailability']) {
    const put = await bench.utility.waitForRequest({ method: 'PUT', sent, after: 0 }, 30_000);
    assert.deepEqual([put.status < 300, put.violations], [true, []], sent);
  }
  const capability = (await bench.utility.der(bench.lfdi, 'dercap')) as ExiObject;
  assert.deepEqual(capability['rtgMaxW'], { multiplier: 1, value: 5000 });
});

test('the draft schema gets its own ratings, so that settings and status follow', async (t) => {
  const bench = await startUtilityBench(t, { namespace: 'draft' });
  await startGateway(t, gatewayOf(bench, 'namespace: draft'));
  for (const sent of ['DERCapability', 'DERSettings', 'DERStatus']) {
    const put = await bench.utility.waitForRequest({ method: 'PUT', sent, after: 0 }, 30_000);
    assert.deepEqual([put.status < 300, put.violations], [true, []], sent);
  }
  const capability = (await bench.utility.der(bench.lfdi, 'dercap')) as ExiObject;
  // 50 kW on three phases of 230 V.
  assert.deepEqual(capability['rtgA'], { multiplier: -1, value: 725 });
});

test('setGradW of the default control shows in DERSettings', async (t) => {
  const bench = await startUtilityBench(t);
  await startGateway(t, gatewayOf(bench));
  await bench.utility.waitForRequest({ sent: 'DERSettings', after: 0 }, 30_000);
  for (const setGradW of [100, 27]) {
    await bench.utility.setDefault({ base: {}, setGradW });
    await eventually(`setGradW ${setGradW}`, async () => {
      const settings = (await bench.utility.der(bench.lfdi, 'derg')) as ExiObject | undefined;
      return settings?.['setGradW'] === setGradW || undefined;
    });
  }
});

test('DERStatus tells the disconnection and the return as soon as the inverter shows them', async (t) => {
  const bench = await plugIn(t);
  const bits = async () => {
    const status = (await bench.utility.derStatus(bench.lfdi)) as ExiObject;
    return ((status['genConnectStatus'] as ExiObject)['value'] as Uint8Array)[0];
  };
  await eventually('connected and operating', async () => (await bits()) === 7 || undefined);
  await bench.utility.createControl({ durationS: 2, base: { opModConnect: false } });
  await eventually('not connected', async () => (await bits()) === 0 || undefined);
  await eventually('connected again', async () => (await bits()) === 7 || undefined);
});

test('readings are mirrored at postRate: power below 0 while the vehicle gives, energy that never falls', async (t) => {
  const bench = await plugIn(t, { more: 'post_rate_s: 0.3' });
  const power = await eventually('power of the discharge', async () => {
    const readings = await bench.utility.readings();
    return readings.find(({ uom, value }) => uom === 38 && value < -7000);
  });
  assert.ok(Math.abs(power.value + bench.levelW) < 500, String(power.value));
  const points = await bench.utility.requests({ method: 'POST', sent: 'MirrorUsagePoint' });
  assert.deepEqual(
    points.map(({ status, violations }) => [status, violations]),
    [
      [201, []],
      [201, []],
    ],
  );
  const readings = await bench.utility.readings();
  const energy = readings.filter(({ uom, flowDirection }) => uom === 72 && flowDirection === 19);
  assert.ok(energy.length >= 2);
  for (const [index, { value }] of energy.entries()) {
    const before = energy.slice(0, index).filter(({ mRID }) => mRID === energy[index]?.mRID);
    assert.ok(before.every((earlier) => earlier.value <= value));
  }
});
