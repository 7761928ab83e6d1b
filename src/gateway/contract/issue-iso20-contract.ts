import type { KeyObject } from 'node:crypto';
import type { RandomSource } from '../../base/random.js';
import { keyName, suiteOfKey } from '../../messages/signature/algorithms.js';
import { encryptInstallationKey } from '../../messages/signature/contract-key-20.js';
import { signElements } from '../../messages/signature/sign-elements.js';
import type { IssuedContract, ProvisioningMaterial } from './contract-desk.js';
import { chainElement, type Issued } from './issue-contract.js';

/**
 * A contract with its key encrypted for the vehicle, signed by the CPS (ISO 15118-20:2022, 7.9.2.5.2). `receiver` is the key of
 * the provisioning certificate, `pcid` its common name. undefined: keys that are neither P-521 nor Ed448 cannot carry it.
 */
export function issueIso20Contract(
  provisioning: ProvisioningMaterial,
  contract: IssuedContract,
  receiver: KeyObject,
  pcid: string,
  random: RandomSource,
): Issued | undefined {
  const suite = suiteOfKey(provisioning.key);
  const { subjectKeyIdentifier } = contract.leaf;
  if (suite === undefined || subjectKeyIdentifier === undefined) return undefined;
  if (![contract.key, receiver].every((key) => ['P-521', 'Ed448'].includes(keyName(key)))) return undefined;
  // The schema knows DHPublicKey with 133 octets only, so X448 has no form on the wire.
  if (keyName(receiver) !== 'P-521') return undefined;
  const fields = encryptInstallationKey({ contractKey: contract.key, receiver, pcid, subjectKeyIdentifier, random });
  const value = { Id: 'id1', ContractCertificateChain: chainElement(contract.chain), ...fields };
  return {
    body: { CPSCertificateChain: chainElement(provisioning.chain), SignedInstallationData: value },
    signature: signElements({
      schema: 'iso20.cm',
      elements: [{ name: 'SignedInstallationData', value }],
      key: provisioning.key,
      suite,
    }),
  };
}
