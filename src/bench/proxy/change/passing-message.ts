import type { Decoded } from '../../../messages/codec.js';
import type { Direction } from '../script/proxy-script.js';

/** One V2GTP frame, or bytes that are none, on its way through. */
export interface PassingMessage {
  readonly direction: Direction;
  /** Connections count from 1. */
  readonly connection: number;
  /** Counts from 1 in each connection, both directions together. */
  readonly number: number;
  /** Everything as it came, header included. */
  readonly raw: Uint8Array;
  /** undefined: no frame. */
  readonly payloadType: number | undefined;
  readonly payload: Uint8Array;
  /** undefined: no message set is known, or it is no frame. */
  readonly decoded: Decoded | undefined;
  /** Why it could not be read; empty: it was. */
  readonly unread: string;
  /** Monotonic ns at which its last byte arrived. */
  readonly at: bigint;
}

/** Whether the message was read to its end without a broken rule of the schema. */
export function isRead(message: PassingMessage): boolean {
  return message.unread === '';
}
