import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { PlumblineError } from '../../base/errors.js';
import { readCertificate } from '../../pki/certificate-facts.js';
import { keyFileMode } from '../../pki/key-file-mode.js';
import { loadBytes, loadCertificates, loadKeyPem } from '../../pki/load-certificates.js';
import { loadChain } from '../certificates.js';
import type { ContractChainsConfig, IssuedContractConfig } from '../config/contract-config.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { ContractDesk, ContractMaterial, IssuedContract } from './contract-desk.js';

/**
 * Reads and checks what Plug & Charge needs; undefined where the configuration has no section `contract`. Whatever is wrong
 * keeps the gateway from starting.
 * @throws GATEWAY-010 to GATEWAY-016 a chain or key; GATEWAY-018 another certificate, OCSP response or the tariff key
 */
export function loadContractDesk(config: GatewayConfig, now: Date): ContractDesk | undefined {
  const { contract } = config;
  if (contract === undefined || config.security.tls === 'off') return undefined;
  return {
    iso2: contract.mo_roots.length === 0 ? undefined : loadMaterial(contract, now),
    iso20: contract.iso20 === undefined ? undefined : loadMaterial(contract.iso20, now),
  };
}

function loadMaterial(config: ContractChainsConfig, now: Date): ContractMaterial {
  const { provisioning, tariff } = config;
  return {
    moRoots: config.mo_roots.flatMap(certificatesOf),
    oemRoots: config.oem_roots.flatMap(certificatesOf),
    oemSubCas: config.oem_sub_cas.flatMap(certificatesOf),
    ocsp: config.ocsp_responses.map((file) => reading(file, () => loadBytes(file))),
    provisioning:
      provisioning === undefined
        ? undefined
        : {
            ...chainAndKey(provisioning.certificate_chain, provisioning.private_key, now),
            contracts: provisioning.contracts.map((contract) => issuedContract(contract, now)),
          },
    tariffKey: tariff === undefined ? undefined : keyOf(tariff.private_key),
  };
}

function issuedContract(config: IssuedContractConfig, now: Date): IssuedContract {
  const { chain, key } = chainAndKey(config.certificate_chain, config.private_key, now);
  const leaf = readCertificate(chain[0]!);
  if (leaf.kind !== 'certificate') {
    throw new PlumblineError('GATEWAY-018', { place: config.certificate_chain, detail: leaf.detail });
  }
  return { pcid: config.pcid, emaid: leaf.commonName, chain, leaf, key };
}

function chainAndKey(chainFile: string, keyFile: string, now: Date): { chain: readonly Uint8Array[]; key: KeyObject } {
  const material = loadChain(chainFile, keyFile, undefined, now);
  return { chain: certificatesOf(chainFile), key: createPrivateKey(material.key) };
}

function certificatesOf(file: string): readonly Uint8Array[] {
  return reading(file, () => {
    const found = loadCertificates(file);
    for (const der of found) new X509Certificate(der);
    return found;
  });
}

function keyOf(file: string): KeyObject {
  const key = reading(file, () => createPrivateKey(loadKeyPem(file)));
  const mode = keyFileMode(file);
  if (!mode.private) throw new PlumblineError('GATEWAY-014', { place: file, detail: mode.fault ?? mode.text });
  return key;
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new PlumblineError('GATEWAY-018', { place: file, detail: (error as Error).message, cause: error });
  }
}
