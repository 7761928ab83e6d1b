import type { TimersConfig } from '../config/gateway-config.js';
import type { ActionOutcome, Effect, StationAction } from './plan.js';
import type { Station } from './station.js';

/** How a session has changed with an answer, for the log. */
export type Milestone = 'established' | 'joined' | 'paused' | 'ended';

/** An answer in no protocol's own words: what the connection driver needs of it. */
export interface Reply {
  /** Name of the response message. */
  readonly message: string;
  readonly code: string;
  readonly failed: boolean;
  /** Why it failed, in words, where the session knows. */
  readonly why?: string | undefined;
  /** Whether the connection ends after it, whatever the configuration says; `undefined`: the configuration decides. */
  readonly closes: boolean | undefined;
  readonly effects: readonly Effect[];
  readonly milestone: Milestone | undefined;
  /** The session is over; the vehicle closes the connection. */
  readonly ends: boolean;
  /** How long the SECC waits for the next request, s; undefined: the answer leaves the running timer alone. */
  readonly nextRequestWithinS: (timers: TimersConfig) => number | undefined;
  /** Moves the session on. Called before {@link encode}. */
  commit(): void;
  /** V2GTP payload type and payload of the response. */
  encode(): { readonly payloadType: number; readonly payload: Uint8Array };
}

/** What a frame turned out to be. */
export type Taken =
  /** Not for this protocol: the frame is ignored. */
  | { readonly kind: 'foreign'; readonly why: string }
  /** No request: nothing can answer it. */
  | { readonly kind: 'unreadable'; readonly why: string }
  | {
      readonly kind: 'request';
      readonly message: string;
      /** What is wrong with its content; the reply says FAILED. */
      readonly broken: string | undefined;
      readonly plan: ReplyPlan;
    };

/** The reply, or what must be done first. */
export type ReplyPlan =
  | { readonly kind: 'answer'; readonly reply: Reply }
  | { readonly kind: 'act'; readonly action: StationAction; readonly resume: (outcome: ActionOutcome) => Reply };

/** One session in the protocol that the handshake agreed on. Bytes and decisions; no socket, no clock, no device. */
export interface ProtocolSession {
  /** As in the log: `ISO 15118-2`. */
  readonly protocol: string;
  /** Eight zero bytes before SessionSetup. */
  readonly id: Uint8Array;
  /** EVCCID as text, once it is known. */
  readonly evccId: string | undefined;
  readonly phase: string;
  readonly ended: boolean;
  /** Reads a frame and plans its answer. Wire data never makes it throw. */
  take(payloadType: number, payload: Uint8Array, station: Station): Taken;
}
