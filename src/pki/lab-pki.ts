import { type Clock, systemClock } from '../base/clock.js';
import { type RandomSource, systemRandom } from '../base/random.js';
import { mintBadCertificates } from './bad-certificates.js';
import type { CertificateRole } from './certificate-profile.js';
import type { Curve, Identity } from './identity.js';
import { LabMint } from './lab-mint.js';
import type { AlternativeName } from './mint-certificate.js';
import { mintOcspResponses, type NamedOcspResponse } from './ocsp-responses.js';

export type { BadCertificate } from './bad-certificates.js';

import type { BadCertificate } from './bad-certificates.js';

/**
 * Certificates of roots made by another root: who trusts only the V2G root trusts them too. `contract-cross` and
 * `oem-provisioning-cross` are the leaves with the chain that leads there.
 */
export type CrossCertificate = 'mo-root-cross' | 'oem-root-cross' | 'contract-cross' | 'oem-provisioning-cross';

/** Good certificates under another V2G root. */
export type OtherRootCertificate = 'other-v2g-root' | 'other-secc';

export interface LabPki {
  readonly identities: Readonly<Record<CertificateRole, Identity>>;
  readonly cross: Readonly<Record<CrossCertificate, Identity>>;
  /** A V2G root that a vehicle may hold as well, and a station's chain under it. */
  readonly other: Readonly<Record<OtherRootCertificate, Identity>>;
  readonly bad: Readonly<Record<BadCertificate, Identity>>;
  /** By name of the certificate that they are about, and what is wrong with them. */
  readonly ocsp: readonly NamedOcspResponse[];
}

export interface LabPkiOptions {
  /** Validity starts one hour before its wall time. */
  readonly clock?: Clock;
  readonly random?: RandomSource;
  /** Keys of all but utility and report chains. Default P-256 (ISO 15118-2); P-521 and Ed448 are what ISO 15118-20 asks for. */
  readonly curve?: Curve;
  /** Common name of the SECC's certificate: the SECCID. Default `SECC-LAB-1`. */
  readonly seccId?: string;
  /** Common name of the contract certificate. Default `DEABCC123456789`. */
  readonly emaid?: string;
  /** Common name of the OEM provisioning certificate, 18 characters. Default `WMIV1234567890ABCD`. */
  readonly pcid?: string;
  /** Names of the utility server. Default localhost, 127.0.0.1 and ::1. */
  readonly utilityNames?: readonly AlternativeName[];
}

/** Mints a lab PKI: all chains of ISO 15118, utility and report chains, OCSP responses, and deliberately bad leaves. */
export function mintLabPki(options: LabPkiOptions = {}): Promise<LabPki> {
  // A promise, so that keys can come from elsewhere (a token) one day.
  return Promise.resolve(mint(options));
}

function mint(options: LabPkiOptions): LabPki {
  const lab = new LabMint({
    nowNs: (options.clock ?? systemClock).wallNs(),
    random: options.random ?? systemRandom,
    curve: options.curve ?? 'P-256',
    utilityNames: options.utilityNames ?? localNames,
    commonNames: {
      secc: options.seccId ?? 'SECC-LAB-1',
      contract: options.emaid ?? 'DEABCC123456789',
      'oem-provisioning': options.pcid ?? 'WMIV1234567890ABCD',
    },
  });
  const v2gRoot = lab.mint('v2g-root');
  const cpo2 = lab.mint('cpo-sub-ca2', { issuer: lab.mint('cpo-sub-ca1', { issuer: v2gRoot }) });
  const cps2 = lab.mint('cps-sub-ca2', { issuer: lab.mint('cps-sub-ca1', { issuer: v2gRoot }) });
  const moRoot = lab.mint('mo-root');
  const mo2 = lab.mint('mo-sub-ca2', { issuer: lab.mint('mo-sub-ca1', { issuer: moRoot }) });
  const oemRoot = lab.mint('oem-root');
  const oem2 = lab.mint('oem-sub-ca2', { issuer: lab.mint('oem-sub-ca1', { issuer: oemRoot }) });
  const mca = lab.mint('utility-mca', { issuer: lab.mint('utility-root') });
  const mica = lab.mint('utility-mica', { issuer: mca });
  const reportRoot = lab.mint('report-root');
  lab.mint('secc', { issuer: cpo2 });
  lab.mint('cps', { issuer: cps2 });
  const contract = lab.mint('contract', { issuer: mo2 });
  lab.mint('vehicle', { issuer: oem2 });
  const provisioning = lab.mint('oem-provisioning', { issuer: oem2 });
  lab.mint('ocsp-responder', { issuer: cpo2 });
  lab.mint('utility-server', { issuer: mica });
  lab.mint('utility-aggregator', { issuer: mica });
  lab.mint('utility-device', { issuer: mica });
  lab.mint('report-signing', { issuer: reportRoot });
  const identities = lab.identities();

  const moCross = lab.mint('mo-root', { name: 'mo-root-cross', issuer: v2gRoot, keys: moRoot.keys });
  const oemCross = lab.mint('oem-root', { name: 'oem-root-cross', issuer: v2gRoot, keys: oemRoot.keys });
  const crossed = (name: string, leaf: Identity, cross: Identity): Identity => {
    return { ...leaf, name, chain: [...leaf.chain, cross.certificate], root: cross.root };
  };
  const cross = {
    'mo-root-cross': moCross,
    'oem-root-cross': oemCross,
    'contract-cross': crossed('contract-cross', contract, moCross),
    'oem-provisioning-cross': crossed('oem-provisioning-cross', provisioning, oemCross),
  };
  const otherRoot = lab.mint('v2g-root', { name: 'other-v2g-root', commonName: 'Other V2G Root CA' });
  const otherCpo1 = lab.mint('cpo-sub-ca1', { name: 'other-cpo-sub-ca1', issuer: otherRoot });
  const otherCpo2 = lab.mint('cpo-sub-ca2', { name: 'other-cpo-sub-ca2', issuer: otherCpo1 });
  const other = {
    'other-v2g-root': otherRoot,
    'other-secc': lab.mint('secc', { name: 'other-secc', issuer: otherCpo2 }),
  };
  const bad = mintBadCertificates(lab, identities);
  return { identities, cross, other, bad, ocsp: mintOcspResponses(lab.now, identities, bad) };
}

const localNames: readonly AlternativeName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
];
