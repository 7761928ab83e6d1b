import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { systemClock } from '../../src/base/clock.js';
import { certificatePem, chainPem, privateKeyPem } from '../../src/pki/identity.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { listenSep2 } from '../../src/transport/sep2/sep2-listener.js';
import { sep2Profiles } from '../../src/transport/sep2/sep2-profiles.js';

const pki = await mintLabPki();
const { 'utility-server': server, 'utility-device': device, 'utility-root': root } = pki.identities;

const listen = () =>
  listenSep2({
    ...{ host: '::1', port: 0, profiles: ['sep2-tls13'], clock: systemClock },
    ...{ chain: chainPem(server), key: privateKeyPem(server), clientRoots: [certificatePem(root)] },
    ...{ headersTimeoutMs: 60_000, requestTimeoutMs: 60_000, idleTimeoutMs: 600_000 },
    onRefusedHandshake: () => undefined,
    onBadRequest: () => undefined,
    onRequest: (_request, response) => response.end(),
  });

// Without a limit of its own a server that waits for its clients would hold the tests up for ever.
test('a connection whose handshake is under way does not hold the end of the server up', {
  timeout: 60_000,
}, async () => {
  const listener = await listen();
  const tcp = connect(listener.port, '::1');
  await once(tcp, 'connect');
  const ended = once(tcp, 'close');
  const closed = listener.close();
  const { ciphers, minVersion, maxVersion } = sep2Profiles['sep2-tls13'];
  const secured = connectTls({
    ...{ socket: tcp, ciphers: ciphers.join(':'), minVersion, maxVersion },
    ...{ cert: chainPem(device), key: privateKeyPem(device), ca: [certificatePem(root)] },
    checkServerIdentity: () => undefined,
  });
  secured.on('error', () => undefined);
  await Promise.all([closed, ended]);
  assert.equal(listener.connections, 0);
});
