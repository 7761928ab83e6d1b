import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Curves of NIST with which contract keys are agreed on and made. */
export type EcCurve = 'P-256' | 'P-521';

const nodeNames = { 'P-256': 'prime256v1', 'P-521': 'secp521r1' } as const;
const fieldOctets = { 'P-256': 32, 'P-521': 66 } as const;

/** Octets of a coordinate or a private key. */
export function octetsOfField(curve: EcCurve): number {
  return fieldOctets[curve];
}

/** A public key from its uncompressed point. Throws when the point is not on the curve. */
export function publicKeyFromPoint(curve: EcCurve, point: Uint8Array): KeyObject {
  return createPublicKey({ key: publicJwk(curve, point), format: 'jwk' });
}

/** The uncompressed point of a public key, or of the public half of a private key: 0x04, x, y. */
export function pointOf(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return new Uint8Array(Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]));
}

/** The private number, big-endian, as long as the field. */
export function scalarOf(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));
}

/** A private key from its number. Throws when the number is 0 or not smaller than the order of the base point. */
export function privateKeyFromScalar(curve: EcCurve, scalar: Uint8Array): KeyObject {
  const agreement = createECDH(nodeNames[curve]);
  agreement.setPrivateKey(scalar);
  const point = new Uint8Array(agreement.getPublicKey());
  const d = Buffer.from(scalar).toString('base64url');
  return createPrivateKey({ key: { ...publicJwk(curve, point), d }, format: 'jwk' });
}

function publicJwk(curve: EcCurve, point: Uint8Array): { kty: 'EC'; crv: EcCurve; x: string; y: string } {
  const length = fieldOctets[curve];
  if (point.length !== 1 + 2 * length || point[0] !== 4) throw new RangeError('no uncompressed point of the curve');
  const half = (from: number) => Buffer.from(point.subarray(from, from + length)).toString('base64url');
  return { kty: 'EC', crv: curve, x: half(1), y: half(1 + length) };
}
