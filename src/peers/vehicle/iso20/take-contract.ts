import type { ExiObject } from '../../../messages/codec.js';
import { decryptInstallationKey, type InstallationKeyFields } from '../../../messages/signature/contract-key-20.js';
import { objectAt } from '../../../messages/signature/read-value.js';
import { readCertificate } from '../../../pki/certificate-facts.js';
import type { Credentials } from '../pnc/pnc-options.js';
import { chainIn, type TakenContract } from '../pnc/take-contract.js';
import { bytesAt, textAt } from '../read-value.js';

/** Opens the contract of a CertificateInstallationRes of ISO 15118-20. Never throws on wire data. */
export function takeIso20Contract(body: ExiObject, provisioning: Credentials | undefined): TakenContract {
  const unusable = (why: string): TakenContract => ({ kind: 'unusable', why });
  const [own] = provisioning?.chain ?? [];
  if (provisioning === undefined || own === undefined) return unusable('the vehicle has no key to decrypt it with');
  const data = objectAt(body, 'SignedInstallationData');
  const chain = chainIn(objectAt(data, 'ContractCertificateChain'));
  const [certificate] = chain;
  const fields = fieldsOf(data);
  if (certificate === undefined || fields === undefined) return unusable('certificate or key fields are missing');
  const provisioned = readCertificate(own);
  const contract = readCertificate(certificate);
  if (provisioned.kind !== 'certificate' || contract.kind !== 'certificate') return unusable('a certificate is none');
  const { subjectKeyIdentifier } = contract;
  if (subjectKeyIdentifier === undefined) return unusable('the contract certificate has no subject key identifier');
  const opened = decryptInstallationKey({
    fields,
    receiverKey: provisioning.key,
    certificate,
    pcid: provisioned.commonName,
    subjectKeyIdentifier,
  });
  switch (opened.kind) {
    case 'key':
      return { kind: 'contract', contract: { chain, key: opened.key } };
    case 'ed448-number':
      return unusable('an Ed448 key came as its number, with which this vehicle cannot sign');
    default:
      return unusable(`${opened.rule}: ${opened.detail}`);
  }
}

function fieldsOf(data: ExiObject | undefined): InstallationKeyFields | undefined {
  const curve = textAt(data, 'ECDHCurve');
  const DHPublicKey = bytesAt(data, 'DHPublicKey');
  if ((curve !== 'SECP521' && curve !== 'X448') || DHPublicKey === undefined) return undefined;
  const p521 = bytesAt(data, 'SECP521_EncryptedPrivateKey');
  const x448 = bytesAt(data, 'X448_EncryptedPrivateKey');
  return {
    ECDHCurve: curve,
    DHPublicKey,
    ...(p521 === undefined ? {} : { SECP521_EncryptedPrivateKey: p521 }),
    ...(x448 === undefined ? {} : { X448_EncryptedPrivateKey: x448 }),
  };
}
