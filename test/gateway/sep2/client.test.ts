import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGateway } from '../support/test-gateway.js';
import { eventually, gatewayOf, responsesOf, startUtilityBench } from './support/utility-bench.js';

test('from discovery to Responses: a stop is received, started when the inverter shows it, completed at its end', async (t) => {
  const bench = await startUtilityBench(t);
  const gateway = await startGateway(t, gatewayOf(bench));
  await gateway.log.until('sep2-registered');
  await bench.utility.waitForRequest({ resource: 'derc', status: 200 }, 30_000);
  const control = await bench.utility.createControl({ durationS: 2, base: { opModEnergize: false } });
  await eventually('Response 3', async () =>
    (await responsesOf(bench.utility, control.mRID)).includes(3) ? true : undefined,
  );
  assert.deepEqual(await responsesOf(bench.utility, control.mRID), [1, 2, 3]);
  const status = await gateway.control({ command: 'sep2' });
  assert.equal(status['state'], 'operating');
  assert.equal(status['server_is'], 'known');
});
