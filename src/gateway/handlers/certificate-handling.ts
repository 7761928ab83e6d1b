import { X509Certificate } from 'node:crypto';
import type { CertificateInstallationReq } from '../../messages/iso2/certificate-installation.js';
import type { CertificateUpdateReq } from '../../messages/iso2/certificate-update.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { chainOf } from '../contract/chain-of.js';
import { type ChainFault, checkShownChain, completeChain } from '../contract/check-chain.js';
import { signatureFault } from '../contract/check-signature.js';
import type { IssuedContract, ProvisioningMaterial } from '../contract/contract-desk.js';
import { sameEmaid } from '../contract/emaid.js';
import { issueContract } from '../contract/issue-contract.js';
import { isSeeded } from '../faults/faults.js';
import { bodyOf } from '../messages.js';
import { refusal } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { answer, type Plan } from '../session/plan.js';
import type { FailedCode } from '../session/response-code.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/** What the answers say of a chain (ISO 15118-2, 8.4.3.10, 8.4.3.11). */
const codes: Readonly<Record<ChainFault, FailedCode>> = {
  chain: 'FAILED_CertChainError',
  'not-yet-valid': 'FAILED_CertChainError',
  expired: 'FAILED_CertificateExpired',
  revoked: 'FAILED_CertificateRevoked',
  'ca-expired': 'FAILED_CertChainError',
  content: 'FAILED_NoCertificateAvailable',
};

/** An answer that fails has every mandatory element too, of no worth and within the bounds of the schema (V2G2-736). */
const filler: ExiObject = {
  SAProvisioningCertificateChain: { Certificate: new Uint8Array(1) },
  ContractSignatureCertChain: { Certificate: new Uint8Array(1) },
  ContractSignatureEncryptedPrivateKey: { Id: 'id1', value: new Uint8Array(48) },
  DHpublickey: { Id: 'id2', value: new Uint8Array(65) },
  eMAID: { Id: 'id3', value: 'ZZ000000000000' },
};

type Refuse = (code: FailedCode, why: string) => Plan;

/**
 * CertificateInstallation (ISO 15118-2, 8.4.3.11): the provisioning certificate must lead to an OEM root and sign the request; then
 * the vehicle of that PCID gets its contract, encrypted for that certificate and signed by the CPS. Never OK without being done
 * (V2G2-556).
 */
export const certificateInstallation: Handler = {
  request: 'CertificateInstallationReq',
  failedBody: () => filler,
  handle(session, request, station) {
    const refuse: Refuse = (code, why) => refusal(certificateInstallation, code, why, session, request, station);
    const material = station.contract?.iso2;
    if (material?.provisioning === undefined) return refuse('FAILED_NoCertificateAvailable', 'no provisioning here');
    const { OEMProvisioningCert: leaf } = bodyOf<CertificateInstallationReq>(request);
    const verdict = checkShownChain({
      chain: completeChain(leaf, material.oemSubCas),
      role: 'oem-provisioning',
      roots: material.oemRoots,
      ocsp: material.ocsp,
      wallS: station.wallS,
      faults: station.faults,
    });
    if (verdict.fault !== undefined) return refuse(codes[verdict.fault], verdict.why);
    const why = signatureFault({ schema: 'iso2', message: request.message, certificate: leaf, faults: station.faults });
    if (why !== undefined) return refuse('FAILED_SignatureError', why);
    const contract = material.provisioning.contracts.find(({ pcid }) => pcid === verdict.commonName);
    if (contract === undefined) {
      return refuse('FAILED_NoCertificateAvailable', `no contract for the vehicle ${verdict.commonName}`);
    }
    return handOver(material.provisioning, contract, leaf, session, station, refuse);
  },
};

/**
 * CertificateUpdate (ISO 15118-2, 8.4.3.10): the contract in use signs the request and decrypts its successor. A contract that has
 * ended is FAILED_ContractCanceled, an EMAID that is not the certificate's own FAILED_NoCertificateAvailable.
 */
export const certificateUpdate: Handler = {
  request: 'CertificateUpdateReq',
  failedBody: () => ({ ...filler, RetryCounter: retryNever }),
  handle(session, request, station) {
    const refuse: Refuse = (code, why) => refusal(certificateUpdate, code, why, session, request, station);
    const material = station.contract?.iso2;
    if (material?.provisioning === undefined) return refuse('FAILED_NoCertificateAvailable', 'no provisioning here');
    if (isSeeded(station, 'pnc-update-stub')) {
      return answer('OK', { ...filler, RetryCounter: retryNever }, { ...session, phase: 'contract-handed-over' });
    }
    const { ContractSignatureCertChain, eMAID } = bodyOf<CertificateUpdateReq>(request);
    const chain = chainOf(ContractSignatureCertChain);
    const { moRoots: roots, ocsp } = material;
    const verdict = checkShownChain({
      chain,
      role: 'contract',
      roots,
      ocsp,
      wallS: station.wallS,
      faults: station.faults,
    });
    if (verdict.fault !== undefined) return refuse(codes[verdict.fault], verdict.why);
    const why = signatureFault({
      schema: 'iso2',
      message: request.message,
      certificate: chain[0]!,
      faults: station.faults,
    });
    if (why !== undefined) return refuse('FAILED_SignatureError', why);
    if (!sameEmaid(eMAID, verdict.commonName) && !isSeeded(station, 'pnc-emaid-unchecked')) {
      return refuse('FAILED_NoCertificateAvailable', `eMAID ${eMAID}, certificate of ${verdict.commonName}`);
    }
    if (station.config.contract?.canceled.some((emaid) => sameEmaid(emaid, eMAID)) === true) {
      return refuse('FAILED_ContractCanceled', `the contract ${eMAID} has ended`);
    }
    const contract = material.provisioning.contracts.find(({ emaid }) => sameEmaid(emaid, verdict.commonName));
    if (contract === undefined) return refuse('FAILED_NoCertificateAvailable', `no successor for ${eMAID}`);
    return handOver(material.provisioning, contract, chain[0]!, session, station, refuse);
  },
};

/** RetryCounter of an update that will not come (V2G2-928). */
const retryNever = -1;

function handOver(
  provisioning: ProvisioningMaterial,
  contract: IssuedContract,
  receiver: Uint8Array,
  session: Session,
  station: Station,
  refuse: Refuse,
): Plan {
  if (new X509Certificate(receiver).publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    return refuse(
      'FAILED_NoCertificateAvailable',
      'the key of the vehicle is not P-256: nothing can be encrypted for it',
    );
  }
  const reader = isSeeded(station, 'pnc-key-for-another') ? provisioning.chain[0]! : receiver;
  const { body, signature } = issueContract(provisioning, contract, reader, station.random);
  const done: Session = { ...session, phase: 'contract-handed-over' };
  return { kind: 'answer', answer: { ...answer('OK', body, done).answer, signature } };
}
