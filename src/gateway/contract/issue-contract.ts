import { X509Certificate } from 'node:crypto';
import type { RandomSource } from '../../base/random.js';
import { encryptContractKey } from '../../messages/signature/contract-key.js';
import { signElements } from '../../messages/signature/sign-elements.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { IssuedContract, ProvisioningMaterial } from './contract-desk.js';
import { normalEmaid } from './emaid.js';

/** What CertificateInstallationRes and CertificateUpdateRes carry beside the code, and the signature of the CPS. */
export interface Issued {
  readonly body: ExiObject;
  readonly signature: ExiObject;
}

/**
 * A contract with its key encrypted for the vehicle and signed by the CPS (ISO 15118-2, 7.9.2.4.3; V2G2-814 to V2G2-821).
 * `receiver` is the certificate whose key decrypts it, DER: OEM provisioning, or the contract in use.
 * @throws MESSAGES-041 a key is not P-256
 */
export function issueContract(
  provisioning: ProvisioningMaterial,
  contract: IssuedContract,
  receiver: Uint8Array,
  random: RandomSource,
): Issued {
  const encrypted = encryptContractKey({
    contractKey: contract.key,
    receiver: new X509Certificate(receiver).publicKey,
    random,
  });
  const elements = [
    { name: 'ContractSignatureCertChain', value: chainElement(contract.chain, 'id1') },
    { name: 'ContractSignatureEncryptedPrivateKey', value: { Id: 'id2', value: encrypted.encryptedPrivateKey } },
    { name: 'DHpublickey', value: { Id: 'id3', value: encrypted.dhPublicKey } },
    { name: 'eMAID', value: { Id: 'id4', value: normalEmaid(contract.emaid) ?? contract.emaid } },
  ];
  return {
    body: {
      SAProvisioningCertificateChain: chainElement(provisioning.chain),
      ...Object.fromEntries(elements.map(({ name, value }) => [name, value])),
    },
    signature: signElements({ schema: 'iso2', elements, key: provisioning.key, suite: 'ecdsa-p256-sha256' }),
  };
}

/** CertificateChainType of a chain, leaf first, DER. */
export function chainElement(chain: readonly Uint8Array[], id?: string): ExiObject {
  const [leaf = new Uint8Array(), ...above] = chain;
  return {
    ...(id === undefined ? {} : { Id: id }),
    Certificate: leaf,
    ...(above.length === 0 ? {} : { SubCertificates: { Certificate: above } }),
  };
}
