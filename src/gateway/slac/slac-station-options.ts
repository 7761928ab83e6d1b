import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import type { NetworkKeys } from '../../transport/slac/slac-link.js';
import type { SlacTimers } from '../../transport/slac/slac-timers.js';
import type { Faults } from '../faults/faults.js';

/** States of the control pilot that matter for the matching (IEC 61851-1). */
export type PilotState = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** `unplugged` and `closed` take no request; `open` is the time in which a matching may start; `matched` ignores SLAC; `paused` keeps the keys of a session that was paused. */
export type StationPhase = 'unplugged' | 'open' | 'closed' | 'matched' | 'linked' | 'paused';

/** What the charger's side of the matching tells. */
export type SlacStationEvent =
  | { readonly kind: 'network-key'; readonly nid: string; readonly outcome: string }
  | { readonly kind: 'waiting'; readonly forMs: number }
  | { readonly kind: 'init-timeout' }
  | { readonly kind: 'parameters'; readonly vehicle: string; readonly runId: string }
  | { readonly kind: 'attenuation'; readonly vehicle: string; readonly sounds: number; readonly meanDb: number }
  | { readonly kind: 'attenuation-confirmed'; readonly vehicle: string }
  | { readonly kind: 'validation'; readonly vehicle: string; readonly toggles: number; readonly success: boolean }
  | { readonly kind: 'matched'; readonly vehicle: string; readonly nid: string }
  | { readonly kind: 'linked'; readonly vehicle: string; readonly joinMs: number }
  | {
      readonly kind: 'amplitude-map';
      readonly vehicle: string;
      readonly direction: 'sent' | 'received';
      readonly confirmed: boolean;
    }
  | { readonly kind: 'session-ended'; readonly vehicle: string; readonly reason: string }
  | { readonly kind: 'refused'; readonly vehicle: string; readonly message: string; readonly reason: string }
  | { readonly kind: 'left'; readonly reason: string }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed'; readonly joinMs: number }
  | { readonly kind: 'link-lost'; readonly while: 'linked' | 'paused' };

export interface SlacStationOptions {
  /** Address of the charger's host. */
  readonly mac: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Puts a frame on the wire to the charger's modem. */
  readonly send: (frame: Uint8Array) => void;
  readonly onEvent?: (event: SlacStationEvent) => void;
  /** 17 bytes as text or hexadecimal; default zeros. */
  readonly evseId?: string;
  /** Keys of the first network; default random ones. After a vehicle has left, the keys are new ones always. */
  readonly keys?: NetworkKeys;
  readonly timers?: Partial<SlacTimers>;
  /** Added to what the modem hears, dB: the charger's own receive path (ISO 15118-3 AttnRx); default 0. */
  readonly receiverDb?: number;
  /** CM_VALIDATE is answered with ready, with not required (default), or with failure: it cannot see toggles. */
  readonly validation?: 'ready' | 'not-required' | 'impossible';
  /** Identifiers in CM_SLAC_MATCH.REQ: `zero` as the standard has them (default), or `any`. */
  readonly identifiers?: 'zero' | 'any';
  /** Levels of the amplitude map that is asked for once linked; default none. */
  readonly amplitudeMap?: readonly number[];
  /** After a lost link or a toggle of the pilot a new matching may begin at once (default), or only by `reopen`. */
  readonly reopens?: 'at-once' | 'by-pilot';
  /** Seeded faults; default none. */
  readonly faults?: Faults;
}
