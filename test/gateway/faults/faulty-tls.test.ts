import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TlsMaterial } from '../../../src/gateway/certificates.js';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../../src/gateway/faults/faults.js';
import { securityWith } from '../../../src/gateway/faults/faulty-tls.js';
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
