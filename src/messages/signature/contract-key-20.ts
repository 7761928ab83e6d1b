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
import {
  contractKeyFromScalar,
  messageOf,
  type ReceivedContractKey,
  type RefusedContractKey,
  refused,
} from './contract-key.js';
import {
  ed448Scalar,
  fitsEd448,
  order448,
  x448FromEd448Private,
  x448FromEd448Public,
  x448Octets,
  x448PublicKey,
} from './curve448.js';
import { octetsOfField, pointOf, publicKeyFromPoint, scalarOf } from './ec-keys.js';

/** Fields of SignedInstallationData of ISO 15118-20 that carry the contract private key. */
export interface InstallationKeyFields {
  readonly ECDHCurve: 'SECP521' | 'X448';
  /** 133 octets with SECP521, 57 with X448 ([V2G20-2489]; the schema knows 133 only). */
  readonly DHPublicKey: Uint8Array;
  /** Contract key on secp521r1: initialization vector, ciphertext, tag; 94 octets. */
  readonly SECP521_EncryptedPrivateKey?: Uint8Array;
  /** Contract key on Ed448; 84 octets. */
  readonly X448_EncryptedPrivateKey?: Uint8Array;
}

/** What the key is bound to ([V2G20-2492]). */
export interface InstallationBinding {
  /** PCID of the OEM provisioning certificate: 18 capital letters and digits, without separators. */
  readonly pcid: string;
  /** Subject key identifier of the contract certificate. */
  readonly subjectKeyIdentifier: Uint8Array;
}

export interface EncryptInstallationKeyOptions extends InstallationBinding {
  /** Contract private key, P-521 or Ed448. */
  readonly contractKey: KeyObject;
  /** Public key of the OEM provisioning certificate, P-521 or Ed448: it decides on ECDHCurve. */
  readonly receiver: KeyObject;
  readonly random?: RandomSource;
  /** Ephemeral private key, P-521 or X448. Default: a fresh one. */
  readonly ephemeral?: KeyObject;
}

const ivOctets = 12;
const tagOctets = 16;
const ed448Octets = 56;

/**
 * Encrypts a contract private key for a vehicle without TPM (ISO 15118-20, 7.9.2.5.2): one-pass ECDH on secp521r1 or X448,
 * concatenation KDF with SHA-512, AES-256-GCM over the number, big-endian; PCID and SKI are authenticated with it. An Ed448
 * key travels as its secret number modulo the order of the base point, since 448 bits do not hold the seed of RFC 8032.
 * @throws MESSAGES-041 a key is neither P-521 nor Ed448
 */
export function encryptInstallationKey(options: EncryptInstallationKeyOptions): InstallationKeyFields {
  const { contractKey, receiver } = options;
  for (const key of [contractKey, receiver]) {
    if (!['P-521', 'Ed448'].includes(keyName(key))) {
      throw new PlumblineError('MESSAGES-041', { detail: `${keyName(key)} is neither P-521 nor Ed448` });
    }
  }
  const iv = (options.random ?? systemRandom)(ivOctets);
  const x448 = keyName(receiver) === 'Ed448';
  const ephemeral = options.ephemeral ?? freshKey(x448);
  const secret = diffieHellman({ privateKey: ephemeral, publicKey: x448 ? x448FromEd448Public(receiver) : receiver });
  const cipher = createCipheriv('aes-256-gcm', sessionKey(secret), iv).setAAD(authenticated(options));
  const ciphertext = Buffer.concat([cipher.update(numberOf(contractKey)), cipher.final()]);
  const encrypted = new Uint8Array(Buffer.concat([iv, ciphertext, cipher.getAuthTag()]));
  return {
    ECDHCurve: x448 ? 'X448' : 'SECP521',
    DHPublicKey: x448 ? Uint8Array.of(4, ...x448Octets(ephemeral)) : pointOf(ephemeral),
    ...(keyName(contractKey) === 'Ed448'
      ? { X448_EncryptedPrivateKey: encrypted }
      : { SECP521_EncryptedPrivateKey: encrypted }),
  };
}

export interface DecryptInstallationKeyOptions extends InstallationBinding {
  readonly fields: InstallationKeyFields;
  /** Private key of the OEM provisioning certificate, P-521 or Ed448. */
  readonly receiverKey: KeyObject;
  /** Contract certificate that it should belong to, DER. */
  readonly certificate: Uint8Array;
}

/** The secret number of an Ed448 key: enough to sign with, but node:crypto takes the seed only. */
export interface ReceivedEd448Number {
  readonly kind: 'ed448-number';
  readonly number: bigint;
}

/**
 * Decrypts a contract private key and checks that it belongs to its certificate ([V2G20-2505] to [V2G20-2510],
 * [V2G20-2678]). Never throws on wire data.
 */
export function decryptInstallationKey(
  options: DecryptInstallationKeyOptions,
): ReceivedContractKey | ReceivedEd448Number | RefusedContractKey {
  const { fields, receiverKey, certificate } = options;
  const encrypted = fields.SECP521_EncryptedPrivateKey ?? fields.X448_EncryptedPrivateKey;
  const length = fields.SECP521_EncryptedPrivateKey === undefined ? ed448Octets : octetsOfField('P-521');
  if (encrypted?.length !== ivOctets + length + tagOctets) {
    return refused(
      'length',
      `the encrypted key has ${encrypted?.length ?? 0} octets, not ${ivOctets + length + tagOctets}`,
    );
  }
  let secret: Buffer;
  try {
    secret = agree(fields, receiverKey);
  } catch (error) {
    return refused('dh-public-key', messageOf(error));
  }
  const iv = encrypted.subarray(0, ivOctets);
  const cipher = createDecipheriv('aes-256-gcm', sessionKey(secret), iv, { authTagLength: tagOctets });
  cipher.setAAD(authenticated(options)).setAuthTag(encrypted.subarray(-tagOctets));
  let number: Buffer;
  try {
    number = Buffer.concat([cipher.update(encrypted.subarray(ivOctets, -tagOctets)), cipher.final()]);
  } catch (error) {
    return refused('tag', messageOf(error));
  }
  if (length === ed448Octets) return ed448Number(number, certificate);
  if (((number[0] as number) & 0xfe) !== 0) return refused('range', 'the 7 leading bits are not zero');
  return contractKeyFromScalar('P-521', number, certificate);
}

function agree({ ECDHCurve: curve, DHPublicKey: point }: InstallationKeyFields, receiverKey: KeyObject): Buffer {
  if (curve === 'SECP521') {
    return diffieHellman({ privateKey: receiverKey, publicKey: publicKeyFromPoint('P-521', point) });
  }
  // With the leading 0x04 that the standard describes, or the bare number of RFC 7748.
  const bare = point.length === 57 && point[0] === 4 ? point.subarray(1) : point;
  if (bare.length !== 56) throw new RangeError(`${point.length} octets are no X448 public key`);
  return diffieHellman({ privateKey: x448FromEd448Private(receiverKey), publicKey: x448PublicKey(bare) });
}

function ed448Number(octets: Buffer, certificate: Uint8Array): ReceivedEd448Number | RefusedContractKey {
  const number = BigInt(`0x${octets.toString('hex')}`);
  if (number === 0n || number >= order448) return refused('range', 'not smaller than the order of the base point');
  try {
    if (fitsEd448(number, new X509Certificate(certificate).publicKey)) return { kind: 'ed448-number', number };
  } catch (error) {
    return refused('other-key', messageOf(error));
  }
  return refused('other-key', 'it is not the key of the certificate');
}

function numberOf(key: KeyObject): Uint8Array {
  if (keyName(key) !== 'Ed448') return scalarOf(key);
  return Buffer.from((ed448Scalar(key) % order448).toString(16).padStart(2 * ed448Octets, '0'), 'hex');
}

function freshKey(x448: boolean): KeyObject {
  return (x448 ? generateKeyPairSync('x448') : generateKeyPairSync('ec', { namedCurve: 'P-521' })).privateKey;
}

function sessionKey(secret: Uint8Array): Uint8Array {
  return concatKdf('sha512', secret, contractKeyOtherInfo, 32);
}

/** PCID, then the subject key identifier in capital hexadecimal digits. */
function authenticated({ pcid, subjectKeyIdentifier }: InstallationBinding): Buffer {
  return Buffer.from(`${pcid}${Buffer.from(subjectKeyIdentifier).toString('hex').toUpperCase()}`, 'latin1');
}
