import type { Sent } from '../change/plan-passage.js';
import type { Direction, Side } from '../script/proxy-script.js';

/** A frame that left for one message. */
export interface SentFrame {
  readonly to: Side;
  readonly as: Sent;
  /** Monotonic ns at which the kernel took it; absent: it could not be sent any more. */
  readonly outNs?: string;
  /** Hex, header included; absent where it is the very frame that came. */
  readonly bytes?: string;
}

/** What the proxy tells; one line of JSON each. Monotonic times are decimal digits of ns on this machine's clock. */
export type ProxyEvent =
  | {
      readonly event: 'ready';
      readonly plainPort?: number;
      readonly tlsPort?: number;
      /** Port on which TLS passes unread, for want of certificates. */
      readonly opaquePort?: number;
      readonly sdpPort?: number;
      readonly script?: string;
      readonly rules: readonly string[];
    }
  | {
      readonly event: 'sdp';
      readonly vehicle: string;
      /** Datagrams as they came, hex. */
      readonly request: string;
      readonly answer?: string;
      /** What the vehicle was answered in its place. */
      readonly answered?: string;
      readonly text: string;
    }
  | {
      readonly event: 'connected';
      readonly connection: number;
      readonly vehicle: string;
      readonly station: string;
      /** Version and cipher towards each side; absent: plain TCP, or TLS that passes unread. */
      readonly tls?: { readonly vehicle: string; readonly station: string };
      readonly unread?: true;
    }
  | {
      readonly event: 'message';
      readonly connection: number;
      readonly number: number;
      readonly direction: Direction;
      readonly schema?: string;
      readonly message?: string;
      /** JSON form of the message as it came. */
      readonly value?: unknown;
      /** Why it could not be read, or not in full. */
      readonly unread?: string;
      /** Hex as it came, header included. */
      readonly bytes: string;
      readonly inNs: string;
      readonly sent: readonly SentFrame[];
      /** Between its last byte in and its (first) last byte out, ms; absent: dropped. */
      readonly heldMs?: number;
      readonly did: readonly { readonly rule: string; readonly what: string }[];
      readonly failed: readonly { readonly rule: string; readonly why: string }[];
    }
  | {
      readonly event: 'ended';
      readonly connection: number;
      /** Who ended it. */
      readonly by: Side | 'proxy';
      readonly how: string;
      readonly detail?: string;
      /** Bytes of an unfinished frame, hex; they were passed on. */
      readonly partial?: string;
      /** TLS that passed unread: how many bytes went each way. */
      readonly bytes?: { readonly 'from-vehicle': number; readonly 'from-station': number };
    }
  | { readonly event: 'rules'; readonly rules: readonly string[] }
  | { readonly event: 'waiting'; readonly connection: number; readonly hold: string }
  | { readonly event: 'problem'; readonly place: string; readonly text: string };

/** An event as it is recorded. */
export type RecordedEvent = ProxyEvent & {
  /** Counts from 1. */
  readonly sequence: number;
  /** Wall clock, ISO 8601. */
  readonly at: string;
};
