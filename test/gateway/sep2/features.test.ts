import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExiObject } from '../../../src/messages/codec.js';
import { startGateway } from '../support/test-gateway.js';
import { plugIn } from './support/plugged.js';
import { eventually, gatewayOf, responsesOf, startUtilityBench } from './support/utility-bench.js';

for (const [title, more, server, form] of [
  ['TLS 1.3', 'profile: sep2-tls13', { profiles: ['sep2-tls13'] }, 'application/sep+xml'],
  ['EXI', 'form: exi', {}, 'application/sep-exi'],
  ['a server of the draft schema', '', { namespace: 'draft' }, 'application/sep+xml'],
  ['a client that writes the draft', 'namespace: draft', {}, 'application/sep+xml'],
  ['a server whose links have a prefix', '', { prefix: '/grid' }, 'application/sep+xml'],
] as const) {
  test(`${title}: a stop from its receipt to its end, and everything that is put holds the schema`, async (t) => {
    const bench = await startUtilityBench(t, server as Parameters<typeof startUtilityBench>[1]);
    await startGateway(t, gatewayOf(bench, more));
    await bench.utility.waitForRequest({ resource: 'derc', status: 200, after: 0 }, 30_000);
    const { mRID } = await bench.utility.createControl({ durationS: 2, base: { opModEnergize: false } });
    await eventually('Response 3', async () => (await responsesOf(bench.utility, mRID)).includes(3) || undefined);
    assert.deepEqual(await responsesOf(bench.utility, mRID), [1, 2, 3]);
    const written = (await bench.utility.requests()).filter(({ sent }) => sent !== undefined);
    assert.ok(written.length >= 7);
    for (const put of ['DERCapability', 'DERSettings', 'DERStatus']) {
      assert.ok(
        written.some(({ sent }) => sent === put),
        put,
      );
    }
    assert.deepEqual(
      written.flatMap(({ sent, violations, contentType, status }) =>
        violations.length > 0 || contentType !== form || status >= 300
          ? [[sent, status, contentType, ...violations]]
          : [],
      ),
      [],
    );
  });
}

test('subscription: a stop by notification does not wait for the next poll', async (t) => {
  const bench = await startUtilityBench(t, { pollRates: { derp: 60, dcap: 60, tm: 60, edev: 60, fsa: 60, der: 60 } });
  const section = (more?: string) => bench.section(more).replace('poll_rate_s: 0.2,', '');
  const more = 'notifications: { address: "::1" }';
  const gateway = await startGateway(t, gatewayOf({ ...bench, section }, more));
  // What changed before the subscription is read right after it.
  await eventually('reading after the subscriptions', async () => {
    const subscribed = await bench.utility.requests({ method: 'POST', sent: 'Subscription' });
    const last = subscribed.at(-1);
    if (last === undefined || subscribed.length < 3) return undefined;
    return (await bench.utility.requests({ resource: 'derc', after: last.seq })).length >= 2 || undefined;
  });
  const { mRID } = await bench.utility.createControl({ durationS: 60, base: { opModEnergize: false } });
  await eventually('Response 2', async () => (await responsesOf(bench.utility, mRID)).includes(2) || undefined);
  await gateway.log.until('sep2-notified');
  await bench.utility.cancelControl(mRID);
  await eventually('Response 6', async () => (await responsesOf(bench.utility, mRID)).includes(6) || undefined);
});

test('flow reservation: requested for a bidirectional session, granted, and withdrawn at its end', async (t) => {
  const bench = await plugIn(t);
  const posted = await bench.utility.waitForRequest(
    { method: 'POST', sent: 'FlowReservationRequest', after: 0 },
    30_000,
  );
  assert.deepEqual(posted.violations, []);
  assert.ok(posted.body);
  await eventually('grant that bounds', async () => {
    const { controls } = (await bench.gateway.control({ command: 'sep2' })) as { controls: ExiObject[] };
    return controls.some(({ modes }) => 'reservedChargeW' in (modes as object)) || undefined;
  });
  const after = await bench.utility.mark();
  await bench.unplug();
  const put = await bench.utility.waitForRequest({ method: 'PUT', sent: 'FlowReservationRequest', after }, 30_000);
  assert.equal(((put.body as ExiObject)['RequestStatus'] as ExiObject)['requestStatus'], 1);
});

test('the status says in plain words what is waited for', async (t) => {
  const bench = await startUtilityBench(t);
  const gateway = await startGateway(t, gatewayOf(bench));
  const words = async () => String((await gateway.control({ command: 'sep2' }))['waiting_for']);
  await eventually('operation', async () => (await words()).startsWith('news of the server') || undefined);
  const later = await bench.utility.createControl({ durationS: 60, startInS: 300, base: { opModExpLimW: 500 } });
  await eventually('schedule', async () => /^the next control, in (2[5-9]\d|300) s\./.test(await words()) || undefined);
  await bench.utility.cancelControl(later.mRID);
  const { mRID } = await bench.utility.createControl({ durationS: 60, base: { opModExpLimW: 500 } });
  await eventually('limit', async () => (await words()).includes(`500 W out of it by control ${mRID}`) || undefined);
});

test('ask poll reads the controls at once', async (t) => {
  const bench = await startUtilityBench(t, { pollRates: { derp: 600 } });
  const section = (more?: string) => bench.section(more).replace('poll_rate_s: 0.2,', '');
  const gateway = await startGateway(t, gatewayOf({ ...bench, section }));
  await bench.utility.waitForRequest({ resource: 'derc', status: 200, after: 0 }, 30_000);
  const after = await bench.utility.mark();
  await gateway.control({ command: 'sep2', ask: 'poll' });
  await bench.utility.waitForRequest({ resource: 'derc', after }, 30_000);
});
