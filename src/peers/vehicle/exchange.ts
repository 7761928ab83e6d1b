import type { EncodeFault, Note, SchemaName, Violation } from '../../messages/codec.js';
import type { Received } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';

/** A message that left. */
export interface SentMessage {
  readonly schema: SchemaName;
  /** Body element; undefined for raw bytes. */
  readonly message: string | undefined;
  /** undefined for raw bytes. */
  readonly value: ExiObject | undefined;
  /** Whole frame with V2GTP header, as written. */
  readonly frame: Uint8Array;
  readonly payload: Uint8Array;
  readonly payloadType: number;
  readonly faults: readonly EncodeFault[];
  /** Monotonic ns just before it was written: no capture has it from an earlier moment. */
  readonly askedAt: bigint;
  /** Monotonic ns at which the process learnt that the kernel has it; under load that is after the kernel sent it. */
  readonly at: bigint;
}

/** A message that came. */
export interface ReceivedMessage {
  readonly schema: SchemaName;
  /** Body element; undefined where it cannot be told. */
  readonly message: string | undefined;
  readonly value: ExiObject | undefined;
  /** Content of the body element. */
  readonly body: ExiObject | undefined;
  /** Header of a V2G_Message. */
  readonly header: ExiObject | undefined;
  readonly frame: Uint8Array;
  readonly payload: Uint8Array;
  readonly payloadType: number;
  readonly violations: readonly Violation[];
  /** Peculiarities that break no rule, such as a spare zero octet at the end. */
  readonly notes: readonly Note[];
  /** Monotonic ns at which its last byte reached this process. */
  readonly at: bigint;
}

/** Something about an answer that a judge wants to know; never an exception. */
export interface Observation {
  /** Stable name of the rule: `session-id`, `response-name`. */
  readonly rule: string;
  /** `fault`: the rule is broken; `note`: allowed, and worth telling. */
  readonly severity: 'fault' | 'note';
  readonly expected: string;
  readonly observed: string;
}

/** One request and what came of it. */
export interface Exchange {
  /** Counts from 1 over the vehicle's life. */
  readonly number: number;
  readonly sent: SentMessage;
  readonly outcome: 'answered' | 'timeout' | 'closed' | 'malformed' | 'not-sent';
  readonly answer?: ReceivedMessage;
  /** What the connection said, also when it was no message. */
  readonly received: Received | undefined;
  readonly responseCode?: string;
  /** From request written to answer complete, ms, by this process's clock: for timers, not for verdicts. */
  readonly elapsedMs?: number;
  /** Message timer that applied, ms. */
  readonly timeoutMs: number;
  readonly observations: readonly Observation[];
  /** Messages that lay there before the request was sent: nobody asked for them. */
  readonly unsolicited: readonly ReceivedMessage[];
}

/** Whether the answer is the right one, positive and without a broken rule. */
export function isGood(exchange: Exchange): boolean {
  return exchange.outcome === 'answered' && exchange.observations.every(({ severity }) => severity === 'note');
}
