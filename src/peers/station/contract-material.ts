import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { readCertificate } from '../../pki/certificate-facts.js';
import { certificateProfiles } from '../../pki/certificate-profile.js';
import type { Identity } from '../../pki/identity.js';
import { loadCertificates, loadKeyPem } from '../../pki/load-certificates.js';
import { mintCertificate } from '../../pki/mint-certificate.js';
import { writePem } from '../../pki/pem.js';
import { iso15118Part2 } from '../../transport/tls-profiles.js';
import type { TlsServerOptions } from '../../transport/v2g-connection.js';
import type { SeccContract, SeccTls } from './secc-script.js';

/** A chain with the private key of its leaf. */
export interface HeldCredentials {
  /** DER, leaf first, without the root. */
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
}

/** What the tester's SECC has for Plug & Charge: it plays provisioning service and mobility operator too. */
export interface ContractMaterial {
  readonly moRoots: readonly Uint8Array[];
  readonly oemRoots: readonly Uint8Array[];
  /** A vehicle shows its provisioning certificate alone: the CAs above it are the SECC's to know. */
  readonly oemSubCas: readonly Uint8Array[];
  readonly provisioning: HeldCredentials;
  /** What an installation hands out. */
  readonly contract: HeldCredentials;
  /** What an update hands out: the same contract with other keys. */
  readonly successor: HeldCredentials;
  /** Key of MO sub-CA 2, which signs tariffs. */
  readonly tariffKey: KeyObject;
}

const dayNs = 86_400_000_000_000n;

/** Chain and key of the SECC for TLS. @throws PKI-001, PKI-002, PKI-003 */
export function loadSeccTls({ pki, secc = 'secc' }: SeccTls): TlsServerOptions {
  const chain = loadCertificates(join(pki, `${secc}.chain.pem`));
  return {
    profile: iso15118Part2,
    chain: chain.map((der) => writePem('CERTIFICATE', der)).join(''),
    key: loadKeyPem(join(pki, `${secc}.key.pem`)),
  };
}

/** Reads the folder of a PKI. @throws PKI-001, PKI-002, PKI-003 where something of it is missing */
export function loadContractMaterial(
  { pki, provisioning = 'cps' }: SeccContract,
  { clock, random }: { readonly clock: Clock; readonly random: RandomSource },
): ContractMaterial {
  const certificates = (name: string) => loadCertificates(join(pki, `${name}.cert.pem`));
  const key = (name: string) => createPrivateKey(loadKeyPem(join(pki, `${name}.key.pem`)));
  const held = (name: string) => ({ chain: loadCertificates(join(pki, `${name}.chain.pem`)), key: key(name) });
  const contract = held('contract');
  const operator = { ...held('mo-sub-ca2'), root: certificates('mo-root')[0]! };
  return {
    moRoots: [operator.root],
    oemRoots: certificates('oem-root'),
    oemSubCas: [...certificates('oem-sub-ca1'), ...certificates('oem-sub-ca2')],
    provisioning: held(provisioning),
    contract,
    successor: successorOf(contract, operator, clock, random),
    tariffKey: operator.key,
  };
}

/** A second certificate of the same contract, with keys of its own, from the same CA. */
function successorOf(
  { chain }: HeldCredentials,
  issuer: HeldCredentials & { readonly root: Uint8Array },
  clock: Clock,
  random: RandomSource,
): HeldCredentials {
  const facts = readCertificate(chain[0]!);
  const authority: Identity = {
    name: 'mo-sub-ca2',
    certificate: issuer.chain[0]!,
    chain: issuer.chain,
    root: issuer.root,
    curve: 'P-256',
    keys: { privateKey: issuer.key, publicKey: createPublicKey(issuer.key) },
  };
  const now = clock.wallNs();
  const profile = certificateProfiles.contract;
  const minted = mintCertificate({
    name: 'contract',
    profile,
    commonName: facts.kind === 'certificate' ? facts.commonName : '',
    curve: 'P-256',
    issuer: authority,
    notBefore: now - dayNs / 24n,
    notAfter: now + BigInt(profile.validDays ?? 365) * dayNs,
    random,
  });
  return { chain: minted.chain, key: minted.keys.privateKey };
}
