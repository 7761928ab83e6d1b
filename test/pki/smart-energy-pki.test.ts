import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { guessRole } from '../../src/pki/certificate-role.js';
import { checkChain } from '../../src/pki/check-chain.js';
import { explainCertificate } from '../../src/pki/explain-certificate.js';
import type { Identity } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { isRegistrationPin, registrationPin, withCheckDigit } from '../../src/pki/registration-pin.js';

// IEEE 2030.5-2018, 6.11: SERCA, MCA, MICA, device.

let pki: LabPki;
before(async () => {
  pki = await mintLabPki();
});

function facts(identity: Identity) {
  const read = readCertificate(identity.certificate);
  assert.ok(read.kind === 'certificate');
  return read;
}

test('a device stands below SERCA, MCA and MICA, and is named by its hardware', () => {
  const device = pki.identities['utility-device'];
  assert.deepEqual(
    device.chain.map((der) => readCertificate(der)).map((read) => (read.kind === 'certificate' ? read.commonName : '')),
    ['V2G-GATEWAY-1', 'Smart Energy MICA', 'Smart Energy MCA'],
  );
  const found = facts(device);
  assert.equal(found.subject, '');
  assert.equal(found.notAfter, undefined);
  assert.deepEqual(found.policies, ['1.3.6.1.4.1.40732.1.1']);
  assert.deepEqual(found.hardware, { type: '1.3.6.1.4.1.32473.1', serial: 'V2G-GATEWAY-1' });
  // It is called as a server when it is notified.
  assert.equal(found.extendedKeyUsage, undefined);
});

for (const role of [
  'utility-root',
  'utility-mca',
  'utility-mica',
  'utility-server',
  'utility-aggregator',
  'utility-device',
] as const) {
  test(`${role} is told from the certificate alone, and its chain is without fault`, () => {
    const identity = pki.identities[role];
    assert.equal(guessRole(facts(identity)), role);
    assert.deepEqual(
      checkChain(identity.chain, { roots: [identity.root], role, at: new Date() }).filter(
        ({ severity }) => severity === 'fault',
      ),
      [],
    );
  });
}

test('two devices have two LFDIs', () => {
  assert.notEqual(facts(pki.identities['utility-device']).lfdi, facts(pki.bad['utility-device-other']).lfdi);
});

test('hardware and policy are explained', () => {
  const lines = Object.fromEntries(explainCertificate(facts(pki.identities['utility-device']), new Date()));
  assert.equal(lines['subject'], 'empty: the hardware is named instead');
  assert.equal(lines['hardware'], 'type 1.3.6.1.4.1.32473.1, serial number V2G-GATEWAY-1');
  assert.equal(lines['policy'], 'device of IEEE 2030.5 (1.3.6.1.4.1.40732.1.1)');
});

for (const [pin, good] of [
  [111_115, true],
  [0, true],
  [19, true],
  [999_995, true],
  [111_111, false],
  [1_000_009, false],
  [-1, false],
  [1.5, false],
] as const) {
  test(`${pin} is ${good ? 'a' : 'no'} PIN`, () => assert.equal(isRegistrationPin(pin), good));
}

test('every PIN that is made has its check digit', () => {
  assert.equal(withCheckDigit(11_111), 111_115);
  for (let seed = 0; seed < 200; seed++) {
    assert.ok(isRegistrationPin(registrationPin(() => Uint8Array.of(seed, seed * 7, seed * 13))));
  }
});
