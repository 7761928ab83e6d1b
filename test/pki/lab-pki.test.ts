import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type CertificateFacts, readCertificate } from '../../src/pki/certificate-facts.js';
import { type CertificateRole, certificateProfiles } from '../../src/pki/certificate-profile.js';
import { type CheckChainOptions, checkChain } from '../../src/pki/check-chain.js';
import { explainCertificate } from '../../src/pki/explain-certificate.js';
import { type Identity, keyPem } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { certificatesIn } from '../../src/pki/pem.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';

// 2027-03-01T12:00:00Z: validity follows the clock, not the machine.
const wall = 1_803_902_400_000_000_000n;
const clock = { wallNs: () => wall, monotonicNs: () => 0n, after: () => () => undefined };
const at = new Date(Number(wall / 1_000_000n));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-lab-pki-'));
let pki: LabPki;
before(async () => {
  pki = await mintLabPki({ clock });
});
after(() => rmSync(folder, { recursive: true }));

function facts(identity: Identity): CertificateFacts {
  const read = readCertificate(identity.certificate);
  assert.ok(read.kind === 'certificate', JSON.stringify(read));
  return read;
}

function faults(chain: readonly Uint8Array[], options: Partial<CheckChainOptions> & { roots: readonly Uint8Array[] }) {
  return checkChain(chain, { at, ...options })
    .filter(({ severity }) => severity === 'fault')
    .map(({ rule }) => rule);
}

for (const role of Object.keys(certificateProfiles) as CertificateRole[]) {
  test(`${role}: the certificate is as its profile says, and its chain ends at its root`, () => {
    const identity = pki.identities[role];
    const profile = certificateProfiles[role];
    const found = facts(identity);
    assert.equal(found.ca, profile.ca);
    assert.equal(found.pathLength, profile.pathLength);
    assert.deepEqual(found.keyUsage, profile.keyUsage);
    assert.deepEqual(found.extendedKeyUsage ?? [], profile.extendedKeyUsage);
    assert.deepEqual(found.domainComponents, profile.domainComponent === undefined ? [] : [profile.domainComponent]);
    assert.equal(found.publicKey, 'P-256');
    assert.equal(found.signature, 'ECDSA with SHA-256');
    assert.equal(found.notBefore.toISOString(), '2027-03-01T11:00:00.000Z');
    assert.deepEqual(faults(identity.chain, { roots: [identity.root] }), []);
  });
}

test('the SECC chain has two sub-CAs, leaf first, and the key belongs to the leaf', async () => {
  const { secc } = pki.identities;
  assert.equal(secc.chain.length, 3);
  const key = await keyPem(secc);
  assert.deepEqual(faults(secc.chain, { roots: [secc.root], role: 'secc', key }), []);
  const other = await keyPem(pki.identities.vehicle);
  assert.deepEqual(faults(secc.chain, { roots: [secc.root], key: other }), ['key-mismatch']);
});

test('what is wrong with a chain is named', () => {
  const { secc } = pki.identities;
  const [leaf, sub2, sub1] = secc.chain as [Uint8Array, Uint8Array, Uint8Array];
  const roots = [secc.root];
  assert.deepEqual(faults([], { roots }), ['empty']);
  assert.deepEqual(faults([leaf], { roots }), ['root-not-trusted']);
  assert.ok(faults([leaf, sub1, sub2], { roots }).includes('order'));
  assert.deepEqual(faults([leaf, sub1], { roots }), ['issuer-missing']);
  assert.deepEqual(faults([leaf, Uint8Array.of(0x30, 0x82, 1, 2, 3)], { roots }), ['not-a-certificate']);
  assert.deepEqual(faults([new Uint8Array(300)], { roots }), ['not-a-certificate']);
  const flipped = Uint8Array.from(leaf);
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  assert.deepEqual(faults([flipped, sub2, sub1], { roots }), ['signature']);
  // A leaf that signs is no CA.
  assert.ok(faults([leaf, leaf], { roots }).includes('no-ca'));
});

test('the root inside the chain, and an end that is near, are notes', () => {
  const { secc } = pki.identities;
  const near = new Date(at.getTime() + 85 * 86_400_000);
  const notes = checkChain([...secc.chain, secc.root], { roots: [secc.root], at: near });
  assert.deepEqual(
    notes.map(({ severity, rule }) => [severity, rule]),
    [
      ['note', 'expires-soon'],
      ['note', 'root-in-chain'],
    ],
  );
  assert.match(notes[0]?.text ?? '', /expires on 2027-05-30, in 5 days/);
});

test('an expired root is found although the chain does not contain it', () => {
  const { secc } = pki.identities;
  const late = new Date('2070-01-01T00:00:00Z');
  const found = checkChain(secc.chain, { roots: [secc.root], at: late });
  assert.ok(found.some(({ rule, index }) => rule === 'expired' && index === -1));
});

test('the files: PKCS#8 keys with mode 0600, chains without root, an index; never written over', async () => {
  const written = await writeLabPki(pki, folder);
  const secc = written.find(({ name }) => name === 'secc');
  assert.ok(secc !== undefined);
  assert.equal(statSync(secc.key).mode & 0o777, 0o600);
  assert.match(readFileSync(secc.key, 'utf8'), /^-----BEGIN PRIVATE KEY-----/);
  assert.deepEqual(certificatesIn(readFileSync(secc.chain)), pki.identities.secc.chain);
  const { identities, cross, other, bad } = pki;
  assert.equal(written.length, [identities, cross, other, bad].flatMap((group) => Object.keys(group)).length);
  const index = JSON.parse(readFileSync(join(folder, 'pki.json'), 'utf8')) as { identities: { sfdi: string }[] };
  assert.ok(index.identities.some(({ sfdi }) => sfdi === secc.sfdi));
  assert.deepEqual([...readFileSync(join(folder, 'secc.ocsp.der'))].slice(0, 1), [0x30]);
  assert.ok(existsSync(join(folder, 'bad/contract-revoked.ocsp.der')));
  await assert.rejects(writeLabPki(pki, folder), { code: 'PKI-004' });
});

test('a certificate is explained in plain words', () => {
  const lines = Object.fromEntries(explainCertificate(facts(pki.identities['cpo-sub-ca2']), at));
  assert.equal(lines['role'], 'second subordinate CA of the charge point operator');
  assert.equal(lines['may'], 'sign certificates, sign revocation lists; a CA with 0 CAs below it');
  assert.equal(lines['valid'], '2027-03-01 to 2029-02-28, 730 days left');
  assert.equal(lines['key'], 'P-256, signed by ECDSA with SHA-256');
  const expired = Object.fromEntries(explainCertificate(facts(pki.bad['secc-expired']), at));
  assert.match(expired['valid'] ?? '', /EXPIRED 10 days ago/);
});

test('cross-signed roots: the same key and name, issued by the V2G root, and said so', () => {
  const { 'mo-root-cross': cross, 'contract-cross': contract } = pki.cross;
  const v2g = pki.identities['v2g-root'].certificate;
  assert.deepEqual(faults(contract.chain, { roots: [v2g], role: 'contract' }), []);
  assert.deepEqual(faults(pki.identities.contract.chain, { roots: [v2g] }), ['root-not-trusted']);
  assert.equal(facts(cross).subject, facts(pki.identities['mo-root']).subject);
  const lines = Object.fromEntries(explainCertificate(facts(cross), at));
  assert.equal(lines['role'], 'root CA of the mobility operator, certified by another root (cross-signed)');
});

test('names of one own: SECCID, EMAID, PCID', async () => {
  const named = await mintLabPki({ clock, seccId: 'DE*ABC*E1', emaid: 'DEXYZC987654321', pcid: 'WMIX0000000000000A' });
  const { secc, contract, 'oem-provisioning': provisioning } = named.identities;
  assert.deepEqual(
    [secc, contract, provisioning].map((identity) => facts(identity).commonName),
    ['DE*ABC*E1', 'DEXYZC987654321', 'WMIX0000000000000A'],
  );
});

test('subject key identifiers: 20 octets for P-256, 8 for the keys of ISO 15118-20', async () => {
  assert.equal(facts(pki.identities.contract).subjectKeyIdentifier?.length, 20);
  const { contract } = (await mintLabPki({ clock, curve: 'Ed448' })).identities;
  const identifier = facts(contract).subjectKeyIdentifier;
  assert.equal(identifier?.length, 8);
  assert.equal((identifier?.[0] ?? 0) >> 4, 4);
  assert.deepEqual(facts(contract).keyUsage, ['digitalSignature']);
});

test('P-521 chains for ISO 15118-20', async () => {
  const large = await mintLabPki({ clock, curve: 'P-521' });
  const found = facts(large.identities.secc);
  assert.deepEqual([found.publicKey, found.signature], ['P-521', 'ECDSA with SHA-512']);
  assert.deepEqual(faults(large.identities.secc.chain, { roots: [large.identities.secc.root] }), []);
  assert.equal(facts(large.identities['utility-server']).publicKey, 'P-256');
});
