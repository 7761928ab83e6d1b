import assert from 'node:assert/strict';
import { test } from 'node:test';
import { payloadTypes } from '../../../src/wire/v2gtp.js';
import { chain, eventOf, messagesOf } from './proxy-bench.js';

const rule = (text: string) => `rules:\n  - name: the rule\n${text.replaceAll(/^/gm, '    ')}\n`;
const did = { rule: 'the rule' };

test('a changed ResponseCode stops the vehicle, and the gateway never knew', async (t) => {
  const { vehicle, proxy, log } = await chain(
    t,
    rule('when: { message: CurrentDemandRes, nth: 2 }\ndo: [{ set: { ResponseCode: FAILED } }]'),
  );
  const { reached, exchanges } = await vehicle.driveTo('stopped');
  assert.equal(reached, false);
  assert.deepEqual([exchanges.at(-1)?.sent.message, exchanges.at(-1)?.responseCode], ['CurrentDemandReq', 'FAILED']);
  const [changed, ...more] = (await messagesOf(proxy)).filter((message) => message.did.length > 0);
  assert.equal(more.length, 0);
  assert.deepEqual(changed?.did, [{ ...did, what: 'ResponseCode OK -> FAILED' }]);
  assert.deepEqual(
    changed?.sent.map(({ as, to }) => [as, to]),
    [['changed', 'vehicle']],
  );
  // What the gateway itself sent stays in the record.
  assert.equal(JSON.stringify(changed?.value).includes('"ResponseCode":"OK"'), true);
  assert.equal(
    log.lines.some((line) => JSON.stringify(line).includes('FAILED')),
    false,
  );
});

test('a foreign SessionID in a request is answered FAILED_UnknownSession', async (t) => {
  const { vehicle, proxy } = await chain(
    t,
    rule('when: { message: ServiceDiscoveryReq }\ndo: [{ set: { Header.SessionID: "00000000DEADBEEF" } }]'),
  );
  const { reached, exchanges } = await vehicle.driveTo('stopped');
  assert.equal(reached, false);
  assert.equal(exchanges.at(-1)?.responseCode, 'FAILED_UnknownSession');
  assert.equal(proxy.record.statistics().rules[0]?.done, 1);
});

test('a request that is held beyond the sequence timeout finds the session ended by the gateway', async (t) => {
  const { vehicle, proxy } = await chain(t, rule('when: { message: ServiceDiscoveryReq }\ndo: [{ delay: 20000 }]'), {
    gateway: { extra: 'timers: { sequence_s: 2 }' },
    vehicle: { timers: { message: { ServiceDiscoveryReq: 19_000 } as never } },
  });
  const { reached } = await vehicle.driveTo('stopped');
  assert.equal(reached, false);
  const ended = await eventOf(proxy, (event) => event.event === 'ended');
  assert.equal(ended.event === 'ended' && ended.by, 'station');
  // The wait ended with the connection: it did not last 20 s.
  const held = await eventOf(proxy, (event) => event.event === 'message' && event.message === 'ServiceDiscoveryReq');
  assert.equal(held.event === 'message' && held.sent[0]?.outNs, undefined);
});

test('an answer that is dropped ends in the timeout of the vehicle', async (t) => {
  const { vehicle, proxy } = await chain(t, rule('when: { message: ServiceDiscoveryRes }\ndo: [{ drop: true }]'), {
    vehicle: { timers: { message: { ServiceDiscoveryReq: 200 } as never } },
  });
  const { reached, exchanges } = await vehicle.driveTo('stopped');
  assert.equal(reached, false);
  assert.deepEqual([exchanges.at(-1)?.sent.message, exchanges.at(-1)?.outcome], ['ServiceDiscoveryReq', 'timeout']);
  const dropped = (await messagesOf(proxy)).find(({ message }) => message === 'ServiceDiscoveryRes');
  assert.deepEqual([dropped?.sent, dropped?.heldMs], [[], undefined]);
});

test('a replayed AuthorizationReq in the charge loop is a sequence error', async (t) => {
  const { vehicle, proxy } = await chain(
    t,
    rule(
      'when: { message: CurrentDemandReq, nth: 2 }\ndo: [{ replay: { message: AuthorizationReq, place: instead } }]',
    ),
  );
  const { reached, exchanges } = await vehicle.driveTo('stopped');
  assert.equal(reached, false);
  assert.equal(exchanges.at(-1)?.responseCode, 'FAILED_SequenceError');
  const replayed = (await messagesOf(proxy)).find(({ sent }) => sent[0]?.as === 'replayed');
  assert.equal(replayed?.message, 'CurrentDemandReq');
});

test('a replay before anything like it has passed is told, and the message goes on', async (t) => {
  const { vehicle, proxy } = await chain(
    t,
    rule('when: { message: SessionSetupReq }\ndo: [{ replay: { message: AuthorizationReq } }]'),
  );
  assert.equal((await vehicle.driveTo('stopped')).reached, true);
  const [figures] = proxy.record.statistics().rules;
  assert.deepEqual(figures, { rule: 'the rule', done: 0, failed: 1 });
});

test('an injected request is answered to the vehicle, which asked for something else', async (t) => {
  const { vehicle } = await chain(
    t,
    rule(
      'when: { message: ServiceDiscoveryReq }\ndo: [{ inject: { message: SessionStopReq, content: { ChargingSession: Terminate }, place: instead } }]',
    ),
  );
  const { exchanges } = await vehicle.driveTo('stopped');
  assert.equal(exchanges.at(-1)?.answer?.message, 'SessionStopRes');
});

test('a duplicated request is answered twice', async (t) => {
  const { vehicle, proxy } = await chain(t, rule('when: { message: SessionSetupReq }\ndo: [{ duplicate: 1 }]'));
  await vehicle.driveTo('stopped');
  const answers = (await messagesOf(proxy)).filter(({ direction }) => direction === 'from-station');
  assert.deepEqual(
    answers
      .slice(1, 3)
      .map(({ message, value }) => [message, JSON.stringify(value).match(/"ResponseCode":"(\w+)"/)?.[1]]),
    [
      ['SessionSetupRes', 'OK_NewSessionEstablished'],
      ['SessionSetupRes', 'FAILED_SequenceError'],
    ],
  );
});

test('a message that was dropped is not told to be sent twice', async (t) => {
  const of = (action: string) => `  - { when: { message: SessionSetupReq }, do: [${action}] }`;
  const { vehicle, proxy } = await chain(t, ['rules:', of('{ drop: true }'), of('{ duplicate: 1 }')].join('\n'));
  await vehicle.driveTo('stopped');
  const dropped = (await messagesOf(proxy)).find(({ message }) => message === 'SessionSetupReq');
  assert.deepEqual(dropped?.sent, []);
  assert.deepEqual(
    dropped?.did.map(({ what }) => what),
    ['dropped'],
  );
  assert.match(dropped?.failed[0]?.why ?? '', /nothing to repeat/);
});

for (const how of ['fin', 'reset'] as const) {
  test(`a connection closed by ${how} towards the vehicle only`, async (t) => {
    const { vehicle } = await chain(
      t,
      rule(`when: { message: CableCheckRes, nth: 1 }\ndo: [{ close: { side: vehicle, how: ${how}, place: before } }]`),
    );
    const { exchanges } = await vehicle.driveTo('stopped');
    const received = exchanges.at(-1)?.received;
    assert.equal(exchanges.at(-1)?.sent.message, 'CableCheckReq');
    assert.equal(received?.kind === 'closed' && received.how, how);
  });
}

test('a wrong V2GTP header reaches the gateway as it was made', async (t) => {
  const { vehicle, proxy } = await chain(
    t,
    rule('when: { message: ServiceDiscoveryReq }\ndo: [{ header: { version: 2, payloadType: 0x9000 } }]'),
    { vehicle: { timers: { message: { ServiceDiscoveryReq: 300 } as never } } },
  );
  assert.equal((await vehicle.driveTo('stopped')).reached, false);
  const changed = (await messagesOf(proxy)).find(({ sent }) => sent[0]?.as === 'changed');
  assert.match(changed?.sent[0]?.bytes ?? '', /^02FE9000/);
  assert.equal(changed?.bytes.slice(0, 8), '01FE8001');
});

test('the byte that is corrupted depends on the seed alone', async (t) => {
  const corrupted = async (seed: number) => {
    const { vehicle, proxy } = await chain(
      t,
      `seed: ${seed}\n${rule('when: { message: SessionSetupReq }\ndo: [{ corrupt: { of: payload } }]')}`,
      { vehicle: { timers: { message: { SessionSetupReq: 300 } as never } } },
    );
    await vehicle.driveTo('app-protocol-agreed');
    await vehicle.request('SessionSetupReq').catch(() => undefined);
    const [message] = (await messagesOf(proxy)).filter(({ did: done }) => done.length > 0);
    return message?.did[0]?.what;
  };
  const first = await corrupted(7);
  assert.match(first ?? '', /^byte \d+ of the payload XOR 0x/);
  assert.equal(await corrupted(7), first);
  assert.notEqual(await corrupted(8), first);
});

test('a message waits for its release, and rules are exchanged meanwhile', async (t) => {
  const { vehicle, proxy } = await chain(t, rule('when: { message: PowerDeliveryReq, nth: 1 }\ndo: [{ hold: power }]'));
  const run = vehicle.driveTo('stopped');
  await eventOf(proxy, (event) => event.event === 'waiting');
  assert.deepEqual(proxy.holds.names, ['power']);
  proxy.use({ name: undefined, seed: 1, rules: [] });
  assert.equal(proxy.holds.release('power'), 1);
  assert.equal((await run).reached, true);
  assert.equal(proxy.holds.release('power'), 0);
});

test('what cannot be encoded is told, and the message goes on as it came', async (t) => {
  const { vehicle, proxy } = await chain(
    t,
    rule(
      'when: { message: SessionSetupRes }\ndo: [{ set: { ResponseCode: NO_SUCH_CODE } }, { set: { No.Such.Field: 1 } }]',
    ),
  );
  assert.equal((await vehicle.driveTo('stopped')).reached, true);
  const message = (await messagesOf(proxy)).find(({ failed }) => failed.length > 0);
  assert.equal(message?.failed.length, 2);
  assert.deepEqual(
    message?.sent.map(({ as }) => as),
    ['original'],
  );
});

test('bytes that are no V2GTP pass unchanged, and are told', async (t) => {
  const { vehicle, proxy } = await chain(t, 'rules: []\n');
  await vehicle.driveTo('tcp-connected');
  const strange = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7 + 0x55) & 0xff);
  await vehicle.requestRaw(strange, { whole: true, timeoutMs: 300, payloadType: payloadTypes.exi });
  await vehicle.close();
  await eventOf(proxy, (event) => event.event === 'ended');
  const messages = await messagesOf(proxy);
  const ends = (await proxy.record.after(0)).find((event) => event.event === 'ended');
  const passed = messages
    .filter(({ direction }) => direction === 'from-vehicle')
    .map(({ bytes }) => bytes)
    .join('');
  const rest = ends?.event === 'ended' ? (ends.partial ?? '') : '';
  assert.equal(`${passed}${rest}`, Buffer.from(strange).toString('hex').toUpperCase());
  assert.match(messages[0]?.unread ?? '', /v2gtp-version/);
});
