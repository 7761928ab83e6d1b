import type { Party } from './session-event.js';
import type { SignatureSummary } from './signature-list.js';
import type { TlsSummary } from './tls-summary.js';

/** How a session ended, as a stable word for programs; `account` says it for people. */
export type SessionEnding =
  | 'session-stop'
  | 'paused'
  | 'handshake-failed'
  | 'failed-response'
  | 'vehicle-broke-off'
  | 'station-broke-off'
  | 'tls-failed'
  | 'encrypted'
  | 'still-open';

export interface StreamSummary {
  readonly bytes: number;
  readonly retransmissions: number;
  readonly duplicates: number;
  readonly outOfOrder: number;
  readonly gaps: number;
}

export interface SessionSummary {
  readonly session: number;
  /** Address and port in text. */
  readonly vehicle: string;
  readonly station: string;
  readonly firstPacket: number;
  readonly lastPacket: number;
  /** Nanoseconds since 1970 of the first packet. */
  readonly startNs: bigint;
  readonly durationNs: bigint;
  /** The capture holds the TCP handshake. */
  readonly fromStart: boolean;
  readonly security: 'none' | 'tls';
  readonly tls: TlsSummary | undefined;
  /** Namespace that the handshake settled on. */
  readonly protocol: string | undefined;
  readonly sessionId: string | undefined;
  readonly messages: number;
  /** Messages with at least one finding. */
  readonly messagesWithFindings: number;
  /** XML signatures in the order of their first appearance. */
  readonly signatures: readonly SignatureSummary[];
  readonly lastMessage: string | undefined;
  readonly ending: SessionEnding;
  /** Who brought it about, where that can be said. */
  readonly endedBy: Party | undefined;
  /** What happened and why it ended, one sentence an entry. */
  readonly account: readonly string[];
  readonly streams: Readonly<Record<Party, StreamSummary>>;
}
