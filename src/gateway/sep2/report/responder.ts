import type { Faults } from '../../faults/faults.js';
import type { GatewayLog } from '../../log/gateway-log.js';
import type { DerEvent } from '../events/der-event.js';
import type { WriteOutcome } from '../http/sep2-link.js';
import {
  type PendingResponse,
  type PostOutcome,
  ResponseQueue,
  type ResponseWord,
  responseStatus,
} from './response-queue.js';

export interface ResponderOptions {
  readonly lfdi: string;
  readonly faults: Faults;
  readonly log: GatewayLog;
  readonly pending: readonly PendingResponse[];
  /** Server's time, whole s. */
  readonly nowS: () => number;
  /** undefined: there is no connection now. */
  readonly post: (path: string, resource: string, value: object) => Promise<WriteOutcome | undefined>;
  readonly onChange: () => void;
}

/** Answers events as they ask for it (responseRequired, replyTo), in order, and later where the server is away. */
export class Responder {
  readonly #o: ResponderOptions;
  readonly #queue: ResponseQueue;

  constructor(options: ResponderOptions) {
    const { lfdi, faults, pending, log } = options;
    this.#o = options;
    this.#queue = new ResponseQueue({
      lfdi,
      faults,
      pending,
      post: (path, resource, value) => this.#post(path, resource, value),
      onSettled: ({ mRID, status }, outcome) => {
        log.event(outcome === 'taken' ? 'sep2-response' : 'sep2-response-refused', { mrid: mRID, status });
        options.onChange();
      },
    });
  }

  get pending(): readonly PendingResponse[] {
    return this.#queue.pending;
  }

  /** Bit 0 of responseRequired asks for the receipt, bit 1 for what becomes of the event. */
  respond({ kind, mRID, replyTo, responseRequired }: DerEvent, word: ResponseWord): void {
    if (replyTo === undefined || (responseRequired & (word === 'received' ? 1 : 2)) === 0) return;
    const resource = kind === 'DERControl' ? 'DERControlResponse' : 'FlowReservationResponseResponse';
    this.#queue.add({ resource, mRID, status: responseStatus[word], createdS: this.#o.nowS(), replyTo });
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  async #post(path: string, resource: string, value: object): Promise<PostOutcome> {
    const outcome = await this.#o.post(path, resource, value);
    if (outcome === undefined || outcome.kind === 'lost') return 'again';
    if (outcome.kind === 'ok') return 'taken';
    if (outcome.kind === 'unreadable') return 'refused';
    // A server in trouble gets it later; one that says no has said so.
    const { status } = outcome;
    return status >= 400 && status < 500 && ![408, 425, 429].includes(status) ? 'refused' : 'again';
  }
}
