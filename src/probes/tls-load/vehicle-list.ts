import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { type RandomSource, systemRandom } from '../../base/random.js';
import { certificateProfiles } from '../../pki/certificate-profile.js';
import { type Curve, chainPem, type Identity, privateKeyPem } from '../../pki/identity.js';
import { loadCertificates, loadKeyPem } from '../../pki/load-certificates.js';
import { mintCertificate } from '../../pki/mint-certificate.js';
import { mostVehicles } from './tls-load-plan.js';

export interface VehicleListOptions {
  /** CA that the server under test trusts: of ISO 15118 the OEM's or the MO's, of IEEE 2030.5 the MICA. */
  readonly issuer: Identity;
  readonly role: 'vehicle' | 'contract' | 'utility-device';
  /** 1..1000. */
  readonly count: number;
  /** Default: that of the issuer. */
  readonly curve?: Curve;
  /** Where `vehicle-N.chain.pem`, `vehicle-N.key.pem` (0600) and `vehicles.tsv` are written. */
  readonly folder: string;
  readonly clock?: Clock;
  readonly random?: RandomSource;
}

const dayNs = 86_400_000_000_000n;
/** Certificates of an earlier list are shown again while they are valid for this much longer. */
const leastLeftNs = dayNs / 8n;

/**
 * Mints a certificate for each vehicle and returns the path of their list. Vehicle N has the same name in every list; those
 * that an earlier call left in the folder, from the same issuer, on the same curve and still valid, are taken again: a
 * thousand on P-521 take seconds to make. @throws PlumblineError PROBES-050 bad count
 */
export function writeVehicleList(options: VehicleListOptions): string {
  const { issuer, role, count, folder } = options;
  if (!Number.isInteger(count) || count < 1 || count > mostVehicles)
    throw new PlumblineError('PROBES-050', { place: 'vehicles', detail: `${count} is not in 1..${mostVehicles}` });
  const now = (options.clock ?? systemClock).wallNs();
  mkdirSync(folder, { recursive: true });
  const lines = Array.from({ length: count }, (_, i) => {
    const number = String(i + 1).padStart(4, '0');
    const chain = resolve(folder, `vehicle-${number}.chain.pem`);
    const key = resolve(folder, `vehicle-${number}.key.pem`);
    const line = `${chain}\t${key}`;
    if (isUsable(chain, key, options, now)) return line;
    const identity = mintCertificate({
      name: `vehicle-${number}`,
      profile: certificateProfiles[role],
      commonName: role === 'utility-device' ? `V2G-DEVICE-${number}` : `WMIV123456789${number}EX`,
      curve: options.curve ?? issuer.curve,
      issuer,
      notBefore: now - dayNs / 24n,
      notAfter: now + 2n * dayNs,
      random: options.random ?? systemRandom,
    });
    writeFileSync(key, privateKeyPem(identity), { mode: 0o600 });
    writeFileSync(chain, chainPem(identity));
    return line;
  });
  const list = join(folder, 'vehicles.tsv');
  writeFileSync(list, `${lines.join('\n')}\n`);
  return list;
}

/** Whether this vehicle's files are there and as they would be minted now. What cannot be read is minted anew. */
function isUsable(
  chain: string,
  key: string,
  { issuer, curve = issuer.curve }: VehicleListOptions,
  now: bigint,
): boolean {
  if (!existsSync(chain) || !existsSync(key)) return false;
  try {
    const leaf = new X509Certificate(loadCertificates(chain)[0]!);
    const above = new X509Certificate(issuer.certificate);
    if (!leaf.checkIssued(above) || !leaf.verify(issuer.keys.publicKey) || curveOf(leaf.publicKey) !== curve)
      return false;
    if (!leaf.checkPrivateKey(createPrivateKey(readFileSync(key)))) return false;
    return BigInt(Date.parse(leaf.validTo)) * 1_000_000n - now > leastLeftNs;
  } catch {
    return false;
  }
}

/**
 * A CA of a folder that `writeLabPki` wrote, to mint with; `undefined` where its key is not there, as on a site that keeps
 * its keys. @throws PlumblineError PKI-* for files that cannot be used
 */
export function issuerOf(pki: string, name: string, root: string): Identity | undefined {
  const key = join(pki, `${name}.key.pem`);
  if (!existsSync(key)) return undefined;
  const chain = loadCertificates(join(pki, `${name}.chain.pem`));
  const privateKey = createPrivateKey(loadKeyPem(key));
  const certificate = chain[0]!;
  const [anchor] = loadCertificates(join(pki, `${root}.cert.pem`));
  const publicKey = createPublicKey(privateKey);
  return { name, certificate, chain, root: anchor!, curve: curveOf(publicKey), keys: { privateKey, publicKey } };
}

function curveOf(key: KeyObject): Curve {
  if (key.asymmetricKeyType === 'ed448') return 'Ed448';
  const curves: Readonly<Record<string, Curve>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
  return curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'P-256';
}

/** A list in which all vehicles have the same certificate: for a site that has only one to give. */
export function writeSharedList(chain: string, key: string, count: number, folder: string): string {
  const list = join(folder, 'vehicles.tsv');
  writeFileSync(list, `${`${resolve(chain)}\t${resolve(key)}\n`.repeat(count)}`);
  return list;
}

/** How many vehicles a list has. @throws PlumblineError PROBES-050 when it cannot be read */
export function vehiclesIn(list: string): number {
  if (!existsSync(list)) throw new PlumblineError('PROBES-050', { place: list, detail: 'cannot be read' });
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line !== '').length;
}
