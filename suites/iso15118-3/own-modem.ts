import { randomBytes } from 'node:crypto';
import { networkIdentifier } from '../../src/transport/slac/network-key.js';
import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import { encodeMmeFrame, localModemAddress } from '../../src/wire/homeplug/encode-mme.js';
import { setKeyCnf, setKeyReq } from '../../src/wire/homeplug/messages/cm-set-key.js';
import type { slacMatchCnf } from '../../src/wire/homeplug/messages/cm-slac-match.js';
import { nwInfoCnf, nwInfoReq } from '../../src/wire/homeplug/messages/vs-nw-info.js';
import { CaseStopped } from '../engine/case-run.js';
import { setKeyFrame } from './set-key-frame.js';
import type { SlacScene } from './slac-scene.js';
import { mmeOf, type SeenMme } from './slac-wire.js';

/** Messages that the modem at the vehicle's end answers, and nobody else: they go no further than it. */
const localAnswers: readonly number[] = [setKeyCnf.type, nwInfoCnf.type];
/** How often a modem that says nothing is asked before it counts as silent. */
const attempts = 3;

/** Other stations in the network of the vehicle's modem. */
export interface Stations {
  readonly count: number;
  /** Addresses of their modems. */
  readonly modems: readonly string[];
}

/** The modem at the vehicle's end: a part of the harness, so that its silence is no finding about the charger. */
export class OwnModem {
  constructor(private readonly scene: SlacScene) {}

  /** What it has answered with so far; more than one where it was changed. */
  get addresses(): ReadonlySet<string> {
    const answers = this.scene.wire.after(0).filter(({ mme }) => localAnswers.includes(mme.type));
    return new Set(answers.map(({ source }) => source));
  }

  /** Gives the modem a network. @returns the request as the capture has it */
  async setKeys(keys: Pick<MmeOf<typeof slacMatchCnf>, 'Nid' | 'Nmk'>): Promise<SeenMme> {
    const { scene } = this;
    const request = await scene.sent(setKeyReq, () => scene.wire.send(setKeyFrame(scene.vehicle.mac, keys)));
    const answer = await scene.reply(request, setKeyCnf, scene.ms('TT_match_response'));
    if (answer === undefined) this.#silent('CM_SET_KEY.REQ');
    return request;
  }

  /** Keys of nobody: out of any network. */
  leaveNetwork(): Promise<SeenMme> {
    const Nmk = randomBytes(16).toString('hex').toUpperCase();
    return this.setKeys({ Nmk, Nid: networkIdentifier(Nmk) });
  }

  /** Who is in its network. A modem that does not tell is an error of the harness, and ends the case. */
  async stations(): Promise<Stations> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const told = await this.#told();
      if (told !== undefined) return told;
    }
    return this.#silent('VS_NW_INFO.REQ');
  }

  /**
   * Waits until the modem has so many stations, asking again and again.
   * @returns ms, undefined where it told another number until `limitMs` were over
   */
  async untilStations(
    wanted: (count: number) => boolean,
    limitMs: number,
    from = process.hrtime.bigint(),
  ): Promise<number | undefined> {
    for (;;) {
      const told = await this.#told();
      const passed = Number(process.hrtime.bigint() - from) / 1e6;
      if (told !== undefined && wanted(told.count)) return passed;
      if (passed > limitMs) {
        if (told === undefined) this.#silent('VS_NW_INFO.REQ');
        return undefined;
      }
      await this.scene.pause(100);
    }
  }

  async #told(): Promise<Stations | undefined> {
    const { scene } = this;
    const frame = encodeMmeFrame({ destination: localModemAddress, source: scene.vehicle.mac }, nwInfoReq, {});
    const request = await scene.sent(nwInfoReq, () => scene.wire.send(frame));
    const answer = await scene.reply(request, nwInfoCnf, scene.ms('TT_match_response'));
    const networks = answer === undefined ? undefined : mmeOf(answer, nwInfoCnf)?.Networks;
    if (networks === undefined) return undefined;
    const count = networks.reduce((sum, { StationCount }) => sum + StationCount, 0);
    return { count, modems: networks.flatMap(({ Stations }) => Stations.map(({ Mac }) => Mac)) };
  }

  #silent(request: string): never {
    const text = `the modem of the harness does not answer ${request}`;
    this.scene.run.error(text);
    throw new CaseStopped(text);
  }
}
