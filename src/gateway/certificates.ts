import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PlumblineError } from '../base/errors.js';
import { keyFileMode } from '../pki/key-file-mode.js';
import type { OtherChain } from '../transport/tls-options.js';
import { iso15118Part20, iso15118Part20P256, type TlsProfile } from '../transport/tls-profiles.js';
import type { OtherChainConfig, SecurityConfig } from './config/gateway-config.js';

/** What TLS needs, checked. */
export interface TlsMaterial {
  /** PEM, leaf first. */
  readonly chain: string;
  readonly key: string;
  readonly ocspResponse?: Uint8Array;
  /** Chains for vehicles that name another root. */
  readonly others?: readonly OtherChain[];
  /** First notAfter of the chain. */
  readonly validTo: Date;
}

/** What mutual TLS 1.3 of ISO 15118-20 needs. */
export interface Iso20TlsMaterial extends TlsMaterial {
  readonly profile: TlsProfile;
  /** PEM roots that vehicle certificates may come from. */
  readonly vehicleRoots: readonly string[];
}

/**
 * Reads and checks chain and key where TLS is asked for; undefined where it is off. Whatever is wrong keeps the gateway
 * from starting: a station that was told to enforce TLS must not serve plain TCP because a file is missing.
 * @throws GATEWAY-010 to GATEWAY-017
 */
export function loadTlsMaterial(security: SecurityConfig, now: Date): TlsMaterial | undefined {
  const { certificate_chain: chain, private_key: key } = security;
  if (security.tls === 'off' || chain === undefined || key === undefined) return undefined;
  const others = loadOthers(security.other_chains, now);
  const { private_root: root } = security;
  // A private environment: its vehicles need the root, and there is no responder to ask (V2G2-872).
  const ocsp = root === undefined ? security.ocsp_response : undefined;
  const own = loadChain(chain, key, ocsp, now);
  return {
    ...own,
    ...(root === undefined ? {} : { chain: `${own.chain.trimEnd()}\n${loadRoot(root)}` }),
    ...others,
  };
}

/**
 * The same for ISO 15118-20. A leaf on P-521 or Ed448 gets the profile of the standard; any other one is outside it
 * (V2G20-2674) and gets the profile that says so in its name.
 * @throws GATEWAY-010 to GATEWAY-017
 */
export function loadIso20Material(security: SecurityConfig, now: Date): Iso20TlsMaterial | undefined {
  const { iso20 } = security;
  if (security.tls === 'off' || iso20 === undefined) return undefined;
  const material = loadChain(iso20.certificate_chain, iso20.private_key, iso20.ocsp_response, now);
  const vehicleRoots = iso20.vehicle_roots.map(loadRoot);
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(material.key);
  const standard = asymmetricKeyType === 'ed448' || asymmetricKeyDetails?.namedCurve === 'secp521r1';
  return {
    ...material,
    ...loadOthers(iso20.other_chains, now),
    vehicleRoots,
    profile: standard ? iso15118Part20 : iso15118Part20P256,
  };
}

/** Chains under other roots. @throws GATEWAY-010 to GATEWAY-017 */
function loadOthers(chains: readonly OtherChainConfig[] = [], now: Date): Pick<TlsMaterial, 'others'> {
  if (chains.length === 0) return {};
  const others = chains.map(({ root, certificate_chain: chain, private_key: key, ocsp_response: ocsp }): OtherChain => {
    const { validTo: _, ...material } = loadChain(chain, key, ocsp, now);
    return { ...material, root: loadRoot(root) };
  });
  return { others };
}

/** A root, PEM. @throws GATEWAY-017 */
function loadRoot(file: string): string {
  const pem = read(file, 'GATEWAY-017').toString('utf8');
  try {
    new X509Certificate(pem);
  } catch (error) {
    throw new PlumblineError('GATEWAY-017', { place: file, detail: (error as Error).message, cause: error });
  }
  return pem;
}

/** A chain with its key, each checked as a station has to. @throws GATEWAY-010 to GATEWAY-016 */
export function loadChain(chainFile: string, keyFile: string, ocsp: string | undefined, now: Date): TlsMaterial {
  const chain = read(chainFile, 'GATEWAY-010').toString('utf8');
  const certificates = parseChain(chain, chainFile);
  for (const [index, certificate] of certificates.entries()) {
    const place = `${chainFile}: certificate ${index + 1} (${subjectOf(certificate)})`;
    if (new Date(certificate.validTo) < now) {
      throw new PlumblineError('GATEWAY-012', { place, detail: `since ${certificate.validTo}` });
    }
    if (new Date(certificate.validFrom) > now) {
      throw new PlumblineError('GATEWAY-013', { place, detail: `from ${certificate.validFrom}` });
    }
  }
  const key = read(keyFile, 'GATEWAY-016').toString('utf8');
  const mode = keyFileMode(keyFile);
  if (!mode.private) throw new PlumblineError('GATEWAY-014', { place: keyFile, detail: mode.fault ?? mode.text });
  checkKey(key, keyFile, certificates[0]!);
  return {
    chain,
    key,
    ...(ocsp === undefined ? {} : { ocspResponse: new Uint8Array(read(ocsp, 'GATEWAY-011')) }),
    validTo: new Date(Math.min(...certificates.map((certificate) => new Date(certificate.validTo).getTime()))),
  };
}

function read(file: string, code: 'GATEWAY-010' | 'GATEWAY-011' | 'GATEWAY-016' | 'GATEWAY-017'): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new PlumblineError(code, { place: file, detail: (error as Error).message, cause: error });
  }
}

function parseChain(pem: string, file: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new PlumblineError('GATEWAY-011', { place: file, detail: 'no PEM certificate in it' });
  const certificates = blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch (error) {
      const detail = `certificate ${index + 1}: ${(error as Error).message}`;
      throw new PlumblineError('GATEWAY-011', { place: file, detail, cause: error });
    }
  });
  for (const [index, certificate] of certificates.entries()) {
    const issuer = certificates[index + 1];
    if (issuer !== undefined && !certificate.verify(issuer.publicKey)) {
      const detail = `certificate ${index + 1} is not signed by certificate ${index + 2}`;
      throw new PlumblineError('GATEWAY-011', { place: file, detail });
    }
  }
  return certificates;
}

function checkKey(pem: string, file: string, leaf: X509Certificate): void {
  let fits: boolean;
  try {
    fits = leaf.checkPrivateKey(createPrivateKey(pem));
  } catch (error) {
    throw new PlumblineError('GATEWAY-016', { place: file, detail: (error as Error).message, cause: error });
  }
  if (!fits) throw new PlumblineError('GATEWAY-015', { place: file, detail: `leaf is ${subjectOf(leaf)}` });
}

function subjectOf(certificate: X509Certificate): string {
  return certificate.subject.replaceAll('\n', ', ');
}
