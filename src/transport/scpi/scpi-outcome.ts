/** What became of one exchange with an instrument. Nothing is thrown: an instrument that does not answer is a finding. */
export type ScpiOutcome<T> =
  /** The instrument answered; `at` is the monotonic time (ns) when the answer was complete. */
  | { readonly kind: 'ok'; readonly value: T; readonly at: bigint }
  /** No answer within the time given; the connection is closed because a late answer would be taken for the next one. */
  | { readonly kind: 'timeout'; readonly afterMs: number; readonly command: string }
  /** The connection could not be made or was closed, or the answer had no end. */
  | { readonly kind: 'closed'; readonly detail: string };

/** One line for logs and reports. */
export function describeScpiOutcome(outcome: ScpiOutcome<unknown>): string {
  switch (outcome.kind) {
    case 'ok':
      return 'ok';
    case 'timeout':
      return `no answer to ${outcome.command} within ${outcome.afterMs} ms`;
    case 'closed':
      return `connection closed: ${outcome.detail}`;
  }
}
