import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chainPem, keyPem } from '../../src/pki/identity.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { discoverSecc, type SdpAnswer } from '../../src/transport/sdp-client.js';
import { connectV2g } from '../../src/transport/v2g-connection.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { EvClient } from './support/ev-client.js';
import { startGateway } from './support/test-gateway.js';

/** The loopback has no multicast: requests go to ::1. test/e2e has ff02::1 on a veth. */
const interfaces = '{ vehicle: lo, address: "::1", sdp: true, sdp_port: 0 }';

/** What one request is answered; waits for long, an answer ends it. */
async function discover(port: number, security: 'tls' | 'none' = 'none', patienceMs = 20_000) {
  const destination = { address: '::1', port };
  const outcome = await discoverSecc({ interface: 'lo', security, attempts: 1, intervalMs: patienceMs, destination });
  return outcome.answers[0];
}

/** The answer in the time in which the loopback gives one. */
const heardSoon = (port: number): Promise<SdpAnswer | undefined> => discover(port, 'none', 300);

test('SDP announces the port that is open, and none for TLS where TLS is off', async (t) => {
  const { ready } = await startGateway(t, { replace: { interfaces } });
  for (const security of ['none', 'tls'] as const) {
    const answer = await discover(ready.sdp_port!, security);
    assert.deepEqual([answer?.value?.port, answer?.value?.security], [ready.port, 'none']);
  }
  assert.ok(ready.port! >= 49_152, 'a port of the dynamic range');
});

test('where TLS is enforced, SDP announces TLS also to a vehicle that asks for none', async (t) => {
  const folder = temporaryFolder(t);
  const { secc } = (await mintLabPki()).identities;
  writeFileSync(join(folder, 'c.pem'), chainPem(secc));
  writeFileSync(join(folder, 'k.pem'), await keyPem(secc), { mode: 0o600 });
  const security = `{ tls: enforced, certificate_chain: ${folder}/c.pem, private_key: ${folder}/k.pem }`;
  const { ready } = await startGateway(t, { replace: { interfaces, security } });
  const answer = await discover(ready.sdp_port!);
  assert.deepEqual([answer?.value?.port, answer?.value?.security], [ready.tls_port, 'tls']);
});

test('a vehicle that was answered and does not come finds the port closed until it asks again', async (t) => {
  const extra = 'timers: { communication_setup_s: 1.5 }';
  const { ready, log } = await startGateway(t, { replace: { interfaces }, extra });
  const port = (await discover(ready.sdp_port!))?.value?.port ?? 0;
  await log.until('discovery-window-closed');
  await assert.rejects(connectV2g({ host: '::1', port, timeoutMs: 20_000 }), { code: 'TRANSPORT-001' });
  const from = log.lines.length;
  assert.equal((await discover(ready.sdp_port!))?.value?.port, port);
  await log.until('discovery-window-opened', from);
  const ev = await EvClient.connect(port);
  await ev.negotiate();
  await ev.connection.close();
});

test('a vehicle that comes in time is not cut off when the communication set-up time is over', async (t) => {
  const extra = 'timers: { communication_setup_s: 1.5 }';
  const { ready, log } = await startGateway(t, { replace: { interfaces }, extra });
  const port = (await discover(ready.sdp_port!))?.value?.port ?? 0;
  const ev = await EvClient.connect(port);
  await ev.negotiate();
  assert.equal((await ev.connection.receive(1600)).kind, 'timeout');
  assert.equal((await ev.setUp()).code, 'OK_NewSessionEstablished');
  assert.equal(log.find('discovery-window-closed'), undefined);
  await ev.connection.close();
});

test('with an observed pilot nobody is answered before a vehicle is plugged in', async (t) => {
  const evse = '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended], control_pilot: control-socket }';
  const { ready, control } = await startGateway(t, { replace: { interfaces, evse } });
  assert.equal(await heardSoon(ready.sdp_port!), undefined);
  await control({ command: 'pilot', state: 'B' });
  assert.equal((await discover(ready.sdp_port!))?.value?.port, ready.port);
});

test('a vehicle that is plugged in and asks too late is not answered until it is plugged in again', async (t) => {
  const evse = '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended], control_pilot: control-socket }';
  const extra = 'timers: { communication_setup_s: 1.5 }';
  const { ready, control, log } = await startGateway(t, { replace: { interfaces, evse }, extra });
  await control({ command: 'pilot', state: 'B' });
  assert.ok(await discover(ready.sdp_port!), 'in time');
  await control({ command: 'pilot', state: 'C' });
  await log.until('discovery-window-closed');
  assert.equal(await heardSoon(ready.sdp_port!), undefined, 'a change from B to C is no plugging in');
  await control({ command: 'pilot', state: 'A' });
  await control({ command: 'pilot', state: 'B' });
  const port = (await discover(ready.sdp_port!))?.value?.port ?? 0;
  const ev = await EvClient.connect(port);
  await ev.negotiate();
  await ev.connection.close();
  assert.ok(await discover(ready.sdp_port!), 'one that has connected may come back');
});

test('a vehicle that was plugged in and sets up no session is cut off; one that does is not', async (t) => {
  const evse = '{ id: DE*PLB*E00001*1, energy_transfer_modes: [DC_extended], control_pilot: control-socket }';
  const extra = 'timers: { communication_setup_s: 1.5, sequence_s: 30 }';
  const { ready, control, log } = await startGateway(t, { replace: { interfaces, evse }, extra });
  await control({ command: 'pilot', state: 'B' });
  const silent = await EvClient.connect(ready.port!);
  await silent.negotiate();
  assert.equal((await silent.connection.receive(20_000)).kind, 'closed');
  assert.equal(log.find('setup-timeout')?.['phase'], 'session-setup');
  await control({ command: 'pilot', state: 'A' });
  await control({ command: 'pilot', state: 'B' });
  const quick = await EvClient.connect(ready.port!);
  await quick.negotiate();
  assert.equal((await quick.setUp()).code, 'OK_NewSessionEstablished');
  assert.equal((await quick.connection.receive(1700)).kind, 'timeout');
  await quick.connection.close();
});
