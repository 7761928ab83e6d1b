import type { ExiValue } from '../../wire/exi/notation/values.js';
import type { V2gtpFaults } from '../../wire/v2gtp.js';
import type { Iso2RequestName } from '../vehicle/message-names.js';
import type { OfferedTuple } from './offered-schedules.js';

/** A response of ISO 15118-2 that may stand in the place of another. */
export type StandIn = 'PaymentServiceSelectionRes' | 'AuthorizationRes';

/** What is wrong with a frame's header; `payloadType` in place of 0x8001 (SDP: 0x9001). */
export type FrameFaults = V2gtpFaults & { readonly payloadType?: number };

/** What is done in place of the correct answer. */
export type SeccAction =
  /** The same answer with this ResponseCode. */
  | { readonly kind: 'code'; readonly code: string }
  /** A correct response of another kind. */
  | { readonly kind: 'replace'; readonly by: StandIn }
  /** The same answer with elements of its body set; the path goes down from the body, `value` undefined takes it away. */
  | { readonly kind: 'set'; readonly path: readonly string[]; readonly value: ExiValue | undefined }
  /** The same answer with this SessionID in its header, hex. */
  | { readonly kind: 'session-id'; readonly hex: string }
  /** The same answer in a broken frame. */
  | { readonly kind: 'frame'; readonly faults: FrameFaults }
  /** These bytes as a whole EXI payload, hex. */
  | { readonly kind: 'payload'; readonly hex: string }
  /** The same answer without its signature, or with one that was not made over it (those that carry one). */
  | { readonly kind: 'signature'; readonly how: 'absent' | 'broken' }
  | { readonly kind: 'silence' }
  /** Ends the connection without an answer. */
  | { readonly kind: 'close'; readonly how: 'fin' | 'reset' }
  /** The correct answer, so many ms later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The correct answer once the test says `go`; its request is told as `held`. */
  | { readonly kind: 'hold' };

/** When an action takes the place of the correct answer. */
export interface SeccHook {
  readonly at: Iso2RequestName;
  /** PowerDeliveryReq with this ChargeProgress alone. */
  readonly progress?: 'Start' | 'Stop' | 'Renegotiate';
  /** Counts the requests that `at` and `progress` name, from 1. Default 1. */
  readonly nth?: number;
  /** Holds for the nth and every later one. */
  readonly repeat?: boolean;
  readonly does: SeccAction;
  /** Nothing is answered any more from here on. */
  readonly thenSilent?: boolean;
}

/** What becomes of a SECC Discovery Request, in their order. */
export type SdpAction =
  | { readonly kind: 'answer' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'frame'; readonly faults: FrameFaults };

/** A session as the tester plays the SECC of it: everything correct but for the hooks. */
export interface SeccScript {
  readonly interface: string;
  readonly energy: 'ac' | 'dc';
  /** Charge loop response that says StopCharging; undefined: the vehicle ends the session when it likes. */
  readonly stopAtLoop?: number;
  /** Charge loop response that says ReNegotiation, once. */
  readonly renegotiateAtLoop?: number;
  /** TLS 1.2 of ISO 15118-2, announced by SDP; undefined: plain TCP. */
  readonly tls?: SeccTls;
  /** Payment by contract alone, on TLS; undefined: external payment. */
  readonly contract?: SeccContract;
  /** Limits of the EVSE; defaults: 32 A per phase, 500 V, 200 A, 60 kW. */
  readonly limits?: Partial<SeccLimits>;
  /** Charge loop response that says StopCharging is the first one so long after PowerDeliveryReq Start, ms. */
  readonly stopAfterMs?: number;
  /** Default: one tuple without a tariff, all that the charger can give. */
  readonly schedules?: readonly OfferedTuple[];
  /** PaymentOptionList. Default ExternalPayment. */
  readonly paymentOptions?: readonly string[];
  /** What is offered after PowerDeliveryReq Renegotiate in place of what was offered before. */
  readonly renegotiated?: { readonly schedules: readonly OfferedTuple[] };
  /** What is else on a connection that takes a paused session up again. */
  readonly joined?: Pick<SeccScript, 'stopAtLoop' | 'schedules' | 'paymentOptions'>;
  /**
   * The actions of the first requests; later ones are answered. `all`: holds for all of them; `afterPause`: for all that come
   * once a session was paused.
   */
  readonly sdp?: readonly SdpAction[] | { readonly all: SdpAction } | { readonly afterPause: SdpAction };
  readonly hooks?: readonly SeccHook[];
}

/** TLS of the tester's SECC. */
export interface SeccTls {
  /** Folder of a PKI as `plumbline pki` writes it (docs/pki.md). */
  readonly pki: string;
  /** Which chain the SECC shows, by its name in the folder. Default `secc`. */
  readonly secc?: string;
}

/** Plug & Charge at the tester's SECC. */
export interface SeccContract {
  /** Folder of a PKI. */
  readonly pki: string;
  /** Which chain signs the contracts that are handed out. Default `cps`. */
  readonly provisioning?: string;
  /** The private key that is handed out belongs to another certificate (V2G2-823). Default false. */
  readonly otherKey?: boolean;
  /** ReceiptRequired in every charge loop. Default false. */
  readonly receipts?: boolean;
}

export interface SeccLimits {
  /** A per phase. */
  readonly acCurrent: number;
  /** V. */
  readonly dcVoltage: number;
  /** A. */
  readonly dcCurrent: number;
  /** W. */
  readonly power: number;
}

export const defaultLimits: SeccLimits = { acCurrent: 32, dcVoltage: 500, dcCurrent: 200, power: 60_000 };
