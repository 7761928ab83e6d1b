import type { Clock } from '../../base/clock.js';
import type { PilotOutputConfig } from '../config/slac-config.js';
import type { Faults } from '../faults/faults.js';
import { isPlugged } from './is-plugged.js';
import { digitalDutyPercent, oscillating, type PilotSignal, steady } from './pilot-signal.js';
import type { PilotState, SlacStationEvent } from './slac-station-options.js';

/** Fallback sequences before the charger gives a vehicle up that does not match. */
const C_sequ_retry = 2;
/** How long state E lasts with the fault `pilot-short-ef-step`, ms. */
const shortStepMs = 1000;

/** What the sequence needs of the matching. */
export interface MatchingControl {
  readonly phase: string;
  reopen(): void;
  shut(): void;
  resume(): Promise<void>;
}

export interface PilotSequenceOptions {
  readonly clock: Clock;
  readonly kind: 'ac' | 'dc';
  readonly settings: PilotOutputConfig;
  readonly faults: Faults;
  readonly matching: MatchingControl;
  /** Puts a signal on the line. */
  readonly drive: (signal: PilotSignal) => void;
}

/**
 * The order of what the charger shows on the control pilot around a matching (ISO 15118-3:2015, 7 to 9): 5 % or nothing
 * after the plug-in, state E for T_step_EF where a vehicle shall begin again, the current limit once an AC customer is
 * authorised, no oscillation during a pause and after the end.
 */
export class PilotSequence {
  readonly #o: PilotSequenceOptions;
  #signal: PilotSignal = steady;
  #vehicle: PilotState = 'A';
  #authorised = false;
  /** A vehicle has asked for parameters since the matching was opened. */
  #matching = false;
  #retries = 0;
  #paused = false;
  #steadySinceNs = 0n;
  #cancel: () => void = () => undefined;

  constructor(options: PilotSequenceOptions) {
    this.#o = options;
  }

  get signal(): PilotSignal {
    return this.#signal;
  }

  /** The vehicle's side of the line has changed. */
  vehicle(state: PilotState): void {
    const before = this.#vehicle;
    this.#vehicle = state;
    if (!isPlugged(before) && isPlugged(state)) this.#plugged();
    else if (isPlugged(before) && !isPlugged(state)) this.#unplugged();
    else if (before === 'C' && state === 'B') this.#toggled();
  }

  /** The customer is authorised outside of the digital session (external identification). */
  authorised(): void {
    this.#authorised = true;
    if (this.#o.kind === 'dc' || this.#vehicle === 'A') return;
    if (this.#signal.kind === 'steady') this.#set(this.#nominal());
    else if (this.#signal.kind === 'oscillating' && this.#signal.dutyPercent === digitalDutyPercent) {
      // A matching that runs is not disturbed: 5 % goes over X1. Without one the vehicle is told by E to begin.
      if (this.#matching) {
        this.#set(steady);
        this.#after(this.#o.settings.step_x1_s, () => this.#set(this.#nominal()));
      } else this.#stepE(this.#nominal());
    }
  }

  /** What the matching tells. */
  tell(event: SlacStationEvent): void {
    if (event.kind === 'waiting') this.#matching = false;
    else if (event.kind === 'parameters') this.#matching = true;
    else if (event.kind === 'init-timeout') this.#noMatching();
    else if (event.kind === 'link-lost') this.#linkLost();
  }

  /** The session above is over. */
  sessionOver(how: 'terminate' | 'pause' | 'error'): void {
    if (how === 'error') return;
    this.#cancel();
    this.#set(steady);
    this.#paused = how === 'pause';
    if (how === 'terminate') this.#authorised = false;
    const { wake_up_s } = this.#o.settings;
    if (this.#paused && wake_up_s !== undefined) this.#after(wake_up_s, () => this.#wake());
  }

  /** The session above is about to end in an error: no oscillation from then on, but for option B, which goes on without it. */
  sessionFailing(): void {
    const { kind, matching, settings } = this.#o;
    // Without a data link nobody would bring it back: no loss of a link follows.
    if (matching.phase !== 'linked' || (kind === 'ac' && settings.connection_loss === 'B')) return;
    this.#cancel();
    this.#set(steady);
  }

  close(): void {
    this.#cancel();
  }

  #plugged(): void {
    this.#retries = 0;
    this.#set(this.#wanted());
  }

  #unplugged(): void {
    this.#cancel();
    this.#authorised = false;
    this.#paused = false;
    this.#set(steady);
  }

  /** B-C-B of a vehicle whose charger sleeps. X1 has lasted T_step_X1 before it oscillates again. */
  #toggled(): void {
    if (this.#signal.kind !== 'steady') return;
    if (this.#o.kind === 'ac' && !this.#paused && this.#o.matching.phase !== 'closed') return;
    const slept = Number(this.#o.clock.monotonicNs() - this.#steadySinceNs) / 1e9;
    const wait = this.#o.faults.has('pilot-early-wake-up') ? 0 : Math.max(0, this.#o.settings.step_x1_s - slept);
    this.#after(wait, () => this.#wake());
  }

  #wake(): void {
    const joined = this.#paused;
    this.#paused = false;
    this.#set(this.#digital());
    if (joined) void this.#o.matching.resume();
    else this.#o.matching.reopen();
  }

  /** No CM_SLAC_PARM.REQ came within TT_EVSE_SLAC_init. */
  #noMatching(): void {
    if (this.#o.faults.has('pilot-no-fallback')) return;
    if (this.#o.kind === 'ac' && this.#authorised) return;
    if (this.#o.kind === 'dc' || this.#retries >= C_sequ_retry || this.#signal.kind !== 'oscillating') {
      this.#set(steady);
      return;
    }
    this.#retries += 1;
    this.#stepE(oscillating(digitalDutyPercent));
  }

  #linkLost(): void {
    const { kind, settings } = this.#o;
    if (!isPlugged(this.#vehicle)) return;
    this.#paused = false;
    const nominal = this.#signal.kind === 'oscillating' && this.#signal.dutyPercent !== digitalDutyPercent;
    if (kind === 'ac' && nominal && settings.connection_loss === 'B') {
      this.#o.matching.reopen();
      return;
    }
    this.#set(steady);
    this.#stepE(this.#wanted());
  }

  /** State E for T_step_EF, then `next` and a new matching. */
  #stepE(next: PilotSignal): void {
    this.#o.matching.shut();
    this.#set({ kind: 'E' });
    const short = this.#o.faults.has('pilot-short-ef-step');
    this.#after(short ? shortStepMs / 1000 : this.#o.settings.step_ef_s, () => {
      this.#set(next);
      this.#o.matching.reopen();
    });
  }

  #wanted(): PilotSignal {
    if (this.#o.kind === 'ac' && this.#authorised) return this.#nominal();
    return this.#o.settings.initial_duty_percent === digitalDutyPercent ? oscillating(digitalDutyPercent) : steady;
  }

  /** What wakes a vehicle: a charger without a digital session at 5 % wakes it by its current limit. */
  #digital(): PilotSignal {
    return this.#o.kind === 'ac' ? this.#nominal() : oscillating(digitalDutyPercent);
  }

  #nominal(): PilotSignal {
    return oscillating(this.#o.settings.nominal_duty_percent);
  }

  #set(signal: PilotSignal): void {
    if (signal.kind === 'steady' && this.#signal.kind !== 'steady') this.#steadySinceNs = this.#o.clock.monotonicNs();
    this.#signal = signal;
    this.#o.drive(signal);
  }

  #after(seconds: number, act: () => void): void {
    this.#cancel();
    this.#cancel = this.#o.clock.after(seconds * 1000, act);
  }
}
