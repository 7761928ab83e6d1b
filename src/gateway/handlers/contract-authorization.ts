import type { AuthorizationReq } from '../../messages/iso2/authorization.js';
import { signatureFault } from '../contract/check-signature.js';
import type { PresentedContract } from '../contract/contract-desk.js';
import { challengePasses } from '../faults/faulty-challenge.js';
import { bodyOf, type Request } from '../messages.js';
import { refusal } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { ongoing, ongoingExpired } from '../session/ongoing.js';
import { answer, type Plan } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * Authorization with a contract (ISO 15118-2, 8.4.3.7): the first request carries the challenge, signed with the contract's
 * key (FAILED_SignatureError, then FAILED_ChallengeInvalid, V2G2-475); those that follow while the decision is under way are
 * empty. A decision that does not come in time is FAILED (V2G2-855).
 */
export function authorizeContract(
  handler: Handler,
  contract: PresentedContract,
  session: Session,
  request: Request,
  station: Station,
): Plan {
  const here = contract.challenge === undefined ? session : challenged(contract, session, request, station);
  if ('fault' in here) return refusal(handler, here.fault, here.why, session, request, station);
  const since = here.ongoingSinceMs ?? station.nowMs;
  const decided = station.nowMs - since >= (station.config.contract?.decision_s ?? 0) * 1000;
  if (decided) {
    const next: Session = { ...here, phase: 'charge-parameters', ongoingSinceMs: undefined };
    return answer('OK', { EVSEProcessing: 'Finished' }, next, [{ kind: 'request-schedule' }]);
  }
  if (ongoingExpired(here, station, station.config.timers.ongoing_s)) {
    return refusal(handler, 'FAILED', 'no decision about the contract', session, request, station);
  }
  return answer('OK', { EVSEProcessing: 'Ongoing' }, ongoing(here, station));
}

type Challenged =
  | Session
  | { readonly fault: 'FAILED_SignatureError' | 'FAILED_ChallengeInvalid'; readonly why: string };

function challenged(contract: PresentedContract, session: Session, request: Request, station: Station): Challenged {
  const why = signatureFault({
    schema: 'iso2',
    message: request.message,
    certificate: contract.leaf,
    faults: station.faults,
  });
  if (why !== undefined) return { fault: 'FAILED_SignatureError', why };
  const { GenChallenge } = bodyOf<AuthorizationReq>(request);
  if (!challengePasses(station, GenChallenge, contract.challenge)) {
    return { fault: 'FAILED_ChallengeInvalid', why: 'GenChallenge is not the one that was sent' };
  }
  return { ...session, contract: { ...contract, challenge: undefined } };
}
