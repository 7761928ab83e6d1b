import type { EncodeFault } from '../../messages/codec.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { V2gtpFaults } from '../../wire/v2gtp.js';
import type { SignatureOptions } from './pnc/pnc-options.js';
import type { Progress, StopKind } from './vehicle-protocol.js';

/** Ways in which a request may leave the beaten track. */
export interface RequestOptions {
  /** In place of the correct body, or made from it. */
  readonly body?: ExiObject | ((correct: ExiObject) => ExiObject);
  /** Added to the header, over what is there. */
  readonly header?: ExiObject;
  /** In place of the session's own: wrong, zero, empty. */
  readonly sessionId?: Uint8Array;
  /** Rules that the encoder breaks on purpose. */
  readonly faults?: readonly EncodeFault[];
  /** In place of the one that belongs to the message (0x8001 but in ISO 15118-20). */
  readonly payloadType?: number;
  /** Faults of the V2GTP header. */
  readonly frame?: V2gtpFaults;
  /** In place of the message timer, ms. */
  readonly timeoutMs?: number;
  /** Faults of the signature, where the message has one. */
  readonly signature?: SignatureOptions;
  /** ChargeProgress of PowerDeliveryReq; default what the state suggests. */
  readonly progress?: Progress;
  /** ChargingSession of SessionStopReq. Default Terminate. */
  readonly stop?: StopKind;
}

/** Bytes sent as an EXI payload, or as a whole frame. */
export interface RawOptions {
  readonly payloadType?: number;
  readonly frame?: V2gtpFaults;
  /** The bytes are the whole frame, V2GTP header and all. */
  readonly whole?: boolean;
  /** Default 2000 ms. */
  readonly timeoutMs?: number;
}
