import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Curve } from '../../src/pki/identity.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';
import { findProgram } from '../support/find-program.js';

// An independent judge of what we mint: chains by `openssl verify`, status by `openssl ocsp`.

const folder = mkdtempSync(join(tmpdir(), 'plumbline-openssl-'));
after(() => rmSync(folder, { recursive: true }));

const good: readonly (readonly [leaf: string, root: string])[] = [
  ['secc', 'v2g-root'],
  ['cps', 'v2g-root'],
  ['contract', 'mo-root'],
  ['vehicle', 'oem-root'],
  ['oem-provisioning', 'oem-root'],
  ['contract-cross', 'v2g-root'],
  ['oem-provisioning-cross', 'v2g-root'],
  ['utility-server', 'utility-root'],
  ['utility-device', 'utility-root'],
  ['utility-aggregator', 'utility-root'],
  ['bad/utility-device-other', 'utility-root'],
  ['report-signing', 'report-root'],
];
/** What openssl knows of; domain components, key types and the sense of a usage are the standard's. */
const refused: readonly (readonly [leaf: string, root: string, reason: RegExp])[] = [
  ['secc-expired', 'v2g-root', /certificate has expired/],
  ['secc-not-yet-valid', 'v2g-root', /certificate is not yet valid/],
  ['secc-wrong-root', 'v2g-root', /unable to get local issuer certificate/],
  ['secc-self-signed', 'v2g-root', /self-signed certificate/],
  ['secc-broken-signature', 'v2g-root', /signature failure|bad signature/],
  ['secc-expired-ca', 'v2g-root', /certificate has expired/],
  ['secc-issuer-no-ca', 'v2g-root', /invalid CA certificate|not allow certificate signing|no issuer/],
  ['secc-path-too-long', 'v2g-root', /path length constraint exceeded/],
  ['secc-not-der', 'v2g-root', /[Uu]nable to load|Could not|unsupported|not enough data|wrong tag/],
  ['contract-wrong-root', 'mo-root', /unable to get local issuer certificate/],
  ['contract-expired', 'mo-root', /certificate has expired/],
  ['utility-device-expired', 'utility-root', /certificate has expired/],
  ['utility-device-wrong-root', 'utility-root', /unable to get local issuer certificate/],
];

for (const curve of ['P-256', 'P-521', 'Ed448'] as const satisfies readonly Curve[]) {
  test(`openssl agrees on the lab PKI of ${curve}`, async (t) => {
    const openssl = findProgram('openssl');
    if (openssl === undefined) {
      const message = 'NOT CHECKED: openssl is missing';
      console.error(`${t.name}: ${message}`);
      t.skip(message);
      return;
    }
    const place = join(folder, curve);
    await writeLabPki(await mintLabPki({ curve }), place);
    const run = (...argv: string[]) => {
      const { status, stdout, stderr } = spawnSync(openssl, argv, { cwd: place, encoding: 'utf8' });
      return { status, text: stderr + stdout };
    };
    const verify = (leaf: string, root: string) =>
      run(
        'verify',
        '-x509_strict',
        '-CAfile',
        `${root}.cert.pem`,
        '-untrusted',
        `${leaf}.chain.pem`,
        `${leaf}.cert.pem`,
      );
    for (const [leaf, root] of good) {
      const { status, text } = verify(leaf, root);
      assert.equal(status, 0, `${leaf}: ${text}`);
    }
    for (const [leaf, root, reason] of refused) {
      const { status, text } = verify(`bad/${leaf}`, root);
      assert.notEqual(status, 0, leaf);
      assert.match(text, reason, leaf);
    }
    const status = (response: string, leaf: string, issuer = 'cpo-sub-ca2', root = 'v2g-root', chain = 'secc') => {
      const about = ['-respin', `${response}.ocsp.der`, '-issuer', `${issuer}.cert.pem`, '-cert', `${leaf}.cert.pem`];
      return run('ocsp', ...about, '-CAfile', `${root}.cert.pem`, '-verify_other', `${chain}.chain.pem`).text;
    };
    for (const text of [status('secc', 'secc'), status('secc-by-responder', 'secc')]) {
      assert.match(text, /Response verify OK[\s\S]*secc\.cert\.pem: good/);
    }
    assert.match(status('contract', 'contract', 'mo-sub-ca2', 'mo-root', 'contract'), /verify OK[\s\S]*: good/);
    assert.match(status('bad/secc-revoked', 'bad/secc-revoked'), /verify OK[\s\S]*: revoked[\s\S]*keyCompromise/);
    assert.match(status('bad/secc-unknown', 'secc'), /verify OK[\s\S]*: unknown/);
    assert.match(status('bad/secc-stale', 'secc'), /status times invalid|status expired/i);
    assert.match(status('bad/secc-wrong-signer', 'secc'), /[Vv]erify (Failure|error)/);
  });
}
