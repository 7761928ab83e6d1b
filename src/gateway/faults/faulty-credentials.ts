import { X509Certificate } from 'node:crypto';
import { systemRandom } from '../../base/random.js';
import { certificateProfiles } from '../../pki/certificate-profile.js';
import { certificatePem, chainPem, generateKeys, type Identity, privateKeyPem } from '../../pki/identity.js';
import { type MintOptions, mintCertificate } from '../../pki/mint-certificate.js';
import { mintOcspResponse } from '../../pki/ocsp-response.js';
import { certificatesIn } from '../../pki/pem.js';
import { readOcspResponse } from '../../pki/read-ocsp-response.js';
import type { TlsServerOptions } from '../../transport/tls-options.js';
import type { Iso20TlsMaterial } from '../certificates.js';
import type { Faults } from './faults.js';

/** What changes in the credentials of the TLS port: made from those that it has, within their dates. */
export function faultyCredentials(
  faults: Faults,
  material: Iso20TlsMaterial,
): Partial<Pick<TlsServerOptions, 'chain' | 'key' | 'second' | 'followsClient' | 'ocspResponse'>> {
  if (faults.has('tls-credentials-on-p256')) return onP256(material);
  if (faults.has('tls-signature-by-vehicle')) {
    const other = minted(material, { profile: certificateProfiles.secc, commonName: 'SECC', curve: 'Ed448' });
    return { second: { chain: certificatePem(other), key: privateKeyPem(other) }, followsClient: true };
  }
  const ocspResponse = faults.has('tls-staple-on-p256') ? stapleOnP256(material) : undefined;
  return ocspResponse === undefined ? {} : { ocspResponse };
}

/** The status that the gateway has, said once more by a responder of its own on P-256; undefined where it has none. */
function stapleOnP256(material: Iso20TlsMaterial): Uint8Array | undefined {
  const [leaf, issuer] = certificatesIn(Buffer.from(material.chain));
  const read = material.ocspResponse === undefined ? undefined : readOcspResponse(material.ocspResponse);
  const single = read?.kind === 'response' ? read.responses[0] : undefined;
  if (leaf === undefined || issuer === undefined || single === undefined) return undefined;
  const { publicKey } = new X509Certificate(issuer);
  const responder = minted(material, {
    profile: certificateProfiles['ocsp-responder'],
    commonName: 'OCSP responder',
    curve: 'P-256',
  });
  // Only name and public key of the issuer go into the response; the private key is never asked for.
  const named: Identity = { ...responder, certificate: issuer, keys: { ...generateKeys('P-256'), publicKey } };
  const { thisUpdate, nextUpdate } = single;
  return mintOcspResponse({
    certificate: leaf,
    issuer: named,
    status: 'good',
    signer: responder,
    thisUpdate,
    ...(nextUpdate === undefined ? {} : { nextUpdate }),
  });
}

/** A chain like that of a PKI of ISO 15118-2: three certificates with keys on P-256. */
function onP256(material: Iso20TlsMaterial): Pick<TlsServerOptions, 'chain' | 'key'> {
  const below = (issuer: Identity | undefined, role: 'v2g-root' | 'cpo-sub-ca1' | 'cpo-sub-ca2' | 'secc'): Identity =>
    minted(material, {
      profile: certificateProfiles[role],
      commonName: role,
      curve: 'P-256',
      ...(issuer === undefined ? {} : { issuer }),
    });
  const root = below(undefined, 'v2g-root');
  const leaf = below(below(below(root, 'cpo-sub-ca1'), 'cpo-sub-ca2'), 'secc');
  return { chain: chainPem(leaf), key: privateKeyPem(leaf) };
}

function minted(
  { chain }: Iso20TlsMaterial,
  options: Pick<MintOptions, 'profile' | 'commonName' | 'curve' | 'issuer'>,
): Identity {
  const { validFrom, validTo } = new X509Certificate(chain);
  const ns = (date: string) => BigInt(Date.parse(date)) * 1_000_000n;
  return mintCertificate({
    name: 'faulty',
    notBefore: ns(validFrom),
    notAfter: ns(validTo),
    random: systemRandom,
    ...options,
  });
}
