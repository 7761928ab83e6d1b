import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { PlumblineError } from '../../base/errors.js';
import { type RandomSource, systemRandom } from '../../base/random.js';
import { keyName } from './algorithms.js';
import { concatKdf, contractKeyOtherInfo } from './concat-kdf.js';
import { pointOf, privateKeyFromScalar, publicKeyFromPoint, scalarOf } from './ec-keys.js';

/** Why a contract key that came over the wire must be refused. */
export interface RefusedContractKey {
  readonly kind: 'refused';
  readonly rule: /** The field has not the length that the standard gives it. */
    | 'length'
    /** The ephemeral public key is no point of the curve. */
    | 'dh-public-key'
    /** The authentication tag is wrong: other receiver, other PCID or SKI, or altered (-20). */
    | 'tag'
    /** The decrypted number is 0 or not smaller than the order of the base point. */
    | 'range'
    /** It is not the private key of the contract certificate ([V2G2-823], [V2G20-2507], [V2G20-2510]). */
    | 'other-key';
  readonly detail: string;
}

export interface ReceivedContractKey {
  readonly kind: 'key';
  readonly key: KeyObject;
}

/** A contract key as CertificateInstallationRes and CertificateUpdateRes of ISO 15118-2 carry it. */
export interface EncryptedContractKey {
  /** ContractSignatureEncryptedPrivateKey: initialization vector and ciphertext, 48 octets. */
  readonly encryptedPrivateKey: Uint8Array;
  /** DHpublickey: the sender's ephemeral public key, uncompressed, 65 octets. */
  readonly dhPublicKey: Uint8Array;
}

export interface EncryptContractKeyOptions {
  /** Contract private key, P-256. */
  readonly contractKey: KeyObject;
  /** Public key of the OEM provisioning certificate, or for an update of the contract certificate in use ([V2G2-820], [V2G2-821]). */
  readonly receiver: KeyObject;
  readonly random?: RandomSource;
  /** Ephemeral private key. Default: a fresh one. */
  readonly ephemeral?: KeyObject;
}

const ivOctets = 16;
const scalarOctets = 32;

/**
 * Encrypts a contract private key for a vehicle (ISO 15118-2, 7.9.2.4.3): one-pass ECDH on secp256r1, concatenation KDF
 * with SHA-256, AES-128-CBC without padding ([V2G2-815] to [V2G2-819]).
 * @throws MESSAGES-041 a key is not P-256
 */
export function encryptContractKey(options: EncryptContractKeyOptions): EncryptedContractKey {
  for (const key of [options.contractKey, options.receiver]) {
    if (keyName(key) !== 'P-256') throw new PlumblineError('MESSAGES-041', { detail: `${keyName(key)} is not P-256` });
  }
  const ephemeral = options.ephemeral ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const iv = (options.random ?? systemRandom)(ivOctets);
  const cipher = createCipheriv('aes-128-cbc', sessionKey(ephemeral, options.receiver), iv).setAutoPadding(false);
  const ciphertext = Buffer.concat([cipher.update(scalarOf(options.contractKey)), cipher.final()]);
  return {
    encryptedPrivateKey: new Uint8Array(Buffer.concat([iv, ciphertext])),
    dhPublicKey: pointOf(ephemeral),
  };
}

export interface DecryptContractKeyOptions extends EncryptedContractKey {
  /** Private key of the certificate that the key was encrypted for, P-256. */
  readonly receiverKey: KeyObject;
  /** Contract certificate that it should belong to, DER. */
  readonly certificate: Uint8Array;
}

/** Decrypts a contract private key and checks that it belongs to its certificate ([V2G2-823]). Never throws on wire data. */
export function decryptContractKey(options: DecryptContractKeyOptions): ReceivedContractKey | RefusedContractKey {
  const { encryptedPrivateKey: encrypted, dhPublicKey, receiverKey, certificate } = options;
  if (encrypted.length !== ivOctets + scalarOctets) {
    return refused('length', `the encrypted key has ${encrypted.length} octets, not ${ivOctets + scalarOctets}`);
  }
  let sender: KeyObject;
  try {
    sender = publicKeyFromPoint('P-256', dhPublicKey);
  } catch (error) {
    return refused('dh-public-key', messageOf(error));
  }
  const iv = encrypted.subarray(0, ivOctets);
  const cipher = createDecipheriv('aes-128-cbc', sessionKey(receiverKey, sender), iv).setAutoPadding(false);
  const scalar = Buffer.concat([cipher.update(encrypted.subarray(ivOctets)), cipher.final()]);
  return contractKeyFromScalar('P-256', scalar, certificate);
}

function sessionKey(privateKey: KeyObject, publicKey: KeyObject): Uint8Array {
  return concatKdf('sha256', new Uint8Array(diffieHellman({ privateKey, publicKey })), contractKeyOtherInfo, 16);
}

/** The private key of a number, if it is the one of the certificate. */
export function contractKeyFromScalar(
  curve: 'P-256' | 'P-521',
  scalar: Uint8Array,
  certificate: Uint8Array,
): ReceivedContractKey | RefusedContractKey {
  let key: KeyObject;
  try {
    key = privateKeyFromScalar(curve, scalar);
  } catch (error) {
    return refused('range', messageOf(error));
  }
  return belongs(key, certificate)
    ? { kind: 'key', key }
    : refused('other-key', 'it is not the key of the certificate');
}

export function refused(rule: RefusedContractKey['rule'], detail: string): RefusedContractKey {
  return { kind: 'refused', rule, detail };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function belongs(key: KeyObject, certificate: Uint8Array): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(key);
  } catch {
    return false;
  }
}
