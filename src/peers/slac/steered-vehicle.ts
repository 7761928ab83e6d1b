import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { slacCounts, slacTimers } from '../../transport/slac/slac-timers.js';
import type { MmeDefinition, MmeOf } from '../../wire/homeplug/define-mme.js';
import { broadcastAddress, encodeMmeFrame } from '../../wire/homeplug/encode-mme.js';
import { ampMapCnf, ampMapReq } from '../../wire/homeplug/messages/cm-amp-map.js';
import { attenCharRsp } from '../../wire/homeplug/messages/cm-atten-char.js';
import { mnbcSoundInd } from '../../wire/homeplug/messages/cm-mnbc-sound.js';
import { slacMatchReq } from '../../wire/homeplug/messages/cm-slac-match.js';
import { slacParmReq } from '../../wire/homeplug/messages/cm-slac-parm.js';
import { startAttenCharInd } from '../../wire/homeplug/messages/cm-start-atten-char.js';
import { validateReq, validateResult } from '../../wire/homeplug/messages/cm-validate.js';
import type { MmeFields, MmeValue } from '../../wire/homeplug/mme-field.js';
import { packToneMap } from '../../wire/homeplug/tone-map.js';

export interface SteeredVehicleOptions {
  /** Address of this vehicle's host. */
  readonly mac: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly send: (frame: Uint8Array) => void;
}

type Changes<D> = Partial<MmeOf<D>>;

const types = { ApplicationType: 0, SecurityType: 0 };

/**
 * A vehicle that sends one message of the matching at a time, when it is told and as it is told: good by default, with any
 * field changed, too late, too often or not at all. It decides nothing and listens to nothing; SlacVehicle is the one that
 * matches.
 */
export class SteeredVehicle {
  readonly mac: string;
  readonly #o: SteeredVehicleOptions;
  /** RunID of the matching, 16 hexadecimal digits. */
  runId: string;
  /** Charger that was chosen, once there is one. */
  station = broadcastAddress;
  /** As CM_SLAC_PARM.CNF had them. */
  sounds: number = slacCounts.C_EV_match_MNBC;
  timeOut = 6;

  constructor(options: SteeredVehicleOptions) {
    this.#o = options;
    this.mac = options.mac;
    this.runId = this.#newRunId();
  }

  /** Begins another matching. */
  renew(): void {
    this.runId = this.#newRunId();
  }

  /** A RunID that is not that of the matching. */
  foreignRunId(): string {
    return this.runId.replace(/^./, (digit) => (digit === 'F' ? '0' : 'F'));
  }

  askParameters(changes: Changes<typeof slacParmReq> = {}): void {
    this.#send(broadcastAddress, slacParmReq, { ...types, RunID: this.runId, ...changes });
  }

  /** CM_START_ATTEN_CHAR.IND, `times` with TP_EV_batch_msg_interval behind each. */
  async announce(
    changes: Changes<typeof startAttenCharInd> = {},
    times: number = slacCounts.C_EV_start_atten_char_inds,
  ): Promise<void> {
    for (let time = 0; time < times; time++) {
      this.#send(broadcastAddress, startAttenCharInd, {
        ...types,
        NumSounds: this.sounds,
        TimeOut: this.timeOut,
        ResponseType: 1,
        ForwardingSta: this.mac,
        RunID: this.runId,
        ...changes,
      });
      await this.pause(slacTimers.TP_EV_batch_msg_interval);
    }
  }

  /** So many of the sounds that were announced, counting down. */
  async sound(count = this.sounds, changes: Changes<typeof mnbcSoundInd> = {}): Promise<void> {
    for (let sent = 0; sent < count; sent++) {
      this.#send(broadcastAddress, mnbcSoundInd, {
        ...types,
        SenderId: '',
        Count: this.sounds - 1 - sent,
        RunID: this.runId,
        Rest: `${'00'.repeat(8)}${Buffer.from(this.#o.random(16)).toString('hex')}`,
        ...changes,
      });
      if (sent < count - 1) await this.pause(slacTimers.TP_EV_batch_msg_interval);
    }
  }

  confirmReport(changes: Changes<typeof attenCharRsp> = {}): void {
    this.#send(this.station, attenCharRsp, {
      ...types,
      SourceAddress: this.mac,
      RunID: this.runId,
      SourceId: '',
      ResponderId: '',
      Result: 0,
      ...changes,
    });
  }

  /** Step 1 of CM_VALIDATE without a timer, step 2 with one, in units of 100 ms less one. */
  validate(timer = 0, changes: Changes<typeof validateReq> = {}): void {
    this.#send(this.station, validateReq, { SignalType: 0, Timer: timer, Result: validateResult.ready, ...changes });
  }

  askMatch(changes: Changes<typeof slacMatchReq> = {}): void {
    this.#send(this.station, slacMatchReq, {
      ...types,
      MVFLength: 0x3e,
      PevId: '',
      PevMac: this.mac,
      EvseId: '',
      EvseMac: this.station,
      RunID: this.runId,
      ...changes,
    });
  }

  /** An amplitude map with the same level for each of `carriers`; 0 carriers is an empty one. */
  askAmplitudeMap(carriers: number = slacCounts.groups, level = 8): void {
    this.#send(this.station, ampMapReq, {
      CarrierCount: carriers,
      Levels: packToneMap(new Array<number>(carriers).fill(level)),
    });
  }

  confirmAmplitudeMap(result = 0): void {
    this.#send(this.station, ampMapCnf, { Result: result });
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#o.clock.after(ms, resolve));
  }

  #send<F extends MmeFields>(destination: string, definition: MmeDefinition<F>, value: MmeValue<F>): void {
    this.#o.send(encodeMmeFrame({ destination, source: this.mac }, definition, value));
  }

  #newRunId(): string {
    return Buffer.from(this.#o.random(8)).toString('hex').toUpperCase();
  }
}
