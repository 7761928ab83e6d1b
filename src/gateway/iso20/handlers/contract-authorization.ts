import type { AuthorizationReq } from '../../../messages/iso20/common-messages/authorization.js';
import { chainOf } from '../../contract/chain-of.js';
import { checkShownChain } from '../../contract/check-chain.js';
import { signatureFault } from '../../contract/check-signature.js';
import { sameEmaid } from '../../contract/emaid.js';
import { challengePasses } from '../../faults/faulty-challenge.js';
import type { Station } from '../../session/station.js';
import { chainCodes } from '../chain-codes.js';
import {
  explain,
  type Iso20Code,
  type Iso20Handler,
  type Iso20Plan,
  ongoing,
  ongoingExpired,
  refuse,
  respond,
} from '../handler.js';
import { bodyOf, type Iso20Request } from '../messages.js';
import type { Iso20SessionState } from '../session.js';

/**
 * Authorization with a contract: the challenge of AuthorizationSetupRes, signed with the contract's key (V2G20-2565), and a
 * chain that leads to an MO root. A signature that does not hold ends the session; what is wrong with challenge or
 * contract is a warning with Finished.
 */
export function authorizeContract(
  handler: Iso20Handler,
  session: Iso20SessionState,
  request: Iso20Request,
  station: Station,
): Iso20Plan {
  const finished = { EVSEProcessing: 'Finished' };
  const again = { ...session, ongoingSinceMs: undefined };
  const warn = (code: Iso20Code, why: string) => explain(respond(code, finished, again), why);
  const mode = bodyOf<AuthorizationReq>(request).PnC_AReqAuthorizationMode;
  const material = station.contract?.iso20;
  if (mode === undefined || material === undefined) {
    return warn('WARNING_AuthorizationSelectionInvalid', 'no PnC_AReqAuthorizationMode');
  }
  const chain = chainOf(mode.ContractCertificateChain);
  const unsigned = signatureFault({
    schema: 'iso20.cm',
    message: request.message,
    certificate: chain[0]!,
    faults: station.faults,
  });
  if (unsigned !== undefined) {
    return explain(refuse(handler, 'FAILED_SignatureError', session, request, station), unsigned);
  }
  if (!challengePasses(station, mode.GenChallenge, session.challenge)) {
    return warn('WARNING_ChallengeInvalid', 'GenChallenge is not the one that was sent');
  }
  const { moRoots: roots, ocsp } = material;
  const verdict = checkShownChain({
    chain,
    role: 'contract',
    roots,
    ocsp,
    wallS: station.wallS,
    faults: station.faults,
  });
  if (verdict.fault !== undefined) return warn(chainCodes[verdict.fault], verdict.why);
  const { canceled = [], not_allowed = [], decision_s = 0 } = station.config.contract ?? {};
  if ([...canceled, ...not_allowed].some((emaid) => sameEmaid(emaid, verdict.commonName))) {
    return warn('WARNING_GeneralPnCAuthorizationError', `the contract ${verdict.commonName} may not charge here`);
  }
  const since = session.ongoingSinceMs ?? station.nowMs;
  if (station.nowMs - since >= decision_s * 1000) {
    const contract = { emaid: verdict.commonName, leaf: chain[0]! };
    const code = verdict.expiresSoon ? 'OK_CertificateExpiresSoon' : 'OK';
    return respond(code, finished, { ...again, contract, phase: 'service-discovery' });
  }
  if (ongoingExpired(session, station, station.config.timers.ongoing_s)) {
    return warn('WARNING_GeneralPnCAuthorizationError', 'no decision about the contract');
  }
  return respond('OK', { EVSEProcessing: 'Ongoing' }, ongoing(session, station));
}
