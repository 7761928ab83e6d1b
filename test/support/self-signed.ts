import { systemRandom } from '../../src/base/random.js';
import { certificateProfiles } from '../../src/pki/certificate-profile.js';
import type { Curve, KeyPair } from '../../src/pki/identity.js';
import { mintCertificate } from '../../src/pki/mint-certificate.js';

const curves: Readonly<Record<string, Curve>> = { prime256v1: 'P-256', secp521r1: 'P-521' };

/** A self-signed contract certificate for a key pair, DER. */
export function mintSelfSigned(keys: KeyPair): Uint8Array {
  const curve = curves[keys.publicKey.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'Ed448';
  const { certificate } = mintCertificate({
    name: 'contract',
    profile: certificateProfiles.contract,
    commonName: 'DEABCC123456789',
    curve,
    notBefore: 1_803_902_400_000_000_000n,
    random: systemRandom,
    keys,
  });
  return certificate;
}
