import type { RandomSource } from '../base/random.js';
import { type CertificateProfile, type CertificateRole, certificateProfiles } from './certificate-profile.js';
import type { Curve, Identity, KeyPair } from './identity.js';
import { type AlternativeName, type MintFaults, mintCertificate } from './mint-certificate.js';

export interface LabMintOptions {
  /** Wall time, ns: validity starts an hour before it. */
  readonly nowNs: bigint;
  readonly random: RandomSource;
  readonly curve: Curve;
  readonly utilityNames: readonly AlternativeName[];
  /** Instead of the defaults. */
  readonly commonNames: Readonly<Partial<Record<CertificateRole, string>>>;
}

/** How one certificate differs from its role's. */
export interface LabCertificate {
  /** undefined: self-signed. */
  readonly issuer?: Identity;
  /** Default: the role. */
  readonly name?: string;
  readonly commonName?: string;
  readonly curve?: Curve;
  readonly keys?: KeyPair;
  readonly startsInDays?: number;
  readonly endsInDays?: number;
  readonly faults?: MintFaults;
  readonly profile?: Partial<CertificateProfile>;
}

const hourNs = 3_600_000_000_000n;
const dayNs = 24n * hourNs;
/** Nobody listens there: it tells who would be asked. */
const ocspUrl = 'http://ocsp.lab.invalid/';

const defaultNames: Readonly<Record<CertificateRole, string>> = {
  'v2g-root': 'V2G Root CA',
  'cpo-sub-ca1': 'CPO Sub-CA 1',
  'cpo-sub-ca2': 'CPO Sub-CA 2',
  secc: 'SECC-LAB-1',
  'cps-sub-ca1': 'CPS Sub-CA 1',
  'cps-sub-ca2': 'CPS Sub-CA 2',
  cps: 'CPS',
  'mo-root': 'MO Root CA',
  'mo-sub-ca1': 'MO Sub-CA 1',
  'mo-sub-ca2': 'MO Sub-CA 2',
  contract: 'DEABCC123456789',
  'oem-root': 'OEM Root CA',
  'oem-sub-ca1': 'OEM Sub-CA 1',
  'oem-sub-ca2': 'OEM Sub-CA 2',
  vehicle: 'WMIV1234567890ABCDEX',
  'oem-provisioning': 'WMIV1234567890ABCD',
  'ocsp-responder': 'OCSP responder of CPO Sub-CA 2',
  'utility-root': 'Smart Energy Root CA',
  'utility-mca': 'Smart Energy MCA',
  'utility-mica': 'Smart Energy MICA',
  'utility-server': 'localhost',
  'utility-aggregator': 'Aggregator',
  'utility-device': 'V2G-GATEWAY-1',
  'report-root': 'Report Root CA',
  'report-signing': 'Commissioning report (demonstration)',
};

/** Mints the certificates of one lab PKI and remembers the good ones by role. */
export class LabMint {
  readonly #options: LabMintOptions;
  readonly #minted = new Map<CertificateRole, Identity>();

  constructor(options: LabMintOptions) {
    this.#options = options;
  }

  get now(): Date {
    return new Date(Number(this.#options.nowNs / 1_000_000n));
  }

  get curve(): Curve {
    return this.#options.curve;
  }

  /** A certificate as its role asks, but for what is said. */
  mint(role: CertificateRole, certificate: LabCertificate = {}): Identity {
    const { nowNs, random, utilityNames, commonNames } = this.#options;
    const { issuer, keys, faults, startsInDays } = certificate;
    const profile = { ...certificateProfiles[role], ...certificate.profile };
    const energy = role.startsWith('utility') || role.startsWith('report');
    const days = certificate.endsInDays ?? profile.validDays;
    const identity = mintCertificate({
      name: certificate.name ?? role,
      profile,
      commonName: certificate.commonName ?? commonNames[role] ?? defaultNames[role],
      curve: certificate.curve ?? (energy ? 'P-256' : this.curve),
      notBefore: startsInDays === undefined ? nowNs - hourNs : nowNs + BigInt(startsInDays) * dayNs,
      random,
      ...(issuer === undefined ? {} : { issuer }),
      ...(days === undefined ? {} : { notAfter: nowNs + BigInt(days) * dayNs }),
      ...(role === 'utility-server' ? { names: utilityNames } : {}),
      ...(issuer !== undefined && !energy ? { ocspUrl } : {}),
      ...(keys === undefined ? {} : { keys }),
      ...(faults === undefined ? {} : { faults }),
    });
    if (identity.name === role) this.#minted.set(role, identity);
    return identity;
  }

  /** The good ones; every role must have been minted. */
  identities(): Readonly<Record<CertificateRole, Identity>> {
    const roles = Object.keys(certificateProfiles) as CertificateRole[];
    return Object.fromEntries(roles.map((role) => [role, this.#minted.get(role) as Identity])) as Record<
      CertificateRole,
      Identity
    >;
  }
}
