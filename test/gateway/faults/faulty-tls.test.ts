import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TlsMaterial } from '../../../src/gateway/certificates.js';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../../src/gateway/faults/faults.js';
import { securityWith } from '../../../src/gateway/faults/faulty-tls.js';
import { certificatePem, chainPem, privateKeyPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { certificatesIn } from '../../../src/pki/pem.js';
import { iso15118Part20 } from '../../../src/transport/tls-profiles.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { testConfig } from '../support/test-config.js';

const certificate = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----\n`;
const own: TlsMaterial = {
  chain: certificate('leaf') + certificate('ca'),
  key: 'key',
  ocspResponse: Uint8Array.of(1),
  others: [{ root: 'root', chain: 'chain', key: 'key' }],
  validTo: new Date(0),
};

test('each fault of TLS of ISO 15118-2 changes what is shown in one way', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'bad'));
  writeFileSync(join(folder, 'bad', 'secc-stale.ocsp.der'), Uint8Array.of(2));
  writeFileSync(join(folder, 'secc.ocsp.der'), Uint8Array.of(3));
  const base = testConfig();
  const config = { ...base, security: { ...base.security, certificate_chain: join(folder, 'secc.chain.pem') } };
  const shown = (...names: readonly FaultName[]) =>
    securityWith(parseFaults(names), { iso2: own, iso20: undefined }, config)?.iso2;
  const { ocspResponse: _, ...unstapled } = own;
  const { others: __, ...oneRoot } = own;
  assert.deepEqual(shown(), own);
  assert.deepEqual(shown('iso2-wrong-unit'), own);
  assert.deepEqual(shown('tls-no-staple'), unstapled);
  assert.deepEqual(shown('tls2-ignores-named-root'), oneRoot);
  assert.deepEqual([...(shown('tls2-old-staple')?.ocspResponse ?? [])], [2]);
  assert.deepEqual([...(shown('tls2-private-staple')?.ocspResponse ?? [])], [3]);
  assert.deepEqual(shown('tls2-leaf-alone'), { ...own, chain: certificate('leaf') });
  assert.equal(shown('tls2-any-suite')?.profile?.ciphers.length, 3);
});

test('credentials on P-256: a whole chain, and the profile that fits it', async () => {
  const lab = await mintLabPki({ curve: 'P-521' });
  const { secc, 'oem-root': oem } = lab.identities;
  const material = { chain: chainPem(secc), key: privateKeyPem(secc), validTo: new Date(0) };
  const iso20 = { ...material, profile: iso15118Part20, vehicleRoots: [certificatePem(oem)] };
  const faults = parseFaults(['tls-credentials-on-p256']);
  const shown = securityWith(faults, { iso2: undefined, iso20 }, testConfig())?.iso20;
  const chain = certificatesIn(Buffer.from(shown?.chain ?? '')).map((der) => new X509Certificate(der));
  assert.equal(chain.length, 3);
  for (const { publicKey } of chain) assert.equal(publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
  assert.ok(chain[0]!.verify(chain[1]!.publicKey) && chain[1]!.verify(chain[2]!.publicKey));
  assert.ok(chain[0]!.checkPrivateKey(createPrivateKey(shown?.key ?? '')));
  assert.equal(shown?.profile.name, 'iso15118-20-p256');
});
