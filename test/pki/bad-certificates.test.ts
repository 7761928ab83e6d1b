import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { CertificateRole } from '../../src/pki/certificate-profile.js';
import { checkChain } from '../../src/pki/check-chain.js';
import type { Curve } from '../../src/pki/identity.js';
import { type BadCertificate, type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';

// 2027-03-01T12:00:00Z.
const wall = 1_803_902_400_000_000_000n;
const clock = { wallNs: () => wall, monotonicNs: () => 0n, after: () => () => undefined };
const at = new Date(Number(wall / 1_000_000n));

const leaves = ['secc', 'vehicle', 'contract', 'oem-provisioning'] as const;
const common: readonly (readonly [string, readonly string[]])[] = [
  ['expired', ['expired']],
  ['not-yet-valid', ['not-yet-valid']],
  ['wrong-root', ['root-not-trusted']],
  ['self-signed', ['root-not-trusted']],
  ['wrong-domain', ['domain-component']],
  ['wrong-usage', ['key-usage']],
  ['wrong-curve', ['key-type']],
  ['broken-signature', ['signature']],
  // Only its OCSP response tells.
  ['revoked', []],
  ['not-der', ['not-a-certificate']],
];
const cases: readonly (readonly [BadCertificate, CertificateRole, readonly string[]])[] = [
  ...leaves.flatMap((leaf) =>
    common.map(([fault, rules]) => [`${leaf}-${fault}` as BadCertificate, leaf, rules] as const),
  ),
  ['secc-expired-ca', 'secc', ['expired']],
  ['secc-issuer-no-ca', 'secc', ['no-ca', 'ca-key-usage']],
  ['secc-path-too-long', 'secc', ['path-length', 'path-length']],
  ['contract-expired-ca', 'contract', ['expired']],
  ['contract-expired-ca1', 'contract', ['expired']],
  // Good in themselves: what they are good for is the message's affair.
  ['contract-other-emaid', 'contract', []],
  ['contract-no-emaid', 'contract', []],
  ['utility-server-wrong-root', 'utility-server', ['root-not-trusted']],
  ['utility-server-expired', 'utility-server', ['expired']],
  ['utility-device-wrong-root', 'utility-device', ['root-not-trusted']],
  ['utility-device-expired', 'utility-device', ['expired']],
  ['utility-device-not-yet-valid', 'utility-device', ['not-yet-valid']],
  ['utility-device-self-signed', 'utility-device', ['root-not-trusted']],
  // Good in itself: another LFDI.
  ['utility-device-other', 'utility-device', []],
];

for (const curve of ['P-256', 'P-521', 'Ed448'] as const satisfies readonly Curve[]) {
  let pki: LabPki;
  before(async () => {
    pki = await mintLabPki({ clock, curve });
  });

  for (const [name, role, rules] of cases) {
    test(`${curve} ${name}: ${rules.join() || 'nothing to see in the chain itself'}`, () => {
      const roots = [pki.identities[role].root];
      const faults = checkChain(pki.bad[name].chain, { roots, role, at }).filter(
        ({ severity }) => severity === 'fault',
      );
      assert.deepEqual(
        faults.map(({ rule }) => rule),
        rules,
      );
    });
  }

  test(`${curve}: every bad certificate is in the table above`, () => {
    assert.deepEqual(cases.map(([name]) => name).sort(), Object.keys(pki.bad).sort());
  });

  for (const name of leaves) {
    test(`${curve} ${name}-revoked is found by its OCSP response, ${name} is good by its own`, () => {
      const der = (wanted: string) =>
        pki.ocsp.filter((response) => response.name === wanted).map((response) => response.der);
      const check = (chain: readonly Uint8Array[], ocsp: readonly Uint8Array[]) =>
        checkChain(chain, { roots: [pki.identities[name].root], at, role: name, ocsp }).map(({ rule }) => rule);
      assert.deepEqual(check(pki.bad[`${name}-revoked`].chain, der(`${name}-revoked`)), ['revoked']);
      assert.deepEqual(check(pki.identities[name].chain, der(name)), []);
      // The status of another certificate says nothing.
      assert.deepEqual(check(pki.identities[name].chain, der(`${name}-revoked`)), ['no-ocsp']);
    });
  }

  const wrongResponses: readonly (readonly [string, string])[] = [
    ['secc-stale', 'ocsp-expired'],
    ['secc-unknown', 'ocsp-unknown'],
    ['secc-wrong-signer', 'ocsp-signature'],
    ['secc-not-der', 'not-an-ocsp-response'],
  ];
  for (const [name, rule] of wrongResponses) {
    test(`${curve} OCSP response ${name}: ${rule}`, () => {
      const { secc } = pki.identities;
      const ocsp = pki.ocsp.filter((response) => response.name === name).map(({ der }) => der);
      const found = checkChain(secc.chain, { roots: [secc.root], at, role: 'secc', ocsp });
      assert.deepEqual(
        found.map((finding) => [finding.severity, finding.rule]),
        [['fault', rule]],
      );
    });
  }

  test(`${curve}: no octet of a certificate can be changed unnoticed, and none makes it throw`, () => {
    const { secc } = pki.identities;
    const [leaf, ...above] = secc.chain as readonly [Uint8Array, ...Uint8Array[]];
    for (let index = 0; index < leaf.length; index += curve === 'P-256' ? 1 : 3) {
      const altered = Uint8Array.from(leaf);
      altered[index] = (altered[index] as number) ^ (1 << (index % 8));
      const found = checkChain([altered, ...above], { roots: [secc.root], at, role: 'secc' });
      assert.ok(
        found.some(({ severity }) => severity === 'fault'),
        `octet ${index} of ${leaf.length}`,
      );
    }
  });

  test(`${curve}: status of the whole chain, by a responder of its own, not yet, and altered`, () => {
    const { secc, 'cpo-sub-ca2': sub2, 'cpo-sub-ca1': sub1 } = pki.identities;
    const named = (name: string): Uint8Array => {
      const found = pki.ocsp.find((response) => response.name === name);
      assert.ok(found, name);
      return found.der;
    };
    const check = (ocsp: readonly Uint8Array[], when = at) =>
      checkChain(secc.chain, { roots: [secc.root], at: when, role: 'secc', ocsp }).map(({ rule }) => rule);
    assert.deepEqual(check([named('cpo-sub-ca1'), named('secc-by-responder'), named('cpo-sub-ca2')]), []);
    assert.deepEqual(check([named('secc')], new Date(at.getTime() - 7_200_000)).includes('ocsp-not-yet-valid'), true);
    for (const name of ['secc', 'secc-by-responder']) {
      const good = named(name);
      let noticed = 0;
      for (let index = 0; index < good.length; index++) {
        const altered = Uint8Array.from(good);
        altered[index] = (altered[index] as number) ^ (1 << (index % 8));
        if (check([altered]).length > 0) noticed++;
      }
      // The responder's certificate may be altered where only its key counts, names of algorithms in its absent parts.
      assert.ok(noticed >= good.length * (name === 'secc' ? 0.97 : 0.5), `${name}: ${noticed} of ${good.length}`);
    }
    assert.equal([sub1, sub2].length, 2);
  });
}
