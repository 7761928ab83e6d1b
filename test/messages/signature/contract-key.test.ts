import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { concatKdf, contractKeyOtherInfo } from '../../../src/messages/signature/concat-kdf.js';
import { decryptContractKey, encryptContractKey } from '../../../src/messages/signature/contract-key.js';
import {
  decryptInstallationKey,
  encryptInstallationKey,
  type InstallationKeyFields,
} from '../../../src/messages/signature/contract-key-20.js';
import {
  ed448Scalar,
  order448,
  x448FromEd448Private,
  x448FromEd448Public,
  x448Octets,
} from '../../../src/messages/signature/curve448.js';
import { scalarOf } from '../../../src/messages/signature/ec-keys.js';
import { findProgram } from '../../support/find-program.js';
import { mintSelfSigned } from '../../support/self-signed.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-contract-key-'));
after(() => rmSync(folder, { recursive: true }));

function ec(namedCurve: 'P-256' | 'P-521') {
  return generateKeyPairSync('ec', { namedCurve });
}

test('concatenation KDF: the worked example of RFC 7518, appendix C', () => {
  const z = '9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4';
  const text = (value: string) => Buffer.concat([Buffer.of(0, 0, 0, value.length), Buffer.from(value)]);
  const otherInfo = Buffer.concat([text('A128GCM'), text('Alice'), text('Bob'), Buffer.of(0, 0, 0, 128)]);
  const key = concatKdf('sha256', Buffer.from(z, 'hex'), otherInfo, 16);
  assert.equal(Buffer.from(key).toString('base64url'), 'VqqN6vgjbSBcIijNcacQGg');
});

test('concatenation KDF: several rounds, SHA-256 and SHA-512, as openssl does it', (t) => {
  const openssl = findProgram('openssl');
  if (openssl === undefined) return skipLoudly(t);
  const secret = Buffer.from('000102030405060708090a0b0c0d0e0f1011', 'hex');
  for (const hash of ['sha256', 'sha512'] as const) {
    for (const length of [16, 32, 64, 100]) {
      const kdfOptions = [`digest:${hash}`, `hexkey:${secret.toString('hex')}`, 'hexinfo:015556'].flatMap((o) => [
        '-kdfopt',
        o,
      ]);
      const theirs: Buffer = execFileSync(openssl, [
        'kdf',
        '-keylen',
        String(length),
        '-binary',
        ...kdfOptions,
        'SSKDF',
      ]);
      assert.deepEqual(Buffer.from(concatKdf(hash, secret, contractKeyOtherInfo, length)), theirs);
    }
  }
});

test('-2: what we encrypt, openssl decrypts by the text of the standard', (t) => {
  const openssl = findProgram('openssl');
  if (openssl === undefined) return skipLoudly(t);
  const [contract, vehicle] = [ec('P-256'), ec('P-256')];
  const { encryptedPrivateKey, dhPublicKey } = encryptContractKey({
    contractKey: contract.privateKey,
    receiver: vehicle.publicKey,
  });
  assert.deepEqual([encryptedPrivateKey.length, dhPublicKey.length, dhPublicKey[0]], [48, 65, 4]);
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const spki = Buffer.concat([Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex'), dhPublicKey]);
  const peer = file('peer.der', spki);
  const own = file('own.pem', vehicle.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
  const z = execFileSync(openssl, ['pkeyutl', '-derive', '-inkey', own, '-peerkey', peer, '-peerform', 'DER']);
  const key = execFileSync(openssl, ['dgst', '-sha256', '-binary'], {
    input: Buffer.concat([Buffer.of(0, 0, 0, 1), z, Buffer.of(0x01, 0x55, 0x56)]),
  }).subarray(0, 16);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const argv = ['enc', '-d', '-aes-128-cbc', '-nopad', '-K', hex(key), '-iv', hex(encryptedPrivateKey.subarray(0, 16))];
  const plain = execFileSync(openssl, argv, { input: encryptedPrivateKey.subarray(16) });
  assert.deepEqual(plain, Buffer.from(scalarOf(contract.privateKey)));
});

test('-2: received, and refused for each reason', () => {
  const [contract, vehicle, other] = [ec('P-256'), ec('P-256'), ec('P-256')];
  const certificate = mintSelfSigned(contract);
  const encrypted = encryptContractKey({ contractKey: contract.privateKey, receiver: vehicle.publicKey });
  const open = (change: Partial<Parameters<typeof decryptContractKey>[0]> = {}) => {
    const result = decryptContractKey({ ...encrypted, receiverKey: vehicle.privateKey, certificate, ...change });
    return result.kind === 'refused' ? result.rule : result.key.equals(contract.privateKey);
  };
  assert.equal(open(), true);
  assert.equal(open({ encryptedPrivateKey: encrypted.encryptedPrivateKey.subarray(1) }), 'length');
  assert.equal(open({ dhPublicKey: new Uint8Array(65).fill(4) }), 'dh-public-key');
  assert.equal(open({ dhPublicKey: new Uint8Array(3) }), 'dh-public-key');
  assert.equal(open({ certificate: mintSelfSigned(other) }), 'other-key');
  assert.equal(open({ certificate: new Uint8Array(3) }), 'other-key');
  // With another vehicle's key the number is a random one: nearly always in range.
  assert.match(String(open({ receiverKey: other.privateKey })), /other-key|range/);
  // Any change of the ciphertext gives another number.
  const changed = Uint8Array.from(encrypted.encryptedPrivateKey);
  changed[20] = (changed[20] as number) ^ 1;
  assert.match(String(open({ encryptedPrivateKey: changed })), /other-key|range/);
  assert.throws(() => encryptContractKey({ contractKey: ec('P-521').privateKey, receiver: vehicle.publicKey }), {
    code: 'MESSAGES-041',
  });
});

const binding = { pcid: 'WMIV1234567890ABCD', subjectKeyIdentifier: Uint8Array.of(0x4a, 1, 2, 3, 4, 5, 6, 0xef) };

for (const contractCurve of ['P-521', 'Ed448'] as const) {
  for (const vehicleCurve of ['P-521', 'Ed448'] as const) {
    test(`-20: a contract key on ${contractCurve} for a vehicle with ${vehicleCurve}`, () => {
      const make = (curve: 'P-521' | 'Ed448') => (curve === 'P-521' ? ec('P-521') : generateKeyPairSync('ed448'));
      const [contract, vehicle, other] = [make(contractCurve), make(vehicleCurve), make(vehicleCurve)];
      const certificate = mintSelfSigned(contract);
      const fields = encryptInstallationKey({
        ...binding,
        contractKey: contract.privateKey,
        receiver: vehicle.publicKey,
      });
      assert.equal(fields.ECDHCurve, vehicleCurve === 'P-521' ? 'SECP521' : 'X448');
      assert.equal(fields.DHPublicKey.length, vehicleCurve === 'P-521' ? 133 : 57);
      const name = contractCurve === 'P-521' ? 'SECP521_EncryptedPrivateKey' : 'X448_EncryptedPrivateKey';
      const encrypted = fields[name] as Uint8Array;
      assert.equal(encrypted.length, contractCurve === 'P-521' ? 94 : 84);

      type Options = Parameters<typeof decryptInstallationKey>[0];
      const open = (change: Partial<Options> = {}) => {
        const result = decryptInstallationKey({
          ...binding,
          fields,
          receiverKey: vehicle.privateKey,
          certificate,
          ...change,
        });
        if (result.kind === 'refused') return result.rule;
        if (result.kind === 'key') return result.key.equals(contract.privateKey);
        return result.number === ed448Scalar(contract.privateKey) % order448;
      };
      const withFields = (change: Partial<InstallationKeyFields>) => open({ fields: { ...fields, ...change } });
      assert.equal(open(), true);
      for (const index of [0, 20, encrypted.length - 1]) {
        const changed = Uint8Array.from(encrypted);
        changed[index] = (changed[index] as number) ^ 1;
        assert.equal(withFields({ [name]: changed }), 'tag');
      }
      assert.equal(open({ pcid: 'WMIV1234567890ABCX' }), 'tag');
      assert.equal(open({ subjectKeyIdentifier: Uint8Array.of(1) }), 'tag');
      assert.equal(open({ receiverKey: other.privateKey }), 'tag');
      assert.equal(open({ certificate: mintSelfSigned(make(contractCurve)) }), 'other-key');
      assert.equal(withFields({ [name]: encrypted.subarray(1) }), 'length');
      assert.equal(withFields({ DHPublicKey: new Uint8Array(7) }), 'dh-public-key');
      assert.equal(withFields({ DHPublicKey: new Uint8Array(fields.DHPublicKey.length) }), 'dh-public-key');
      if (vehicleCurve === 'Ed448') assert.equal(withFields({ DHPublicKey: fields.DHPublicKey.subarray(1) }), true);
    });
  }
}

test('an Ed448 key and the X448 key made from it belong together', () => {
  for (let round = 0; round < 4; round++) {
    const { privateKey, publicKey } = generateKeyPairSync('ed448');
    assert.deepEqual(x448Octets(x448FromEd448Private(privateKey)), x448Octets(x448FromEd448Public(publicKey)));
  }
});

function skipLoudly(t: { readonly name: string; skip(message: string): void }): void {
  const message = 'NOT CHECKED: openssl is missing';
  console.error(`${t.name}: ${message}`);
  t.skip(message);
}
