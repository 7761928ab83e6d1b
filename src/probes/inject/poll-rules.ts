import { messageBody } from '../session-reader/message-body.js';
import { findByName } from '../session-reader/value-path.js';

/** Requests that a vehicle repeats while the station says Ongoing; the recorded station may have been slower or quicker. */
const polled = new Set([
  'AuthorizationReq',
  'ContractAuthenticationReq',
  'ChargeParameterDiscoveryReq',
  'CableCheckReq',
  'DC_CableCheckReq',
  'ScheduleExchangeReq',
  'CertificateInstallationReq',
]);

/** Whether a recorded poll still has a question to ask, and whether one has to be repeated. */
export class PollRules {
  #last: { readonly request: string; readonly ongoing: boolean } | undefined;

  /** The station has already finished what the recorded vehicle asks for again. */
  isDone(request: string | undefined): boolean {
    return request !== undefined && polled.has(request) && this.#last?.request === request && !this.#last.ongoing;
  }

  /** The station is not done, and the recorded vehicle, whose next request this is, would not ask again. */
  mustRepeat(next: string | undefined): boolean {
    return this.#last?.ongoing === true && polled.has(this.#last.request) && this.#last.request !== next;
  }

  /** Takes the answer to a request. */
  answered(request: string | undefined, message: string | undefined, value: unknown): void {
    if (request === undefined) {
      this.#last = undefined;
      return;
    }
    const { body } = messageBody(value, message);
    const ongoing = /^Ongoing/.test(String(findByName(body, 'EVSEProcessing') ?? ''));
    this.#last = { request, ongoing };
  }
}
