import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ExiObject } from '../../src/messages/codec.js';
import { decryptContractKey } from '../../src/messages/signature/contract-key.js';
import { verifySignature } from '../../src/messages/signature/verify-signature.js';
import type { BadCertificate } from '../../src/pki/bad-certificates.js';
import type { Identity } from '../../src/pki/identity.js';
import type { LabPki } from '../../src/pki/lab-pki.js';
import {
  altered,
  answerTo,
  contractConfig,
  contractSession,
  contractStation,
  installationOf,
  labAtTestTime,
  messageOf,
  overTheWire,
  signedBy,
  updateOf,
} from './support/contract-core.js';

let pki: LabPki;
before(async () => {
  pki = await labAtTestTime();
});

const identityOf = (name: BadCertificate | 'contract'): Identity =>
  name === 'contract' ? pki.identities.contract : pki.bad[name];

const installations: readonly (readonly [BadCertificate | 'oem-provisioning', string])[] = [
  ['oem-provisioning', 'OK'],
  ['oem-provisioning-expired', 'FAILED_CertificateExpired'],
  ['oem-provisioning-revoked', 'FAILED_CertificateRevoked'],
  ['oem-provisioning-wrong-root', 'FAILED_CertChainError'],
  ['oem-provisioning-self-signed', 'FAILED_CertChainError'],
  ['oem-provisioning-broken-signature', 'FAILED_CertChainError'],
  ['oem-provisioning-not-der', 'FAILED_CertChainError'],
  ['oem-provisioning-wrong-domain', 'FAILED_NoCertificateAvailable'],
];

for (const [name, code] of installations) {
  test(`CertificateInstallationReq with ${name}: ${code}`, () => {
    const identity = name === 'oem-provisioning' ? pki.identities[name] : pki.bad[name];
    const session = contractSession('contract');
    const message = signedBy(identity, messageOf('CertificateInstallationReq', installationOf(identity), session.id));
    const answer = answerTo(session, message, contractStation(pki));
    assert.equal(answer.code, code, answer.why);
    const response = overTheWire('CertificateInstallationReq', answer);
    if (code !== 'OK') return;
    assert.equal(answer.session.phase, 'contract-handed-over');
    assert.equal(verifySignature({ schema: 'iso2', message: response }).verdict, 'valid');
    const body = answer.body as Record<string, { Certificate: Uint8Array; value: Uint8Array }>;
    const opened = decryptContractKey({
      encryptedPrivateKey: body['ContractSignatureEncryptedPrivateKey']!.value,
      dhPublicKey: body['DHpublickey']!.value,
      receiverKey: identity.keys.privateKey,
      certificate: body['ContractSignatureCertChain']!.Certificate,
    });
    assert.equal(opened.kind, 'key');
  });
}

test('CertificateInstallationReq with a wrong or missing signature, or for a vehicle without a contract', () => {
  const session = contractSession('contract');
  const plain = messageOf('CertificateInstallationReq', installationOf(pki.identities['oem-provisioning']), session.id);
  const own = signedBy(pki.identities['oem-provisioning'], plain);
  const other = contractStation(pki);
  const provisioning = other.contract!.iso2!.provisioning!;
  const nobodys = { ...provisioning, contracts: provisioning.contracts.map((c) => ({ ...c, pcid: undefined })) };
  const without = { iso20: undefined, iso2: { ...other.contract!.iso2!, provisioning: nobodys } };
  const none = { iso20: undefined, iso2: { ...other.contract!.iso2!, provisioning: undefined } };
  const rows: readonly [ExiObject, string, Parameters<typeof contractStation>[1]?][] = [
    [plain, 'FAILED_SignatureError'],
    [signedBy(pki.identities.contract, plain), 'FAILED_SignatureError'],
    [altered(own, 'CertificateInstallationReq', { Id: 'id9' }), 'FAILED_SignatureError'],
    [own, 'FAILED_NoCertificateAvailable', { contract: without }],
    [own, 'FAILED_NoCertificateAvailable', { contract: none }],
  ];
  for (const [message, code, changes] of rows) {
    assert.equal(answerTo(session, message, contractStation(pki, changes)).code, code);
  }
});

const updates: readonly (readonly [BadCertificate | 'contract', string])[] = [
  ['contract', 'OK'],
  ['contract-expired', 'FAILED_CertificateExpired'],
  ['contract-revoked', 'FAILED_CertificateRevoked'],
  ['contract-wrong-root', 'FAILED_CertChainError'],
  ['contract-expired-ca', 'FAILED_CertChainError'],
  ['contract-wrong-domain', 'FAILED_NoCertificateAvailable'],
  ['contract-other-emaid', 'FAILED_NoCertificateAvailable'],
  ['contract-no-emaid', 'FAILED_NoCertificateAvailable'],
];

for (const [name, code] of updates) {
  test(`CertificateUpdateReq with ${name}: ${code}`, () => {
    const session = contractSession('contract');
    const message = signedBy(
      identityOf(name),
      messageOf('CertificateUpdateReq', updateOf(identityOf(name)), session.id),
    );
    const answer = answerTo(session, message, contractStation(pki));
    assert.equal(answer.code, code, answer.why);
    const response = overTheWire('CertificateUpdateReq', answer);
    if (code === 'OK') assert.equal(verifySignature({ schema: 'iso2', message: response }).verdict, 'valid');
  });
}

test('CertificateUpdateReq: foreign EMAID, wrong signature, contract that has ended', () => {
  const { contract, 'oem-provisioning': maker } = pki.identities;
  const session = contractSession('contract');
  const of = (emaid?: string) => messageOf('CertificateUpdateReq', updateOf(contract, emaid), session.id);
  const ended = contractStation(pki, { config: contractConfig('canceled: [DEABCC123456789]') });
  const station = contractStation(pki);
  assert.equal(
    answerTo(session, signedBy(contract, of('DE1ABCD2EF357B')), station).code,
    'FAILED_NoCertificateAvailable',
  );
  assert.equal(answerTo(session, signedBy(maker, of()), station).code, 'FAILED_SignatureError');
  assert.equal(answerTo(session, signedBy(contract, of()), ended).code, 'FAILED_ContractCanceled');
});
