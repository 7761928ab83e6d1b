import type { Verdict } from '../judge/verdict.js';
import type { EventBase } from './event-base.js';
import type { CertificateFacts } from './event-facts.js';

/** One kind of message in a session, in the order of its first appearance; equal neighbours (a charge loop) are one row. */
export interface TimelineRow {
  readonly request: string;
  readonly response: string;
  readonly responseCode?: string;
  /** How many of them followed each other. */
  readonly count: number;
  /** Capture time of the first request, ms since the first request of the session. */
  readonly atMs: number;
  /** Capture time from request to answer, ms: the slowest of them. */
  readonly slowestMs: number;
  /** The timer that applies, ms, and its name. */
  readonly timerMs: number;
  readonly timer: string;
}

/** An XML signature of a session, verified from the bytes of the wire; equal neighbours (a charge loop) are one entry. */
export interface SessionSignature {
  /** Message that carries it: `AuthorizationReq`. */
  readonly message: string;
  readonly from: 'EVCC' | 'SECC';
  /** How many like it followed each other. */
  readonly count: number;
  /** Whose key the standard wants: `contract`, `OEM provisioning`, `CPS`, `MO sub-CA 2`. */
  readonly signer: string;
  /** Common name in the certificate that it was verified with. */
  readonly subject?: string;
  /** Signature method in words, or its URI where it is none of ISO 15118. */
  readonly algorithm: string;
  /** What it refers to: element, its Id, digest method, and whether the digest fits what was received. */
  readonly elements: readonly {
    readonly element: string;
    readonly id: string;
    readonly digest: string;
    readonly holds: boolean;
  }[];
  /** By which grammar SignedInfo was encoded when it was signed; missing: the signature fits neither. */
  readonly signedInfoEncoding?: 'xmldsig' | 'message-set';
  readonly verdict: Verdict;
  /** What became of it, in words. */
  readonly detail: string;
}

/** A chain of certificates that a party of the session has shown, and where it leads. */
export interface SessionChain {
  /** `SECC`, `vehicle`, or a signer: `contract`, `OEM provisioning`, `CPS`. */
  readonly owner: string;
  /** Where it was seen: `TLS`, or the message. */
  readonly shownIn: string;
  readonly verdict: Verdict;
  /** In words: which root it leads to, or what is wrong. */
  readonly detail: string;
  /** Leaf first. */
  readonly certificates: readonly CertificateFacts[];
}

/** A whole session as it went over the wire: every message against its timer, who signed, which chains were shown. */
export interface SessionTimeline extends EventBase {
  readonly type: 'session-timeline';
  readonly caseId: string;
  /** `ISO 15118-2 DC, external payment`. */
  readonly title: string;
  /** `plain TCP`, or TLS version and cipher suite. */
  readonly security: string;
  readonly rows: readonly TimelineRow[];
  /** Chain of the station, leaf first: older records have it in place of `chains`. */
  readonly certificates?: readonly CertificateFacts[];
  readonly chains?: readonly SessionChain[];
  /** In the order of their appearance; missing where the session has none. */
  readonly signatures?: readonly SessionSignature[];
}
