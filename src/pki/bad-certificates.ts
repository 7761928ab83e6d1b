import type { CertificateRole } from './certificate-profile.js';
import type { Identity } from './identity.js';
import type { LabCertificate, LabMint } from './lab-mint.js';

/** What can be wrong with any leaf of ISO 15118. */
const commonFaults = [
  'expired',
  'not-yet-valid',
  'wrong-root',
  'self-signed',
  'wrong-domain',
  'wrong-usage',
  'wrong-curve',
  'broken-signature',
  'revoked',
  'not-der',
] as const;
type CommonFault = (typeof commonFaults)[number];

/** Leaves that are asked for in a session, so that each fault of them meets somebody who must refuse it. */
const leaves = ['secc', 'vehicle', 'contract', 'oem-provisioning'] as const;
type Leaf = (typeof leaves)[number];

/** Certificates that are wrong in one way each, for tests of those who must refuse them. */
export type BadCertificate =
  | `${Leaf}-${CommonFault}`
  /** The leaf is good; the CA above it has expired. */
  | 'secc-expired-ca'
  /** Issued by who is no CA. */
  | 'secc-issuer-no-ca'
  /** One CA more than the path length allows. */
  | 'secc-path-too-long'
  /** Sub-CA 2, or sub-CA 1, has expired. */
  | 'contract-expired-ca'
  | 'contract-expired-ca1'
  /** Good certificates of another contract, and of a name that is no EMAID. */
  | 'contract-other-emaid'
  | 'contract-no-emaid'
  | 'utility-server-wrong-root'
  | 'utility-server-expired'
  | 'utility-device-wrong-root'
  | 'utility-device-expired'
  | 'utility-device-not-yet-valid'
  | 'utility-device-self-signed'
  /** Good, of another device: another LFDI. */
  | 'utility-device-other';

const wrongDomain: Readonly<Record<Leaf, string>> = {
  secc: 'CPS',
  vehicle: 'CPO',
  contract: 'CPO',
  'oem-provisioning': 'MO',
};
const issuerOf: Readonly<Record<Leaf, CertificateRole>> = {
  secc: 'cpo-sub-ca2',
  vehicle: 'oem-sub-ca2',
  contract: 'mo-sub-ca2',
  'oem-provisioning': 'oem-sub-ca2',
};
const rootOf: Readonly<Record<Leaf, CertificateRole>> = {
  secc: 'v2g-root',
  vehicle: 'oem-root',
  contract: 'mo-root',
  'oem-provisioning': 'oem-root',
};

/** Mints every bad certificate beside the good ones of the same lab. */
export function mintBadCertificates(
  lab: LabMint,
  good: Readonly<Record<CertificateRole, Identity>>,
): Readonly<Record<BadCertificate, Identity>> {
  const stranger = (role: CertificateRole, commonName: string) =>
    lab.mint(role, { name: `stranger-${role}`, commonName });
  const strangers: Readonly<Partial<Record<CertificateRole, Identity>>> = {
    'v2g-root': stranger('v2g-root', 'Stranger V2G Root CA'),
    'oem-root': stranger('oem-root', 'Stranger OEM Root CA'),
    'mo-root': stranger('mo-root', 'Stranger MO Root CA'),
  };
  const energy = stranger('utility-root', 'Stranger Smart Energy Root CA');
  const list: Identity[] = leaves.flatMap((leaf) => {
    const issuer = good[issuerOf[leaf]];
    const other = strangers[rootOf[leaf]];
    const faulty: Readonly<Record<Exclude<CommonFault, 'self-signed' | 'wrong-root' | 'not-der'>, LabCertificate>> = {
      expired: { startsInDays: -100, endsInDays: -10 },
      'not-yet-valid': { startsInDays: 30, endsInDays: 90 },
      'wrong-domain': { faults: { domainComponent: wrongDomain[leaf] } },
      'wrong-usage': { faults: { keyUsage: ['keyCertSign'] } },
      // P-384: a sound curve that neither edition knows.
      'wrong-curve': { curve: 'P-384' },
      'broken-signature': { faults: { brokenSignature: true } },
      revoked: {},
    };
    return [
      ...Object.entries(faulty).map(([fault, how]) => lab.mint(leaf, { issuer, name: `${leaf}-${fault}`, ...how })),
      lab.mint(leaf, { name: `${leaf}-wrong-root`, ...(other === undefined ? {} : { issuer: other }) }),
      lab.mint(leaf, { name: `${leaf}-self-signed` }),
      notDer(`${leaf}-not-der`, good[leaf]),
    ];
  });
  const old = { startsInDays: -100, endsInDays: -10 };
  const oldCa = lab.mint('cpo-sub-ca2', { name: 'expired-ca', issuer: good['cpo-sub-ca1'], ...old });
  // Below sub-CA 2, whose path length is 0.
  const thirdCa = lab.mint('cpo-sub-ca2', {
    name: 'third-ca',
    commonName: 'CPO Sub-CA 3',
    issuer: good['cpo-sub-ca2'],
  });
  const noCa = lab.mint('cpo-sub-ca2', {
    name: 'no-ca',
    issuer: good['cpo-sub-ca1'],
    profile: { ca: false, keyUsage: ['digitalSignature'] },
  });
  const oldMo1 = lab.mint('mo-sub-ca1', { name: 'expired-mo-ca1', issuer: good['mo-root'], ...old });
  const oldMo2 = lab.mint('mo-sub-ca2', { name: 'expired-mo-ca2', issuer: good['mo-sub-ca1'], ...old });
  const belowOldMo1 = lab.mint('mo-sub-ca2', { name: 'mo-ca2-below-expired', issuer: oldMo1 });
  const mo2 = good['mo-sub-ca2'];
  list.push(
    lab.mint('contract', { name: 'contract-expired-ca', issuer: oldMo2 }),
    lab.mint('contract', { name: 'contract-expired-ca1', issuer: belowOldMo1 }),
    lab.mint('contract', { name: 'contract-other-emaid', issuer: mo2, commonName: 'DEXYZC987654321' }),
    lab.mint('contract', { name: 'contract-no-emaid', issuer: mo2, commonName: 'Invalid_EMAID_' }),
    lab.mint('secc', { name: 'secc-expired-ca', issuer: oldCa }),
    lab.mint('secc', { name: 'secc-issuer-no-ca', issuer: noCa }),
    lab.mint('secc', { name: 'secc-path-too-long', issuer: thirdCa }),
    lab.mint('utility-server', { name: 'utility-server-wrong-root', issuer: energy }),
    lab.mint('utility-server', { name: 'utility-server-expired', issuer: good['utility-mica'], ...old }),
    lab.mint('utility-device', { name: 'utility-device-wrong-root', issuer: energy }),
    lab.mint('utility-device', { name: 'utility-device-expired', issuer: good['utility-mica'], ...old }),
    lab.mint('utility-device', {
      name: 'utility-device-not-yet-valid',
      issuer: good['utility-mica'],
      startsInDays: 30,
      endsInDays: 90,
    }),
    lab.mint('utility-device', { name: 'utility-device-self-signed' }),
    lab.mint('utility-device', {
      name: 'utility-device-other',
      issuer: good['utility-mica'],
      commonName: 'V2G-GATEWAY-2',
    }),
  );
  return Object.fromEntries(list.map((identity) => [identity.name, identity])) as Record<BadCertificate, Identity>;
}

/** Bytes where the certificate should be that are no DER at all: every octet of it turned over. */
function notDer(name: string, good: Identity): Identity {
  const certificate = good.certificate.map((octet) => octet ^ 0xff);
  return { ...good, name, certificate, chain: [certificate, ...good.chain.slice(1)] };
}
