import type { V2gConnection } from '../../transport/v2g-connection.js';
import type { SeccAddress } from './connect-step.js';
import type { DriveFailure } from './drive-result.js';
import type { Exchange } from './exchange.js';
import type { CloseOutcome } from './vehicle-link.js';

/**
 * Something that the SECC did not do, or that looks like its doing, and that a link without a carrier would look like too:
 * nobody may be blamed before it is known which of the two it was.
 */
export interface VehicleDoubt {
  /**
   * `unanswered`: a request has no answer; `silent`: nothing came while nothing was asked; `ended`: the connection is over;
   * `unconnected`, `undiscovered`: there was none.
   */
  readonly kind: 'unanswered' | 'silent' | 'ended' | 'unconnected' | 'undiscovered';
  /** Monotonic ns at which the thing began that came to nothing. */
  readonly since: bigint;
  /** Our port of the connection; undefined where there was none. */
  readonly localPort?: number;
  /** Address of the SECC without its zone; undefined before discovery. */
  readonly secc?: string;
  /** How the connection ended, or why there was none, in words. */
  readonly detail?: string;
}

/** Called with each doubt before anything is made of it; ends what the vehicle does by throwing. */
export type DoubtHandler = (doubt: VehicleDoubt) => Promise<void>;

const place = (connection: V2gConnection) => ({
  localPort: connection.local.port,
  secc: connection.remote.address,
});

/**
 * What is doubtful about an exchange; undefined where an answer or other bytes came.
 * @param since a moment before the request was written: under load the process learns of a write later than the kernel stamps it
 */
export function doubtOfExchange(
  exchange: Exchange,
  since: bigint,
  connection: V2gConnection,
): VehicleDoubt | undefined {
  const common = { since, ...place(connection) };
  switch (exchange.outcome) {
    case 'answered':
    case 'malformed':
      return undefined;
    case 'timeout':
      return { kind: 'unanswered', ...common };
    case 'closed':
    case 'not-sent': {
      const how = exchange.received?.kind === 'closed' ? howText(exchange.received) : undefined;
      return { kind: 'ended', ...common, ...(how === undefined ? {} : { detail: how }) };
    }
  }
}

/** What is doubtful about a wait for the end of a connection; nothing where it was ended from here. */
export function doubtOfWait(outcome: CloseOutcome, since: bigint, connection: V2gConnection): VehicleDoubt | undefined {
  if (outcome.how === 'local') return undefined;
  const common = { since, ...place(connection) };
  return outcome.closed ? { kind: 'ended', ...common, detail: howText(outcome) } : { kind: 'silent', ...common };
}

/** What is doubtful about a drive that never got to a connection. */
export function doubtOfFailure(
  failure: DriveFailure | undefined,
  since: bigint,
  secc: SeccAddress | undefined,
): VehicleDoubt | undefined {
  const common = { since, ...(secc === undefined ? {} : { secc: secc.host }) };
  if (failure?.rule === 'sdp-no-answer') return { kind: 'undiscovered', ...common, detail: failure.text };
  if (failure?.rule === 'connect-failed') return { kind: 'unconnected', ...common, detail: failure.text };
  return undefined;
}

function howText({ how, detail }: { readonly how?: string; readonly detail?: string }): string {
  return [how, detail].filter((word) => word !== undefined).join(': ');
}
