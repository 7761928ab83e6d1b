import { X509Certificate } from 'node:crypto';
import type { CertificateInstallationReq } from '../../../messages/iso20/common-messages/certificate-installation.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import { chainOf } from '../../contract/chain-of.js';
import { checkShownChain } from '../../contract/check-chain.js';
import { signatureFault } from '../../contract/check-signature.js';
import { issueIso20Contract } from '../../contract/issue-iso20-contract.js';
import { chainCodes } from '../chain-codes.js';
import { explain, type Iso20Code, type Iso20Handler, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';

/** Every mandatory element, of no worth and within the bounds of the schema (V2G20-735). */
const filler: ExiObject = {
  EVSEProcessing: 'Finished',
  CPSCertificateChain: { Certificate: new Uint8Array(1) },
  SignedInstallationData: {
    Id: 'id1',
    ContractCertificateChain: {
      Certificate: new Uint8Array(1),
      SubCertificates: { Certificate: [new Uint8Array(1)] },
    },
    ECDHCurve: 'SECP521',
    DHPublicKey: new Uint8Array(133),
    SECP521_EncryptedPrivateKey: new Uint8Array(94),
  },
  RemainingContractCertificateChains: 0,
};

/**
 * CertificateInstallation (ISO 15118-20:2022, 8.3.4.3.9): the provisioning certificate must lead to an OEM root and sign the
 * request; then the vehicle of that PCID gets its contract, encrypted for that certificate and signed by the CPS. What
 * cannot be handed out is a warning, and the vehicle may go on to AuthorizationReq.
 */
export const certificateInstallation: Iso20Handler = {
  request: 'CertificateInstallationReq',
  failedBody: () => filler,
  handle(session, request, station) {
    const warn = (code: Iso20Code, why: string) => explain(respond(code, filler, session), why);
    const material = station.contract?.iso20;
    if (material?.provisioning === undefined) return warn('WARNING_NoCertificateAvailable', 'no provisioning here');
    const { OEMProvisioningCertificateChain } = bodyOf<CertificateInstallationReq>(request);
    const chain = chainOf(OEMProvisioningCertificateChain);
    const leaf = chain[0]!;
    const unsigned = signatureFault({
      schema: 'iso20.cm',
      message: request.message,
      certificate: leaf,
      faults: station.faults,
    });
    if (unsigned !== undefined) {
      return explain(refuse(certificateInstallation, 'FAILED_SignatureError', session, request, station), unsigned);
    }
    const { oemRoots: roots, ocsp } = material;
    const verdict = checkShownChain({
      chain,
      role: 'oem-provisioning',
      roots,
      ocsp,
      wallS: station.wallS,
      faults: station.faults,
    });
    if (verdict.fault !== undefined) return warn(chainCodes[verdict.fault], verdict.why);
    const contract = material.provisioning.contracts.find(({ pcid }) => pcid === verdict.commonName);
    if (contract === undefined) {
      return warn('WARNING_NoContractMatchingPCIDFound', `no contract for the vehicle ${verdict.commonName}`);
    }
    const receiver = new X509Certificate(leaf).publicKey;
    const issued = issueIso20Contract(material.provisioning, contract, receiver, verdict.commonName, station.random);
    if (issued === undefined) {
      return warn('WARNING_NoCertificateAvailable', 'the keys are not those of ISO 15118-20: nothing can be encrypted');
    }
    const body = { EVSEProcessing: 'Finished', ...issued.body, RemainingContractCertificateChains: 0 };
    const plan = respond('OK', body, session);
    return plan.kind === 'answer' ? { ...plan, answer: { ...plan.answer, signature: issued.signature } } : plan;
  },
};
