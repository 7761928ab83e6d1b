import type { KeyObject } from 'node:crypto';
import type { ExiObject } from '../../../messages/codec.js';
import { decryptContractKey } from '../../../messages/signature/contract-key.js';
import { listOf, objectAt, octetsOf } from '../../../messages/signature/read-value.js';
import type { Credentials } from './pnc-options.js';

/** What came of a contract that was handed over: it, or why the vehicle cannot use it. */
export type TakenContract =
  | { readonly kind: 'contract'; readonly contract: Credentials }
  | { readonly kind: 'unusable'; readonly why: string };

/** Opens the contract of a CertificateInstallationRes or CertificateUpdateRes of ISO 15118-2. Never throws on wire data. */
export function takeContract(body: ExiObject, receiverKey: KeyObject | undefined): TakenContract {
  const chain = chainIn(objectAt(body, 'ContractSignatureCertChain'));
  const encryptedPrivateKey = octetsOf(body['ContractSignatureEncryptedPrivateKey']);
  const dhPublicKey = octetsOf(body['DHpublickey']);
  const [certificate] = chain;
  if (receiverKey === undefined) return { kind: 'unusable', why: 'the vehicle has no key to decrypt it with' };
  if (certificate === undefined || encryptedPrivateKey === undefined || dhPublicKey === undefined) {
    return { kind: 'unusable', why: 'certificate, encrypted key or DHpublickey is missing' };
  }
  const opened = decryptContractKey({ encryptedPrivateKey, dhPublicKey, receiverKey, certificate });
  return opened.kind === 'key'
    ? { kind: 'contract', contract: { chain, key: opened.key } }
    : { kind: 'unusable', why: `${opened.rule}: ${opened.detail}` };
}

/** The certificates of a chain element, DER, leaf first. */
export function chainIn(element: ExiObject | undefined): readonly Uint8Array[] {
  const above = listOf(objectAt(element, 'SubCertificates')?.['Certificate']);
  return [element?.['Certificate'], ...above].map(octetsOf).filter((der) => der !== undefined);
}
