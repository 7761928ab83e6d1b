import type { Faults } from '../../faults/faults.js';
import { octetsOf } from '../read-value.js';

/**
 * Response.status for DERControl and FlowReservation events (IEEE 2030.5-2018, table 27; the numbers from 8 on are from memory:
 * check against the standard).
 */
export const responseStatus = {
  received: 1,
  started: 2,
  completed: 3,
  cancelled: 6,
  superseded: 7,
  /** Completed without any effect here. */
  'not-participated': 10,
  'rejected-not-applicable': 252,
  'rejected-invalid': 253,
  'rejected-expired': 254,
} as const;

export type ResponseWord = keyof typeof responseStatus;

/** A response that is still to be posted; plain data, kept across a restart. */
export interface PendingResponse {
  readonly resource: 'DERControlResponse' | 'FlowReservationResponseResponse' | 'PriceResponse';
  readonly mRID: string;
  readonly status: number;
  /** Server's time at which it became true, s: a late post still tells the right time. */
  readonly createdS: number;
  readonly replyTo: string;
}

/** What became of a post. */
export type PostOutcome = 'taken' | 'refused' | 'again';

export interface ResponseQueueOptions {
  /** Upper-case hexadecimal. */
  readonly lfdi: string;
  readonly faults: Faults;
  readonly post: (path: string, resource: string, value: object) => Promise<PostOutcome>;
  /** Something was posted or given up. */
  readonly onSettled: (response: PendingResponse, outcome: 'taken' | 'refused') => void;
  readonly pending?: readonly PendingResponse[];
}

const mostPending = 1000;

/** Responses in the order in which they became true; a server that is away gets them later. */
export class ResponseQueue {
  readonly #o: ResponseQueueOptions;
  #pending: PendingResponse[];
  #busy: Promise<void> | undefined;

  constructor(options: ResponseQueueOptions) {
    this.#o = options;
    this.#pending = [...(options.pending ?? [])];
  }

  get pending(): readonly PendingResponse[] {
    return this.#pending;
  }

  add(response: PendingResponse): void {
    const same = ({ mRID, status }: PendingResponse) => mRID === response.mRID && status === response.status;
    if (this.#pending.some(same) || this.#pending.length >= mostPending) return;
    this.#pending.push(response);
  }

  /** Posts what waits, one after the other; ends at the first one that must wait. */
  flush(): Promise<void> {
    this.#busy ??= this.#run().finally(() => {
      this.#busy = undefined;
    });
    return this.#busy;
  }

  async #run(): Promise<void> {
    for (let next = this.#pending[0]; next !== undefined; next = this.#pending[0]) {
      const outcome = await this.#o.post(next.replyTo, next.resource, this.#body(next));
      if (outcome === 'again') return;
      this.#pending.shift();
      this.#o.onSettled(next, outcome);
    }
  }

  #body({ createdS, status, mRID }: PendingResponse): object {
    const [digits = ''] = mRID.split('#');
    // A text in place of octets is written as it stands.
    const subject = this.#o.faults.has('strip-leading-zeros') ? digits.replace(/^0+/, '') : octetsOf(digits);
    return {
      createdDateTime: createdS,
      endDeviceLFDI: octetsOf(this.#o.lfdi),
      status,
      subject,
    };
  }
}
