import type { MessageSchema } from '../session-reader/message-decoder.js';

/** A message to be sent, as it was given. */
export interface InjectedMessage {
  /** Number in the input, from 1: `#3` in faults. */
  readonly number: number;
  readonly payloadType: number;
  readonly payload: Uint8Array;
  /** Message set of the payload; undefined where nothing is known of it, and then it is sent as it is. */
  readonly schema: MessageSchema | undefined;
  /** Name of the body element, where it can be told. */
  readonly message: string | undefined;
  /** A whole frame that is sent as it is, header and all. */
  readonly frame: Uint8Array | undefined;
  /** Nanoseconds since the first message, where it was recorded. */
  readonly sinceNs: bigint | undefined;
}
