import { answerAmplitudeMaps, sendAmplitudeMap } from '../../transport/slac/amplitude-map.js';
import { SlacLink } from '../../transport/slac/slac-link.js';
import { slacCounts } from '../../transport/slac/slac-timers.js';
import type { MmeOf } from '../../wire/homeplug/define-mme.js';
import { slacMatchCnf, slacMatchReq } from '../../wire/homeplug/messages/cm-slac-match.js';
import type { HeardStation, RoundFailure, SlacMatch, SlacOutcome, SlacStep } from './slac-outcome.js';
import { type SlacVehicleOptions, type VehicleSettings, vehicleSettings } from './slac-vehicle-options.js';
import { askForStations, sound } from './sounding.js';
import { validateStation } from './validate-station.js';

type Round =
  | { readonly match: SlacMatch; readonly stations: readonly HeardStation[] }
  | { readonly failure: RoundFailure; readonly detail: string; readonly stations: readonly HeardStation[] };

/** The vehicle of ISO 15118-3 at its modem: finds the charger at its cable and joins its network. */
export class SlacVehicle {
  readonly #settings: VehicleSettings;
  readonly #link: SlacLink;
  readonly #steps: SlacStep[] = [];
  #startNs = 0n;
  #runId = '';
  #stopMaps: () => void = () => undefined;

  constructor(options: SlacVehicleOptions) {
    this.#settings = vehicleSettings(options);
    this.#link = new SlacLink(options.mac, options.clock, this.#settings.allTimers, options.send);
  }

  /** A frame from the vehicle's modem. */
  receive(frame: Uint8Array): void {
    this.#link.mailbox.receive(frame);
  }

  /**
   * Matches, in rounds until TT_matching_repetition is over. Never rejects: what goes wrong is the outcome, that of the
   * round that came furthest. After a match
   * with amplitude maps it goes on confirming those of the charger until the link is dropped.
   */
  async match(): Promise<SlacOutcome> {
    const { allTimers, random } = this.#settings;
    this.#startNs = this.#link.clock.monotonicNs();
    let furthest: { readonly failure: RoundFailure; readonly detail: string } | undefined;
    for (let rounds = 1; ; rounds++) {
      // A new RunID each round: what a charger still has to say to the last one does not count.
      this.#runId = Buffer.from(random(8)).toString('hex').toUpperCase();
      const round = await this.#round();
      const facts = {
        rounds,
        tookMs: this.#passedMs(),
        runId: this.#runId,
        stations: round.stations,
        steps: this.#steps,
      };
      if ('match' in round) return { kind: 'matched', match: round.match, ...facts };
      this.#stopMaps();
      this.#note(`round ${rounds} failed: ${round.detail}`);
      // A charger whose match broke off answers nobody for a while: later rounds end early and say less.
      if (furthest === undefined || reach(round.failure) > reach(furthest.failure)) furthest = round;
      if (this.#passedMs() + allTimers.TT_matching_rate >= allTimers.TT_matching_repetition) {
        const { failure, detail } = furthest;
        return { kind: 'failed', failure, detail, ...facts };
      }
      await this.#link.pause(allTimers.TT_matching_rate);
    }
  }

  async #round(): Promise<Round> {
    const confirmed = await askForStations(this.#link, this.#runId);
    if (confirmed.length === 0) {
      return failed('no-station', `no CM_SLAC_PARM.CNF to ${slacCounts.C_EV_match_retry + 1} requests`, []);
    }
    this.#note(`${confirmed.length} station(s) answered: ${confirmed.map(({ mac }) => mac).join(', ')}`);
    const { random, pevId } = this.#settings;
    const stations = await sound(this.#link, random, this.#runId, pevId, confirmed);
    for (const { mac, meanDb, rejected, sounds } of stations) {
      const heard =
        meanDb === undefined ? (rejected ?? 'no CM_ATTEN_CHAR.IND') : `${meanDb.toFixed(2)} dB of ${sounds} sounds`;
      this.#note(`${mac}: ${heard}`);
    }
    const ranked = stations.filter(hasMean).sort((a, b) => a.meanDb - b.meanDb);
    if (ranked.length === 0) return failed('no-attenuation', 'no usable CM_ATTEN_CHAR.IND came', stations);
    return this.#choose(ranked, stations);
  }

  /** Decision by attenuation (ISO 15118-3:2015, A.9.2): found, possibly found, not found. */
  async #choose(ranked: readonly Ranked[], stations: readonly HeardStation[]): Promise<Round> {
    const { directDb, indirectDb, ambiguousDb } = this.#settings;
    const near = ranked.filter(({ meanDb }) => meanDb <= indirectDb);
    const [best, second] = near;
    if (best === undefined) {
      const detail = `the nearest, ${ranked[0]!.mac}, is ${ranked[0]!.meanDb.toFixed(2)} dB away; the limit is ${indirectDb} dB`;
      return failed('all-too-far', detail, stations);
    }
    const alone = second === undefined || second.meanDb - best.meanDb > ambiguousDb;
    if (best.meanDb <= directDb && alone) return this.#join(best, false, stations);
    for (const candidate of near) {
      const { pilot, toggles } = this.#settings;
      const validation = await validateStation(this.#link, candidate.mac, pilot, toggles);
      this.#note(`validation of ${candidate.mac}: ${validation}`);
      if (validation === 'success') return this.#join(candidate, true, stations);
      if (validation === 'not-required' && candidate === best && alone) return this.#join(candidate, false, stations);
    }
    return failed('validation-failed', `none of ${near.length} possible station(s) could be validated`, stations);
  }

  async #join(station: Ranked, validated: boolean, stations: readonly HeardStation[]): Promise<Round> {
    const keys = await this.#askForKeys(station.mac);
    if (keys === undefined) {
      return failed('no-match-confirmation', `no good CM_SLAC_MATCH.CNF from ${station.mac}`, stations);
    }
    const { Nid: nid, Nmk: nmk, EvseId: evseId } = keys;
    let fromStation: string | undefined;
    this.#stopMaps();
    this.#stopMaps = answerAmplitudeMaps(this.#link, station.mac, (levels) => {
      fromStation = levels;
    });
    const set = await this.#link.setKeys({ nid, nmk });
    this.#note(`CM_SET_KEY of network ${nid}: ${set}`);
    if (set === 'modem-silent') return failed('modem-silent', 'no CM_SET_KEY.CNF from the own modem', stations);
    if (set === 'refused') return failed('key-refused', 'the own modem refused CM_SET_KEY', stations);
    let joinMs: number | undefined;
    if (this.#settings.waitForLink) {
      joinMs = await this.#link.waitForLink(this.#link.timers.TT_match_join);
      if (joinMs === undefined) {
        return failed('no-link', `no other station in network ${nid} within TT_match_join`, stations);
      }
      this.#note(`data link after ${joinMs.toFixed(0)} ms`);
    }
    const { amplitudeMap } = this.#settings;
    const amplitudeMapConfirmed =
      amplitudeMap === undefined ? undefined : await sendAmplitudeMap(this.#link, station.mac, amplitudeMap);
    const match = {
      station: station.mac,
      evseId,
      nid,
      nmk,
      meanDb: station.meanDb,
      validated,
      joinMs,
      amplitudeMapFromStation: fromStation,
      amplitudeMapConfirmed,
    };
    return { match, stations };
  }

  /** CM_SLAC_MATCH with its repeats (A.9.4). */
  async #askForKeys(station: string): Promise<MmeOf<typeof slacMatchCnf> | undefined> {
    const { mac, timers } = this.#link;
    const runId = this.#runId;
    for (let attempt = 0; attempt <= slacCounts.C_EV_match_retry; attempt++) {
      const answer = this.#link.mailbox.wait(slacMatchCnf, timers.TT_match_response, (value, source) => {
        const ours = value.RunID === runId && value.PevMac === mac && source === station;
        return ours && value.ApplicationType === 0 && value.SecurityType === 0 && value.MVFLength === 0x56;
      });
      this.#link.send(station, slacMatchReq, {
        ApplicationType: 0,
        SecurityType: 0,
        MVFLength: 0x3e,
        PevId: this.#settings.pevId,
        PevMac: mac,
        EvseId: '',
        EvseMac: station,
        RunID: runId,
      });
      const mail = await answer;
      if (mail !== undefined) return mail.value;
    }
    return undefined;
  }

  #note(text: string): void {
    this.#steps.push({ atMs: this.#passedMs(), text });
  }

  #passedMs(): number {
    return Number(this.#link.clock.monotonicNs() - this.#startNs) / 1e6;
  }
}

const progress: readonly RoundFailure[] = [
  'no-station',
  'no-attenuation',
  'all-too-far',
  'validation-failed',
  'no-match-confirmation',
  'modem-silent',
  'key-refused',
  'no-link',
];

function reach(failure: RoundFailure): number {
  return progress.indexOf(failure);
}

type Ranked = HeardStation & { readonly meanDb: number };

function hasMean(station: HeardStation): station is Ranked {
  return station.meanDb !== undefined;
}

function failed(failure: RoundFailure, detail: string, stations: readonly HeardStation[]): Round {
  return { failure, detail, stations };
}
