import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { loadTlsMaterial } from '../../src/gateway/certificates.js';
import { certificatePem, chainPem, type Identity, keyPem } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { iso15118Part2 } from '../../src/transport/tls-profiles.js';
import { connectV2g } from '../../src/transport/v2g-connection.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { EvClient } from './support/ev-client.js';
import { startGateway } from './support/test-gateway.js';

let pki: LabPki;
before(async () => {
  pki = await mintLabPki();
});

/** Writes a chain and key and returns the security section that names them. */
async function security(folder: string, identity = pki.identities.secc, tls = 'enforced'): Promise<string> {
  writeFileSync(join(folder, 'chain.pem'), chainPem(identity));
  writeFileSync(join(folder, 'key.pem'), await keyPem(identity), { mode: 0o600 });
  return `{ tls: ${tls}, certificate_chain: ${join(folder, 'chain.pem')}, private_key: ${join(folder, 'key.pem')} }`;
}

const trust = () => ({ profile: iso15118Part2, roots: [certificatePem(pki.identities['v2g-root'])] });

test('a session over TLS 1.2 with the suite of ISO 15118-2', async (t) => {
  const { ready } = await startGateway(t, { replace: { security: await security(temporaryFolder(t)) } });
  assert.equal(ready.port, undefined, 'no plain TCP port where TLS is enforced');
  const ev = await EvClient.connect(ready.tls_port!, trust());
  assert.equal(ev.connection.tls?.cipherOpenssl, 'ECDHE-ECDSA-AES128-SHA256');
  await ev.negotiate();
  assert.equal((await ev.setUp()).code, 'OK_NewSessionEstablished');
  await ev.connection.close();
});

test('where TLS is offered, plain TCP has a port of its own', async (t) => {
  const folder = temporaryFolder(t);
  const { ready } = await startGateway(t, { replace: { security: await security(folder, undefined, 'offered') } });
  assert.notEqual(ready.port, ready.tls_port);
  const plain = await EvClient.connect(ready.port!);
  await plain.negotiate();
  await plain.connection.close();
  const secured = await EvClient.connect(ready.tls_port!, trust());
  await secured.negotiate();
  await secured.connection.close();
});

test('a vehicle that does not trust the certificate shows as 0x4B3 - Peer Disconnect', async (t) => {
  const { ready, log } = await startGateway(t, { replace: { security: await security(temporaryFolder(t)) } });
  const roots = join(temporaryFolder(t), 'other-root.pem');
  writeFileSync(roots, certificatePem(pki.identities['utility-root']));
  // OpenSSL's own client refuses during the handshake and says so with an alert, as stacks in cars do.
  const address = `[::1]:${ready.tls_port}`;
  const argv = ['s_client', '-connect', address, '-CAfile', roots, '-verify_return_error', '-no_ign_eof'];
  const stranger = spawn('openssl', argv, { stdio: 'ignore' });
  t.after(() => stranger.kill());
  const line = await log.until('peer-disconnect');
  assert.equal(line.msg, '0x4B3 - Peer Disconnect');
  assert.match(String(line['detail']), /does not trust the issuer/);
});

test('a vehicle that goes away after the handshake without a word is noted, not accused', async (t) => {
  const { ready, log } = await startGateway(t, { replace: { security: await security(temporaryFolder(t)) } });
  const stranger = { profile: iso15118Part2, roots: [certificatePem(pki.identities['utility-root'])] };
  await assert.rejects(connectV2g({ host: '::1', port: ready.tls_port!, tls: stranger, timeoutMs: 20_000 }));
  assert.match((await log.until('peer-left-early')).msg, /may refuse the certificate/);
});

test('plain TCP on the TLS port gets no answer', async (t) => {
  const { ready, log } = await startGateway(t, { replace: { security: await security(temporaryFolder(t)) } });
  const ev = await EvClient.connect(ready.tls_port!);
  await assert.rejects(ev.negotiate(), /no answer/);
  await log.until('peer-disconnect');
  await ev.connection.close();
});

test('value added services are offered over TLS only', async (t) => {
  const extra =
    'services: [{ id: 3, name: InternetAccess, category: Internet, parameter_sets: [{ id: 4, parameters: { Protocol: https, Port: 443 } }] }]';
  const replace = { security: await security(temporaryFolder(t), undefined, 'offered') };
  const { ready, log } = await startGateway(t, { extra, replace });
  const secured = await EvClient.connect(ready.tls_port!, trust());
  await secured.negotiate();
  await secured.setUp();
  const offer = await secured.ask('ServiceDiscoveryReq', {});
  assert.deepEqual((offer.body['ServiceList'] as { Service: { ServiceID: number }[] }).Service[0]?.ServiceID, 3);
  const detail = await secured.ask('ServiceDetailReq', { ServiceID: 3 });
  assert.equal(detail.code, 'OK');
  assert.deepEqual(detail.body['ServiceParameterList'], {
    ParameterSet: [
      {
        ParameterSetID: 4,
        Parameter: [
          { Name: 'Protocol', stringValue: 'https' },
          { Name: 'Port', intValue: 443 },
        ],
      },
    ],
  });
  await secured.connection.close();
  await log.until('connection-closed');
  const plain = await EvClient.connect(ready.port!);
  await plain.negotiate();
  await plain.setUp();
  assert.equal((await plain.ask('ServiceDiscoveryReq', {})).body['ServiceList'], undefined);
  await plain.connection.close();
});

test('chains under other roots, and a private root that goes with its chain', async (t) => {
  const folder = temporaryFolder(t);
  const { identities, other, ocsp } = pki;
  const written = async (name: string, identity: Identity) => {
    const files = { certificate_chain: join(folder, `${name}.pem`), private_key: join(folder, `${name}.key`) };
    writeFileSync(files.certificate_chain, chainPem(identity));
    writeFileSync(files.private_key, await keyPem(identity), { mode: 0o600 });
    return files;
  };
  const root = (name: string, identity: Identity) => {
    writeFileSync(join(folder, name), certificatePem(identity));
    return join(folder, name);
  };
  const ocsp_response = join(folder, 'ocsp.der');
  writeFileSync(ocsp_response, ocsp[0]!.der);
  const own = { tls: 'enforced', ...(await written('own', identities.secc)), ocsp_response } as const;
  const second = await written('second', other['other-secc']);
  const otherRoot = root('other-root.pem', other['other-v2g-root']);
  const two = loadTlsMaterial({ ...own, other_chains: [{ ...second, root: otherRoot }] }, new Date());
  assert.equal(two?.chain, chainPem(identities.secc));
  assert.ok(two?.ocspResponse !== undefined);
  assert.deepEqual(
    two?.others?.map(({ chain, root: pem }) => [chain, pem]),
    [[chainPem(other['other-secc']), certificatePem(other['other-v2g-root'])]],
  );
  const private_root = root('root.pem', identities['v2g-root']);
  const alone = loadTlsMaterial({ ...own, private_root }, new Date());
  assert.equal(alone?.chain, `${chainPem(identities.secc).trimEnd()}\n${certificatePem(identities['v2g-root'])}`);
  assert.equal(alone?.ocspResponse, undefined);
  assert.throws(() => loadTlsMaterial({ ...own, private_root: ocsp_response }, new Date()), { code: 'GATEWAY-017' });
});

test('a bad chain or key keeps the gateway from starting, each with its own code', async (t) => {
  const folder = temporaryFolder(t);
  const good = pki.identities.secc;
  const files = { chain: join(folder, 'c.pem'), key: join(folder, 'k.pem') };
  const config = { tls: 'enforced', certificate_chain: files.chain, private_key: files.key } as const;
  const cases: readonly [string, string, string | undefined, string | undefined, number][] = [
    ['GATEWAY-010', 'no chain', undefined, await keyPem(good), 0o600],
    ['GATEWAY-011', 'no PEM', 'nothing', await keyPem(good), 0o600],
    ['GATEWAY-011', 'chain out of order', certificatePem(good) + certificatePem(pki.identities['v2g-root']), '', 0o600],
    ['GATEWAY-012', 'expired', chainPem(pki.bad['secc-expired']), await keyPem(pki.bad['secc-expired']), 0o600],
    ['GATEWAY-013', 'not valid yet', chainPem(pki.bad['secc-not-yet-valid']), '', 0o600],
    ['GATEWAY-014', 'key open to all', chainPem(good), await keyPem(good), 0o644],
    ['GATEWAY-015', 'key of another', chainPem(good), await keyPem(pki.identities.vehicle), 0o600],
    ['GATEWAY-016', 'no key', chainPem(good), undefined, 0o600],
    ['GATEWAY-016', 'key is garbage', chainPem(good), 'garbage', 0o600],
  ];
  for (const [code, name, chain, key, mode] of cases) {
    const wrong = { ...config };
    if (chain === undefined) wrong.certificate_chain = join(folder, 'absent.pem') as never;
    else writeFileSync(files.chain, chain);
    if (key === undefined) wrong.private_key = join(folder, 'absent.key') as never;
    else writeFileSync(files.key, key);
    if (key !== undefined) chmodSync(files.key, mode);
    assert.throws(() => loadTlsMaterial(wrong, new Date()), { code }, name);
  }
});
