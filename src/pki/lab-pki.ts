import { type Clock, systemClock } from '../base/clock.js';
import { type RandomSource, systemRandom } from '../base/random.js';
import { type CertificateRole, certificateProfiles } from './certificate-profile.js';
import type { Curve, Identity } from './identity.js';
import { type MintFaults, mintCertificate } from './mint-certificate.js';

/** Certificates that are wrong in one way each, for tests of those who must refuse them. */
export type BadCertificate =
  | 'secc-expired'
  | 'secc-not-yet-valid'
  | 'secc-wrong-root'
  | 'secc-self-signed'
  | 'secc-wrong-domain'
  | 'secc-wrong-usage'
  | 'vehicle-expired'
  | 'vehicle-wrong-root'
  | 'utility-server-wrong-root'
  | 'utility-device-wrong-root';

export interface LabPki {
  readonly identities: Readonly<Record<CertificateRole, Identity>>;
  readonly bad: Readonly<Record<BadCertificate, Identity>>;
}

export interface LabPkiOptions {
  /** Validity starts one hour before its wall time. */
  readonly clock?: Clock;
  readonly random?: RandomSource;
  /** Curve of the V2G and OEM chains. Default P-256 (ISO 15118-2); P-521 is what ISO 15118-20 asks for. */
  readonly curve?: Curve;
  /** Common name of the SECC's certificate: the SECCID. Default `SECC-LAB-1`. */
  readonly seccId?: string;
  /** Names of the utility server. Default localhost, 127.0.0.1 and ::1. */
  readonly utilityNames?: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[];
}

const hourNs = 3_600_000_000_000n;
const dayNs = 24n * hourNs;

/** Mints a small lab PKI: V2G, vehicle maker, utility and report chains, and deliberately bad leaves. */
export async function mintLabPki(options: LabPkiOptions = {}): Promise<LabPki> {
  const now = (options.clock ?? systemClock).wallNs();
  const random = options.random ?? systemRandom;
  const v2gCurve = options.curve ?? 'P-256';
  const mint = (
    role: CertificateRole,
    commonName: string,
    issuer: Identity | undefined,
    more: {
      readonly name?: string;
      readonly startsInDays?: number;
      readonly endsInDays?: number;
      readonly faults?: MintFaults;
    } = {},
  ): Promise<Identity> => {
    const profile = certificateProfiles[role];
    const energy = role.startsWith('utility') || role.startsWith('report');
    const days = more.endsInDays ?? profile.validDays;
    return mintCertificate({
      name: more.name ?? role,
      profile,
      commonName,
      curve: energy ? 'P-256' : v2gCurve,
      ...(issuer === undefined ? {} : { issuer }),
      notBefore: more.startsInDays === undefined ? now - hourNs : now + BigInt(more.startsInDays) * dayNs,
      ...(days === undefined ? {} : { notAfter: now + BigInt(days) * dayNs }),
      random,
      ...(role === 'utility-server' ? { names: options.utilityNames ?? localNames } : {}),
      ...(more.faults === undefined ? {} : { faults: more.faults }),
    });
  };
  const seccId = options.seccId ?? 'SECC-LAB-1';
  const v2gRoot = await mint('v2g-root', 'V2G Root CA', undefined);
  const cpo1 = await mint('cpo-sub-ca1', 'CPO Sub-CA 1', v2gRoot);
  const cpo2 = await mint('cpo-sub-ca2', 'CPO Sub-CA 2', cpo1);
  const oemRoot = await mint('oem-root', 'OEM Root CA', undefined);
  const oem1 = await mint('oem-sub-ca1', 'OEM Sub-CA 1', oemRoot);
  const oem2 = await mint('oem-sub-ca2', 'OEM Sub-CA 2', oem1);
  const utilityRoot = await mint('utility-root', 'Smart Energy Root CA', undefined);
  const reportRoot = await mint('report-root', 'Report Root CA', undefined);
  const strangerV2g = await mint('v2g-root', 'Stranger V2G Root CA', undefined);
  const strangerOem = await mint('oem-root', 'Stranger OEM Root CA', undefined);
  const strangerUtility = await mint('utility-root', 'Stranger Smart Energy Root CA', undefined);

  const identities: Record<CertificateRole, Identity> = {
    'v2g-root': v2gRoot,
    'cpo-sub-ca1': cpo1,
    'cpo-sub-ca2': cpo2,
    secc: await mint('secc', seccId, cpo2),
    'oem-root': oemRoot,
    'oem-sub-ca1': oem1,
    'oem-sub-ca2': oem2,
    vehicle: await mint('vehicle', 'WMIV1234567890ABCDEX', oem2),
    'utility-root': utilityRoot,
    'utility-server': await mint('utility-server', 'localhost', utilityRoot),
    'utility-device': await mint('utility-device', 'V2G gateway', utilityRoot),
    'report-root': reportRoot,
    'report-signing': await mint('report-signing', 'Commissioning report (demonstration)', reportRoot),
  };
  const expired = { startsInDays: -100, endsInDays: -10 };
  const bad: Record<BadCertificate, Identity> = {
    'secc-expired': await mint('secc', seccId, cpo2, { name: 'secc-expired', ...expired }),
    'secc-not-yet-valid': await mint('secc', seccId, cpo2, {
      name: 'secc-not-yet-valid',
      startsInDays: 30,
      endsInDays: 120,
    }),
    'secc-wrong-root': await mint('secc', seccId, strangerV2g, { name: 'secc-wrong-root' }),
    'secc-self-signed': await mint('secc', seccId, undefined, { name: 'secc-self-signed' }),
    'secc-wrong-domain': await mint('secc', seccId, cpo2, {
      name: 'secc-wrong-domain',
      faults: { domainComponent: 'CPS' },
    }),
    'secc-wrong-usage': await mint('secc', seccId, cpo2, {
      name: 'secc-wrong-usage',
      faults: { keyUsage: ['keyCertSign'] },
    }),
    'vehicle-expired': await mint('vehicle', 'WMIV1234567890ABCDEX', oem2, { name: 'vehicle-expired', ...expired }),
    'vehicle-wrong-root': await mint('vehicle', 'WMIV1234567890ABCDEX', strangerOem, { name: 'vehicle-wrong-root' }),
    'utility-server-wrong-root': await mint('utility-server', 'localhost', strangerUtility, {
      name: 'utility-server-wrong-root',
    }),
    'utility-device-wrong-root': await mint('utility-device', 'V2G gateway', strangerUtility, {
      name: 'utility-device-wrong-root',
    }),
  };
  return { identities, bad };
}

const localNames = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
] as const;
