import type { Mme } from '../../wire/homeplug/mme.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type {
  CaptureFinding,
  CaptureInterface,
  CaptureSection,
  CaptureStatistics,
} from '../../wire/pcap/capture-item.js';
import type { SdpRequest, SdpResponse } from '../../wire/sdp.js';
import type { GridEvent } from './grid-event.js';
import type { MessageSchema } from './message-decoder.js';
import type { SessionSummary } from './session-summary.js';
import type { SignatureSummary } from './signature-list.js';

export type Party = 'vehicle' | 'station';

/** Where the schema of a message comes from. */
export type SchemaSource = 'handshake' | 'payload-type' | 'guess' | 'given';

/** Something wrong, in the words of a rule. Never thrown. */
export interface SessionFinding {
  /** Stable name of the rule. */
  readonly rule: string;
  readonly detail: string;
  /** Field path of the message, where the rule is about one. */
  readonly path?: string;
  readonly bitOffset?: number;
}

export interface MmeEvent {
  readonly kind: 'mme';
  readonly packet: PacketOrigin;
  readonly source: string;
  readonly destination: string;
  readonly mme: Mme;
  readonly findings: readonly SessionFinding[];
}

export interface SdpEvent {
  readonly kind: 'sdp';
  readonly packet: PacketOrigin;
  /** Address and port in text, `[fe80::1]:15118`. */
  readonly from: string;
  readonly to: string;
  readonly message: 'request' | 'response' | 'unreadable';
  readonly request: SdpRequest | undefined;
  readonly response: SdpResponse | undefined;
  readonly findings: readonly SessionFinding[];
}

export interface ConnectionEvent {
  readonly kind: 'connection';
  /** Undefined for an attempt that came to no connection. */
  readonly session: number | undefined;
  readonly packet: PacketOrigin;
  readonly what: 'attempt' | 'established' | 'refused' | 'fin' | 'reset' | 'tls' | 'lost-bytes' | 'note';
  readonly by: Party | undefined;
  /** In plain words. */
  readonly text: string;
  readonly findings: readonly SessionFinding[];
}

export interface MessageEvent {
  readonly kind: 'message';
  readonly session: number;
  /** Number within the session, from 1. */
  readonly index: number;
  readonly from: Party;
  readonly direction: 'request' | 'response' | 'unknown';
  readonly first: PacketOrigin;
  readonly last: PacketOrigin;
  /** Nanoseconds since the session's first packet. */
  readonly sinceStartNs: bigint;
  /** Nanoseconds since the last message of the other party was complete; undefined for the first. */
  readonly deltaNs: bigint | undefined;
  readonly payloadType: number;
  readonly schema: MessageSchema | undefined;
  readonly schemaSource: SchemaSource | undefined;
  /** Name as in the schema; undefined where it cannot be told. */
  readonly message: string | undefined;
  /** The decoded value (the contract of `src/messages/codec.ts`); undefined where nothing could be read. */
  readonly value: unknown;
  readonly exi: Uint8Array;
  /** Its XML signature, verified; undefined: it has none and needs none. */
  readonly signature: SignatureSummary | undefined;
  /** Peculiarities that break no rule, such as a spare zero octet at the end. */
  readonly notes: readonly string[];
  readonly findings: readonly SessionFinding[];
}

/** A comment that the file carries at a packet: Wireshark's, or a case of a run that begins. */
export interface CommentEvent {
  readonly kind: 'comment';
  readonly packet: PacketOrigin;
  readonly text: string;
}

export interface MalformedEvent {
  readonly kind: 'malformed';
  readonly session: number;
  readonly from: Party;
  readonly packet: PacketOrigin;
  readonly bytes: Uint8Array;
  readonly findings: readonly SessionFinding[];
}

export interface SessionEndedEvent {
  readonly kind: 'session-ended';
  readonly session: number;
  readonly summary: SessionSummary;
}

/** What a capture tells, in the order in which it tells it. File facts pass through. */
export type SessionEvent =
  | CaptureSection
  | CaptureInterface
  | CaptureStatistics
  | CaptureFinding
  | MmeEvent
  | SdpEvent
  | CommentEvent
  | ConnectionEvent
  | MessageEvent
  | MalformedEvent
  | SessionEndedEvent
  | GridEvent;
