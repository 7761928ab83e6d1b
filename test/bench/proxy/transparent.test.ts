import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunningProxy } from '../../../src/bench/proxy/proxy.js';
import type { Exchange } from '../../../src/peers/vehicle/exchange.js';
import { certificatePem, chainPem, keyPem } from '../../../src/pki/identity.js';
import { iso15118Part20 } from '../../../src/transport/tls-profiles.js';
import { startIso20 } from '../../gateway/support/iso20-bench.js';
import { startGateway } from '../../gateway/support/test-gateway.js';
import { patientTimers } from '../../support/patient-timers.js';
import { messagesOf, proxyTo, vehicleAt } from './proxy-bench.js';

/** Every frame in the order of its direction. */
async function framesOf(proxy: RunningProxy, direction: 'from-vehicle' | 'from-station'): Promise<readonly string[]> {
  return (await messagesOf(proxy)).filter((message) => message.direction === direction).map(({ bytes }) => bytes);
}

const hex = (bytes: Uint8Array | undefined) =>
  Buffer.from(bytes ?? [])
    .toString('hex')
    .toUpperCase();
const sent = (exchanges: readonly Exchange[]) => exchanges.map(({ sent: message }) => hex(message.frame));
const answered = (exchanges: readonly Exchange[]) => exchanges.map(({ answer }) => hex(answer?.frame));

// Two proxies in a row: the bytes that reach the second are those that the first let go.
test('a DC session of ISO 15118-2 passes byte for byte, and is read on the way', async (t) => {
  const { ready } = await startGateway(t);
  const near = await proxyTo(t, ready.port!);
  const far = await proxyTo(t, near.ports.plain);
  const { vehicle } = vehicleAt(t, far.ports.plain);
  const { reached, exchanges, failure } = await vehicle.driveTo('stopped');
  assert.equal(reached, true, failure?.text);
  assert.ok(exchanges.length > 15);
  assert.deepEqual(await framesOf(near, 'from-vehicle'), sent(exchanges));
  assert.deepEqual(await framesOf(far, 'from-station'), answered(exchanges));
  assert.deepEqual(await framesOf(near, 'from-station'), answered(exchanges));
  const messages = await messagesOf(near);
  assert.deepEqual(
    messages.filter(({ direction }) => direction === 'from-vehicle').map(({ message }) => message),
    exchanges.map(({ sent: message }) => message.message),
  );
  for (const message of messages) {
    assert.equal(message.unread, undefined);
    assert.deepEqual(
      message.sent.map(({ as, bytes }) => [as, bytes]),
      [['original', undefined]],
    );
  }
  assert.equal(messages.at(-1)?.message, 'SessionStopRes');
  const figures = near.record.statistics();
  assert.equal(figures.unchanged, messages.length);
  t.diagnostic(`added latency: ${JSON.stringify(figures.latency)}`);
});

for (const [what, protocol, energy, schema] of [
  ['a DC session of DIN 70121', 'din', 'dc', 'din'],
  ['an AC session of ISO 15118-2', 'iso2', 'ac', 'iso2'],
] as const) {
  test(`${what} is read to its last message`, async (t) => {
    const { ready } = await startGateway(t, { extra: 'protocols: [iso15118-2, din70121]' });
    const proxy = await proxyTo(t, ready.port!);
    const { vehicle } = vehicleAt(t, proxy.ports.plain, { protocol, energy });
    const { reached, failure } = await vehicle.driveTo('stopped');
    assert.equal(reached, true, failure?.text);
    const messages = await messagesOf(proxy);
    assert.deepEqual([...new Set(messages.map((message) => message.schema))], ['sap', schema]);
    assert.deepEqual(
      messages.filter(({ unread }) => unread !== undefined),
      [],
    );
    assert.equal(messages.at(-1)?.message, 'SessionStopRes');
  });
}

test('a DC session of ISO 15118-20 passes through two TLS 1.3 connections byte for byte', async (t) => {
  const { ready, pki, trust } = await startIso20(t);
  const keylog: string[] = [];
  const tls = {
    asStation: {
      part20: {
        profile: iso15118Part20,
        chain: chainPem(pki.identities.secc),
        key: await keyPem(pki.identities.secc),
        clientRoots: [certificatePem(pki.identities['oem-root'])],
      },
    },
    asVehicle: { part20: await trust() },
  };
  const near = await proxyTo(t, ready.tls_port!, undefined, { tls, keylog: (side) => keylog.push(side) });
  const far = await proxyTo(t, near.ports.tls!, undefined, { tls });
  const { vehicle } = vehicleAt(t, far.ports.tls!, {
    security: 'tls',
    tls: await trust(),
    protocol: 'iso20',
    timers: patientTimers({ chargeLoopPause: 20, repeatPause: 20 }),
  });
  const { reached, exchanges, failure } = await vehicle.driveTo('stopped');
  assert.equal(reached, true, failure?.text);
  assert.deepEqual(await framesOf(near, 'from-vehicle'), sent(exchanges));
  assert.deepEqual(await framesOf(far, 'from-station'), answered(exchanges));
  const messages = await messagesOf(near);
  assert.deepEqual(
    messages.filter(({ unread }) => unread !== undefined),
    [],
  );
  assert.ok(messages.some(({ message, schema }) => message === 'DC_ChargeLoopReq' && schema === 'iso20.dc'));
  assert.deepEqual([...new Set(keylog)].sort(), ['station', 'vehicle']);
  t.diagnostic(`added latency over TLS: ${JSON.stringify(near.record.statistics().latency)}`);
});
