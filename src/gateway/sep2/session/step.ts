import type { Clock } from '../../../base/clock.js';
import type { Sep2Config } from '../../config/sep2-config.js';
import type { Faults } from '../../faults/faults.js';
import type { GatewayLog } from '../../log/gateway-log.js';
import type { DerEvent } from '../events/der-event.js';
import type { ReadOutcome, Sep2Link, WriteOutcome } from '../http/sep2-link.js';
import type { ServerTime } from './server-time.js';

/** What every step of the client works with. */
export interface StepTools {
  readonly link: Sep2Link;
  readonly config: Sep2Config;
  readonly faults: Faults;
  readonly log: GatewayLog;
  readonly clock: Clock;
  readonly time: ServerTime;
  /** Upper-case hexadecimal. */
  readonly lfdi: string;
  /** Decimal. */
  readonly sfdi: string;
  /** The server's clock is another one than was thought: events may be due. */
  readonly onTimeMoved: () => void;
  /** Controls of one list, as soon as it is read: a stop does not wait for the lists behind it. */
  readonly onEvents: (events: readonly DerEvent[]) => void;
}

/** How a step ended. `again`: soon; `lost`: the connection is gone. */
export type StepResult =
  | { readonly kind: 'done'; readonly sentNs: bigint; readonly pollRateS: number | undefined }
  | { readonly kind: 'again'; readonly detail: string }
  | { readonly kind: 'lost'; readonly detail: string };

export function done(sentNs: bigint, pollRateS: number | undefined): StepResult {
  return { kind: 'done', sentNs, pollRateS };
}

/** A request that did not bring what it should. */
export function failed(what: string, outcome: Exclude<ReadOutcome | WriteOutcome, { kind: 'ok' }>): StepResult {
  if (outcome.kind === 'lost') return { kind: 'lost', detail: `${what}: ${outcome.detail}` };
  return { kind: 'again', detail: `${what}: ${describe(outcome)}` };
}

export function describe(outcome: Exclude<ReadOutcome, { kind: 'ok' }>): string {
  return outcome.kind === 'status' ? `status ${outcome.status}` : outcome.detail;
}
