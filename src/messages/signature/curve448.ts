import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

// The vehicle's key in its provisioning certificate is an Ed448 key, and the contract key is agreed on with X448: "public
// parameters are derived from the public EdDSA parameters" ([V2G20-2491]). RFC 7748, 4.2 gives the map between the two
// curves: u = y^2 / x^2, under which the base point goes to the base point.

const p = 2n ** 448n - 2n ** 224n - 1n;
/** Order of the base point (RFC 8032, 5.2). */
export const order448 = 2n ** 446n - 0x8335dc163bb124b65129c96fde933d8d723a70aadc873d6d54a7bb0dn;
const d = -39081n;

/** DER up to the key itself: PKCS#8 and SubjectPublicKeyInfo of X448 (RFC 8410). */
const privatePrefix = Buffer.from('3046020100300506032b656f043a0438', 'hex');
const publicPrefix = Buffer.from('3042300506032b656f033900', 'hex');

/** An X448 public key from its 56 octets. */
export function x448PublicKey(octets: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicPrefix, octets]), format: 'der', type: 'spki' });
}

/** The 56 octets of an X448 key's public half. */
export function x448Octets(key: KeyObject): Uint8Array {
  return new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
}

/** The X448 private key with the same secret number as an Ed448 private key. */
export function x448FromEd448Private(key: KeyObject): KeyObject {
  const scalar = Buffer.from(ed448Scalar(key).toString(16).padStart(112, '0'), 'hex').reverse();
  return createPrivateKey({ key: Buffer.concat([privatePrefix, scalar]), format: 'der', type: 'pkcs8' });
}

/** The X448 public key that belongs to an Ed448 public key. */
export function x448FromEd448Public(key: KeyObject): KeyObject {
  return x448PublicKey(littleEndian(montgomeryU(key)));
}

/** The secret number of an Ed448 private key (RFC 8032, 5.2.5). */
export function ed448Scalar(key: KeyObject): bigint {
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const half = createHash('shake256', { outputLength: 114 }).update(seed).digest().subarray(0, 56);
  half[0] = (half[0] as number) & 0xfc;
  half[55] = (half[55] as number) | 0x80;
  return fromLittleEndian(half);
}

/** Whether a number, times the base point, gives an Ed448 public key. */
export function fitsEd448(scalar: bigint, publicKey: KeyObject): boolean {
  return multiplyBase(scalar) === montgomeryU(publicKey);
}

/** u of the point that an Ed448 public key stands for; x^2 follows from y: x^2 + y^2 = 1 + d x^2 y^2. */
function montgomeryU(key: KeyObject): bigint {
  const encoded = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  const y = fromLittleEndian(encoded.subarray(0, 56));
  const y2 = (y * y) % p;
  return mod(y2 * (1n - d * y2) * inverse(1n - y2));
}

/** u of scalar times the base point u = 5: Montgomery ladder (RFC 7748, 5) for any scalar, not constant in time. */
function multiplyBase(scalar: bigint): bigint {
  const a24 = 39081n;
  let [x2, z2, x3, z3] = [1n, 0n, 5n, 1n];
  for (let bit = 447n; bit >= 0n; bit--) {
    const one = ((scalar >> bit) & 1n) === 1n;
    if (one) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    const [a, b, c, e] = [x2 + z2, x2 - z2, x3 + z3, x3 - z3];
    const [aa, bb, da, cb] = [mod(a * a), mod(b * b), mod(e * a), mod(c * b)];
    x3 = mod((da + cb) ** 2n);
    z3 = mod(5n * (da - cb) ** 2n);
    x2 = mod(aa * bb);
    z2 = mod((aa - bb) * (aa + a24 * (aa - bb)));
    if (one) [x2, z2, x3, z3] = [x3, z3, x2, z2];
  }
  return mod(x2 * inverse(z2));
}

function mod(value: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

/** Fermat; 0 for 0. */
function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, mod(value), p - 2n];
  while (exponent > 0n) {
    if ((exponent & 1n) === 1n) result = (result * base) % p;
    base = (base * base) % p;
    exponent >>= 1n;
  }
  return result;
}

function fromLittleEndian(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets).reverse().toString('hex')}`);
}

function littleEndian(value: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(112, '0'), 'hex').reverse());
}
