import type { BadCertificate } from './bad-certificates.js';
import type { CertificateRole } from './certificate-profile.js';
import type { Identity } from './identity.js';
import { mintOcspResponse } from './ocsp-response.js';

/** An OCSP response under the name of its file: `secc`, `secc-revoked`, `secc-stale`. */
export interface NamedOcspResponse {
  readonly name: string;
  /** Something is wrong with it, or it says that something is. */
  readonly bad: boolean;
  readonly der: Uint8Array;
}

/** Who issued what, for responses that say "good". */
const issuers: readonly (readonly [CertificateRole, CertificateRole])[] = [
  ['cpo-sub-ca1', 'v2g-root'],
  ['cpo-sub-ca2', 'cpo-sub-ca1'],
  ['secc', 'cpo-sub-ca2'],
  ['cps-sub-ca1', 'v2g-root'],
  ['cps-sub-ca2', 'cps-sub-ca1'],
  ['cps', 'cps-sub-ca2'],
  ['mo-sub-ca1', 'mo-root'],
  ['mo-sub-ca2', 'mo-sub-ca1'],
  ['contract', 'mo-sub-ca2'],
  ['oem-sub-ca1', 'oem-root'],
  ['oem-sub-ca2', 'oem-sub-ca1'],
  ['vehicle', 'oem-sub-ca2'],
  ['oem-provisioning', 'oem-sub-ca2'],
];
const revoked: readonly (readonly [BadCertificate, CertificateRole])[] = [
  ['secc-revoked', 'cpo-sub-ca2'],
  ['vehicle-revoked', 'oem-sub-ca2'],
  ['contract-revoked', 'mo-sub-ca2'],
  ['oem-provisioning-revoked', 'oem-sub-ca2'],
];
const dayMs = 86_400_000;

/** The status of every certificate of ISO 15118 in the lab, and responses that must not be believed. */
export function mintOcspResponses(
  now: Date,
  good: Readonly<Record<CertificateRole, Identity>>,
  bad: Readonly<Record<BadCertificate, Identity>>,
): readonly NamedOcspResponse[] {
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs);
  const anHourAgo = new Date(now.getTime() - dayMs / 24);
  // A week at most in all (ISO 15118-20, V2G20-1021).
  const usual = { status: 'good', thisUpdate: anHourAgo, nextUpdate: inDays(6) } as const;
  const secc = { ...usual, certificate: good.secc.certificate, issuer: good['cpo-sub-ca2'] };
  const wrong = (name: string, der: Uint8Array): NamedOcspResponse => ({ name, bad: true, der });
  return [
    ...issuers.map(([role, issuer]) => {
      const der = mintOcspResponse({ ...usual, certificate: good[role].certificate, issuer: good[issuer] });
      return { name: role, bad: false, der };
    }),
    // By a responder of its own, as most CAs do it.
    { name: 'secc-by-responder', bad: false, der: mintOcspResponse({ ...secc, signer: good['ocsp-responder'] }) },
    ...revoked.map(([name, issuer]) => {
      const about = { certificate: bad[name].certificate, issuer: good[issuer], revokedAt: inDays(-3) };
      return wrong(name, mintOcspResponse({ ...usual, ...about, status: 'revoked' }));
    }),
    wrong('secc-stale', mintOcspResponse({ ...secc, thisUpdate: inDays(-20), nextUpdate: inDays(-13) })),
    wrong('secc-unknown', mintOcspResponse({ ...secc, status: 'unknown' })),
    wrong('secc-wrong-signer', mintOcspResponse({ ...secc, signer: good['oem-sub-ca2'] })),
    wrong(
      'secc-not-der',
      Uint8Array.from(mintOcspResponse(secc), (octet) => octet ^ 0xff),
    ),
  ];
}
