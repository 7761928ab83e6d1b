import type { PaymentDetailsReq } from '../../messages/iso2/payment-details.js';
import { chainOf } from '../contract/chain-of.js';
import { type ChainFault, checkShownChain } from '../contract/check-chain.js';
import { sameEmaid } from '../contract/emaid.js';
import { isSeeded } from '../faults/faults.js';
import { drawChallenge } from '../faults/faulty-challenge.js';
import { bodyOf } from '../messages.js';
import { refusal } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { answer } from '../session/plan.js';
import type { FailedCode } from '../session/response-code.js';

const challengeOctets = 16;

/** What the answer says of a chain (ISO 15118-2, 8.4.3.6 and 8.6.2.1). */
const codes: Readonly<Record<ChainFault, FailedCode>> = {
  chain: 'FAILED_CertChainError',
  'not-yet-valid': 'FAILED_CertChainError',
  expired: 'FAILED_CertificateExpired',
  revoked: 'FAILED_CertificateRevoked',
  // The published cases allow FAILED, FAILED_NoCertificateAvailable and this one.
  'ca-expired': 'FAILED_CertificateNotAllowedAtThisEVSE',
  content: 'FAILED_CertificateNotAllowedAtThisEVSE',
};

/**
 * PaymentDetails (ISO 15118-2, 8.4.3.6): the contract chain must lead to an MO root and be in force, its EMAID be the one of
 * the message; then the vehicle gets a challenge to sign, fresh each time (V2G2-697, V2G2-899).
 */
export const paymentDetails: Handler = {
  request: 'PaymentDetailsReq',
  failedBody: (_session, _request, station) => ({
    GenChallenge: Uint8Array.from(station.random(challengeOctets)),
    EVSETimeStamp: station.wallS,
  }),
  handle(session, request, station) {
    const refuse = (code: FailedCode, why: string) => refusal(paymentDetails, code, why, session, request, station);
    const { eMAID, ContractSignatureCertChain } = bodyOf<PaymentDetailsReq>(request);
    const material = station.contract?.iso2;
    const { contract } = station.config;
    if (material === undefined || contract === undefined) return refuse('FAILED', 'no contracts here');
    const chain = chainOf(ContractSignatureCertChain);
    const verdict = checkShownChain({
      chain,
      role: 'contract',
      roots: material.moRoots,
      ocsp: material.ocsp,
      wallS: station.wallS,
      faults: station.faults,
    });
    if (verdict.fault !== undefined) return refuse(codes[verdict.fault], verdict.why);
    if (!sameEmaid(eMAID, verdict.commonName)) {
      return refuse('FAILED_NoCertificateAvailable', `eMAID ${eMAID}, certificate of ${verdict.commonName}`);
    }
    const cancels = !isSeeded(station, 'pnc-canceled-accepted');
    if (cancels && contract.canceled.some((emaid) => sameEmaid(emaid, eMAID))) {
      return refuse('FAILED_ContractCanceled', `the contract ${eMAID} has ended`);
    }
    if (contract.not_allowed.some((emaid) => sameEmaid(emaid, eMAID))) {
      return refuse('FAILED_CertificateNotAllowedAtThisEVSE', `the contract ${eMAID} is not allowed here`);
    }
    if (session.pausedEmaid !== undefined && !sameEmaid(session.pausedEmaid, eMAID)) {
      return refuse('FAILED_CertificateNotAllowedAtThisEVSE', 'the paused session belongs to another contract');
    }
    const challenge = drawChallenge(station, challengeOctets);
    return answer(
      verdict.expiresSoon ? 'OK_CertificateExpiresSoon' : 'OK',
      { GenChallenge: challenge, EVSETimeStamp: station.wallS },
      { ...session, phase: 'authorization', contract: { emaid: eMAID, leaf: chain[0]!, challenge } },
    );
  },
};
