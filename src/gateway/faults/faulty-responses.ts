import type { FaultName } from './fault-table.js';
import type { Faults } from './faults.js';
import { isFailedText, type OutgoingMessage, type ResponseChanges, withCode } from './outgoing-message.js';

/** Changes of an answer in any edition. */
const everyEdition: ResponseChanges = {
  'session-id-echoed': (out) =>
    out.requestId.length === 8 && out.message !== 'SessionSetupRes'
      ? { ...out, header: { ...out.header, SessionID: out.requestId } }
      : out,
  'sequence-error-general': (out) =>
    out.body['ResponseCode'] === 'FAILED_SequenceError' ? withCode(out, 'FAILED') : out,
  'unknown-session-general': (out) =>
    out.body['ResponseCode'] === 'FAILED_UnknownSession' ? withCode(out, 'FAILED') : out,
  'failure-answered-ok': (out) => (isFailedText(out.body['ResponseCode']) ? withCode(out, 'OK') : out),
  'wrong-payload-type': (out) => ({ ...out, payloadType: 0x8010 }),
};

/** The faults of one session's answers: what was planned goes in, what is sent comes out. */
export class FaultyResponses {
  readonly #changes: ResponseChanges;
  readonly #memory = new Map<string, unknown>();

  /** @param edition changes of the edition that the session speaks */
  constructor(edition: ResponseChanges) {
    this.#changes = { ...everyEdition, ...edition };
  }

  apply(faults: Faults | undefined, planned: OutgoingMessage): OutgoingMessage {
    if (faults === undefined) return planned;
    return faults.names.reduce((out, name: FaultName) => this.#changes[name]?.(out, this.#memory) ?? out, planned);
  }
}
