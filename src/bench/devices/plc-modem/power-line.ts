import type { Clock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import { broadcastAddress, encodeMmeFrame, localModemAddress } from '../../../wire/homeplug/encode-mme.js';
import { attenProfileInd } from '../../../wire/homeplug/messages/cm-atten-profile.js';
import { mnbcSoundInd } from '../../../wire/homeplug/messages/cm-mnbc-sound.js';
import { decodeMmeFrame, type MmeFrame } from '../../../wire/homeplug/mme-frame.js';
import { formatMac } from '../../../wire/net/addresses.js';
import type { SeededRandom } from '../seeded-random.js';
import { type ModemView, SimulatedModem } from './modem.js';
import type { ModemSettings } from './modem-settings.js';

export interface PowerLineOptions {
  /** One modem a station. */
  readonly modems: readonly ModemSettings[];
  /** True: frames that are not management messages pass between linked stations too (there is no bridge beside the line). */
  readonly carriesData: boolean;
}

/** What the line has done, for tests and reports. */
export interface PowerLineCounts {
  /** Requests that modems answered. */
  readonly answered: number;
  readonly forwarded: number;
  readonly soundsLost: number;
}

/** Addresses that are remembered behind one modem. */
const mostHosts = 256;

interface Station {
  readonly modem: SimulatedModem;
  /** Address of the host that sent last. */
  host: string | undefined;
  /** Every address that sent, as a bridge remembers them: one cable may carry several hosts. */
  readonly hosts: Set<string>;
}

/**
 * The power line between modems: carries management messages between hosts, lets each modem answer what is for it, and
 * makes CM_ATTEN_PROFILE.IND from the sounds that arrive. Stations with one membership key form a network.
 */
export class PowerLine {
  readonly #stations: readonly Station[];
  readonly #options: PowerLineOptions;
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #send: (station: number, frame: Uint8Array) => void;
  #counts = { answered: 0, forwarded: 0, soundsLost: 0 };

  constructor(
    options: PowerLineOptions,
    clock: Clock,
    random: SeededRandom,
    send: (station: number, frame: Uint8Array) => void,
  ) {
    this.#options = options;
    this.#clock = clock;
    this.#random = random;
    this.#send = send;
    this.#stations = options.modems.map((settings) => ({
      modem: new SimulatedModem(settings, random),
      host: undefined,
      hosts: new Set<string>(),
    }));
  }

  get counts(): PowerLineCounts {
    return this.#counts;
  }

  /** @throws PlumblineError BENCH-024 */
  modem(station: number): SimulatedModem {
    const found = this.#stations[station];
    if (found === undefined) {
      throw new PlumblineError('BENCH-024', {
        place: `station ${station}`,
        detail: `there are ${this.#stations.length}`,
      });
    }
    return found.modem;
  }

  /** A frame that the host of a station has sent. Never throws on what it holds. */
  receive(from: number, frame: Uint8Array): void {
    const station = this.#stations[from];
    if (station === undefined || frame.length < 14) return;
    station.host = formatMac(frame.subarray(6, 12));
    if (station.hosts.size < mostHosts) station.hosts.add(station.host);
    const message = decodeMmeFrame(frame);
    if (message === undefined) this.#carryData(from, frame);
    else if (message.destination === localModemAddress) this.#answer(from, from, message);
    else this.#carry(from, frame, message);
  }

  #carry(from: number, frame: Uint8Array, message: MmeFrame): void {
    if (message.destination === broadcastAddress && message.mme.oui !== undefined) this.#answer(from, from, message);
    this.#stations.forEach((station, to) => {
      if (message.destination === station.modem.settings.mac) {
        // A modem answers its own host always and others only inside its network.
        if (to === from || this.#linked(from, to)) this.#answer(from, to, message);
        return;
      }
      if (to === from) return;
      const wanted = message.destination === broadcastAddress || station.hosts.has(message.destination);
      if (wanted) this.#deliver(from, to, frame, message);
    });
  }

  #deliver(from: number, to: number, frame: Uint8Array, message: MmeFrame): void {
    const sound = message.mme.type === mnbcSoundInd.type;
    if (sound && this.#soundIsLost(from, to)) {
      this.#counts = { ...this.#counts, soundsLost: this.#counts.soundsLost + 1 };
      return;
    }
    this.#forward(to, frame);
    if (sound) this.#report(to, message.source);
  }

  #forward(to: number, frame: Uint8Array): void {
    this.#counts = { ...this.#counts, forwarded: this.#counts.forwarded + 1 };
    this.#send(to, frame);
  }

  /** The modem of `to` tells its host how loud it heard the vehicle. */
  #report(to: number, vehicle: string): void {
    const station = this.#stations[to]!;
    const heard = station.modem.attenuationHeard();
    if (heard === undefined) return;
    const addresses = { destination: station.host ?? broadcastAddress, source: station.modem.settings.mac };
    this.#send(to, encodeMmeFrame(addresses, attenProfileInd, { PevMac: vehicle, Attenuation: heard }));
  }

  #soundIsLost(from: number, to: number): boolean {
    const percent = [from, to].map((index) => {
      const { faults } = this.#stations[index]!.modem;
      return faults.has('lost-sounds') ? faults.parameter('lost-sounds', 'percent') : 0;
    });
    const share = Math.max(...percent) / 100;
    return share > 0 && this.#random.uniform() < share;
  }

  #answer(asker: number, answerer: number, message: MmeFrame): void {
    const answer = this.#stations[answerer]!.modem.answer(message, this.#view(answerer));
    if (answer === undefined) return;
    this.#counts = { ...this.#counts, answered: this.#counts.answered + 1 };
    if (answer.afterMs === 0) this.#send(asker, answer.frame);
    else this.#clock.after(answer.afterMs, () => this.#send(asker, answer.frame));
  }

  #carryData(from: number, frame: Uint8Array): void {
    if (!this.#options.carriesData) return;
    const group = (frame[0]! & 1) === 1;
    const destination = formatMac(frame.subarray(0, 6));
    this.#stations.forEach((station, to) => {
      const wanted = group || station.host === undefined || station.host === destination;
      if (to !== from && wanted && this.#linked(from, to)) this.#forward(to, frame);
    });
  }

  /** Two modems are linked when they hold the same key and nothing keeps them apart. */
  #linked(one: number, other: number): boolean {
    const modems = [one, other].map((index) => this.#stations[index]!.modem);
    if (modems.some(({ faults }) => faults.has('no-link'))) return false;
    return modems[0]!.settings.nmk === modems[1]!.settings.nmk;
  }

  #view(index: number): ModemView {
    const members = this.#stations.map((_, at) => at).filter((at) => at === index || this.#linked(index, at));
    const first = members[0]!;
    return {
      tei: index + 1,
      ccoMac: this.#stations[first]!.modem.settings.mac,
      ccoTei: first + 1,
      neighbours: members
        .filter((at) => at !== index)
        .map((at) => ({ mac: this.#stations[at]!.modem.settings.mac, tei: at + 1, host: this.#stations[at]!.host })),
    };
  }
}
