import type { MmeDefinition, MmeOf } from '../../../wire/homeplug/define-mme.js';
import { encodeMmeFrame } from '../../../wire/homeplug/encode-mme.js';
import { nwStatsCnf, nwStatsReq } from '../../../wire/homeplug/messages/cm-nw-stats.js';
import { setKeyCnf, setKeyReq } from '../../../wire/homeplug/messages/cm-set-key.js';
import { nwInfoCnf, nwInfoReq } from '../../../wire/homeplug/messages/vs-nw-info.js';
import { linkStatusCnf, linkStatusReq } from '../../../wire/homeplug/messages/vs-pl-lnk-status.js';
import {
  rxToneMapCnf,
  rxToneMapHeaderBytes,
  rxToneMapReq,
} from '../../../wire/homeplug/messages/vs-rx-tone-map-char.js';
import { vsSetKeyCnf, vsSetKeyReq } from '../../../wire/homeplug/messages/vs-set-key.js';
import { swVerCnf, swVerReq } from '../../../wire/homeplug/messages/vs-sw-ver.js';
import { toneMapCnf, toneMapHeaderBytes, toneMapReq } from '../../../wire/homeplug/messages/vs-tone-map-char.js';
import type { MmeFields, MmeValue } from '../../../wire/homeplug/mme-field.js';
import { type MmeFrame, mmeValue } from '../../../wire/homeplug/mme-frame.js';
import { packToneMap } from '../../../wire/homeplug/tone-map.js';
import type { SeededRandom } from '../seeded-random.js';
import { ActiveModemFaults } from './fault-table.js';
import { identityAnswer } from './identity-answer.js';
import { loadedToneMap } from './loaded-tone-map.js';
import type { ModemSettings } from './modem-settings.js';

/** Another station of the same network, as a modem knows it. */
export interface Neighbour {
  readonly mac: string;
  readonly tei: number;
  /** Address of the host behind it, if it has sent. */
  readonly host: string | undefined;
}

/** What a modem knows when it answers. */
export interface ModemView {
  readonly tei: number;
  readonly ccoMac: string;
  readonly ccoTei: number;
  readonly neighbours: readonly Neighbour[];
}

/** An answer of a modem, and after how many ms it comes. */
export interface ModemAnswer {
  readonly frame: Uint8Array;
  readonly afterMs: number;
}

const unicastRole = { station: 0, coordinator: 2 } as const;

/** A QCA7000-class modem: answers the management messages of its host. What reaches other stations is the line's part. */
export class SimulatedModem {
  #settings: ModemSettings;
  #faults: ActiveModemFaults;
  readonly #random: SeededRandom;

  constructor(settings: ModemSettings, random: SeededRandom) {
    this.#settings = settings;
    this.#faults = new ActiveModemFaults(settings.faults);
    this.#random = random;
  }

  get settings(): ModemSettings {
    return this.#settings;
  }

  get faults(): ActiveModemFaults {
    return this.#faults;
  }

  /** @throws PlumblineError BENCH-024 for a fault that there is not; nothing is changed then */
  set(changes: Partial<ModemSettings>): void {
    const settings = { ...this.#settings, ...changes };
    this.#faults = new ActiveModemFaults(settings.faults);
    this.#settings = settings;
  }

  /** Answers a request that is for the modem itself; undefined where it has nothing to say. */
  answer(request: MmeFrame, view: ModemView): ModemAnswer | undefined {
    if (this.#faults.has('silent')) return undefined;
    const frame = this.#confirmation(request, view);
    if (frame === undefined) return undefined;
    return { frame: this.#spoilt(frame), afterMs: this.#faults.has('late') ? this.#faults.parameter('late', 'ms') : 0 };
  }

  /** What this modem reports to its host of one sound; undefined when it reports nothing. */
  attenuationHeard(): readonly number[] | undefined {
    if (this.#faults.has('silent') || this.#faults.has('no-attenuation-profile')) return undefined;
    const { attenuationDb, attenuationNoiseDb } = this.#settings;
    return attenuationDb.map((db) => {
      const noisy = db + (attenuationNoiseDb === 0 ? 0 : attenuationNoiseDb * this.#random.normal());
      return Math.min(255, Math.max(0, Math.round(noisy)));
    });
  }

  #confirmation(request: MmeFrame, view: ModemView): Uint8Array | undefined {
    const { mme } = request;
    const status = this.#faults.has('refuse') ? this.#faults.parameter('refuse', 'status') : 0;
    const reply = <F extends MmeFields>(definition: MmeDefinition<F>, value: MmeValue<F>) =>
      encodeMmeFrame({ destination: request.source, source: this.#settings.mac }, definition, value);
    const version = mmeValue(mme, swVerReq);
    if (version !== undefined) return reply(swVerCnf, this.#version(version.Cookie, status));
    if (mmeValue(mme, nwInfoReq) !== undefined) return reply(nwInfoCnf, this.#network(view));
    if (mmeValue(mme, nwStatsReq) !== undefined) return reply(nwStatsCnf, this.#statistics(view));
    if (mmeValue(mme, linkStatusReq) !== undefined) {
      return reply(linkStatusCnf, { Status: status, LinkStatus: view.neighbours.length > 0 ? 1 : 0 });
    }
    const key = mmeValue(mme, setKeyReq);
    if (key !== undefined) return reply(setKeyCnf, this.#setKey(key));
    const vendorKey = mmeValue(mme, vsSetKeyReq);
    if (vendorKey !== undefined) {
      if (status === 0) this.set({ nmk: vendorKey.Nmk });
      return reply(vsSetKeyCnf, { Status: status });
    }
    const received = mmeValue(mme, rxToneMapReq);
    if (received !== undefined) {
      const { known, map } = this.#toneMap(received.PeerMac, received.Slot, view);
      return reply(rxToneMapCnf, {
        ...map,
        Length: rxToneMapHeaderBytes + map.Carriers.length / 2,
        Status: known ? status : 1,
        GuardInterval: 0,
        Gain: this.#settings.gain,
        Coupling: received.Coupling,
      });
    }
    const sent = mmeValue(mme, toneMapReq);
    if (sent !== undefined) {
      const { known, map } = this.#toneMap(sent.PeerMac, sent.Slot, view);
      return reply(toneMapCnf, {
        ...map,
        Length: toneMapHeaderBytes + map.Carriers.length / 2,
        Status: known ? status : 1,
        TotalCarriers: map.CarrierCount,
        Coupling: sent.Coupling,
      });
    }
    return identityAnswer(request, this.#settings, status);
  }

  #version(cookie: number, status: number): MmeOf<typeof swVerCnf> {
    const { firmware, ident, deviceClass } = this.#settings;
    return {
      Status: status,
      DeviceClass: deviceClass,
      VersionLength: firmware.length + 1,
      Version: firmware,
      Ident: ident,
      Stepping: 0,
      Cookie: cookie,
    };
  }

  #network(view: ModemView): MmeOf<typeof nwInfoCnf> {
    const { nid, txMbps, rxMbps, mac } = this.#settings;
    const stations = view.neighbours.map(({ mac: Mac, tei, host }) => ({
      Mac,
      Tei: tei,
      BridgedAddress: host ?? '00:00:00:00:00:00',
      AverageTx: txMbps,
      Coupling: 0,
      AverageRx: rxMbps,
    }));
    return {
      SubVersion: 1,
      DataLength: 34 + 24 * stations.length,
      NetworkCount: 1,
      Networks: [
        {
          Nid: nid,
          Snid: 5,
          Tei: view.tei,
          Role: view.ccoMac === mac ? unicastRole.coordinator : unicastRole.station,
          CcoMac: view.ccoMac,
          CcoTei: view.ccoTei,
          StationCount: stations.length,
          Stations: stations,
        },
      ],
    };
  }

  #statistics(view: ModemView): MmeOf<typeof nwStatsCnf> {
    const { txMbps, rxMbps } = this.#settings;
    const Stations = view.neighbours.map(({ mac: Mac }) => ({
      Mac,
      AverageTx: Math.min(255, txMbps),
      AverageRx: Math.min(255, rxMbps),
    }));
    return { StationCount: Stations.length, Stations };
  }

  /** QCA7000 firmware and the recordings of Qualcomm's tools say 1 for success. */
  #setKey(request: MmeOf<typeof setKeyReq>): MmeOf<typeof setKeyCnf> {
    if (!this.#faults.has('ignore-key')) this.set({ nid: request.Nid, nmk: request.NewKey });
    return {
      Result: 1,
      MyNonce: 'AAAAAAAA',
      YourNonce: request.MyNonce,
      Pid: request.Pid,
      Prn: request.Prn,
      Pmn: request.Pmn,
      CcoCapability: request.CcoCapability,
    };
  }

  #toneMap(peer: string, slot: number, view: ModemView) {
    const { toneMapSnrDb } = this.#settings;
    const carriers = loadedToneMap(toneMapSnrDb[slot] ?? []);
    const told = this.#faults.has('empty-tone-map') ? carriers.map(() => 0) : carriers;
    const illegal = this.#faults.has('illegal-tone-map') ? told.map((one, at) => (at % 5 === 0 ? 15 : one)) : told;
    const sent = this.#faults.has('short-tone-map') ? illegal.slice(0, illegal.length >> 1) : illegal;
    const known = view.neighbours.some(({ mac }) => mac === peer) && slot < toneMapSnrDb.length;
    const map = {
      SubVersion: 1,
      PeerMac: peer,
      Slot: slot,
      SlotCount: toneMapSnrDb.length,
      CarrierCount: carriers.length,
      Carriers: packToneMap(sent),
    };
    return { known, map };
  }

  #spoilt(frame: Uint8Array): Uint8Array {
    const spoilt = Uint8Array.from(frame);
    if (this.#faults.has('truncated')) return spoilt.subarray(0, 24);
    const body = spoilt[14] === 0 ? 20 : 22;
    if (this.#faults.has('wrong-oui')) spoilt.set([0x00, 0x13, 0xd7], body - 3);
    if (this.#faults.has('garbage')) {
      for (let at = body; at < spoilt.length; at++) spoilt[at] = Math.floor(256 * this.#random.uniform());
    }
    return spoilt;
  }
}
