import { answerAmplitudeMaps, sendAmplitudeMap } from '../../transport/slac/amplitude-map.js';
import { networkIdentifier } from '../../transport/slac/network-key.js';
import { type NetworkKeys, SlacLink } from '../../transport/slac/slac-link.js';
import { slacCounts, slacTimers } from '../../transport/slac/slac-timers.js';
import type { MmeDefinition } from '../../wire/homeplug/define-mme.js';
import { attenCharInd, attenCharRsp } from '../../wire/homeplug/messages/cm-atten-char.js';
import { attenProfileInd } from '../../wire/homeplug/messages/cm-atten-profile.js';
import { slacMatchCnf, slacMatchReq } from '../../wire/homeplug/messages/cm-slac-match.js';
import { slacParmCnf, slacParmReq } from '../../wire/homeplug/messages/cm-slac-parm.js';
import { startAttenCharInd } from '../../wire/homeplug/messages/cm-start-atten-char.js';
import { validateReq } from '../../wire/homeplug/messages/cm-validate.js';
import type { MmeFields, MmeValue } from '../../wire/homeplug/mme-field.js';
import { matchProblem, responseProblem, startProblem } from './check-request.js';
import type { PilotState, SlacStationEvent, SlacStationOptions } from './slac-station-options.js';
import { matchFor, parametersFor, reportFor, soundingTimeOut } from './station-messages.js';
import { ValidationDesk } from './validation-desk.js';
import { VehicleSession } from './vehicle-session.js';

/** `unplugged` and `closed` take no request; `open` is the time in which a matching may start; `matched` ignores SLAC. */
export type StationPhase = 'unplugged' | 'open' | 'closed' | 'matched' | 'linked';

const mostSessions = 32;

/**
 * The charger of ISO 15118-3 at its modem: answers the matchings of any number of vehicles at once, and gives the keys of
 * its network to the one that chooses it. Fed by `receive` and `pilotChanged`; whatever comes on the wire never throws.
 */
export class SlacStation {
  readonly #options: SlacStationOptions;
  readonly #link: SlacLink;
  readonly #sessions = new Map<string, VehicleSession>();
  #phase: StationPhase = 'unplugged';
  #pilot: PilotState = 'A';
  #keys: NetworkKeys;
  #cancelInit: () => void = () => undefined;
  #stopMaps: () => void = () => undefined;
  /** Counts plug-ins and matches: work that was begun for an earlier one stops at its next step. */
  #epoch = 0;

  constructor(options: SlacStationOptions) {
    this.#options = options;
    this.#link = new SlacLink(options.mac, options.clock, { ...slacTimers, ...options.timers }, options.send);
    this.#keys = options.keys ?? this.#newKeys();
    this.#on(slacParmReq, (source, value) => this.#parameters(source, value));
    this.#on(startAttenCharInd, (source, value) => this.#start(source, value));
    this.#on(attenProfileInd, (_, value) => this.#profile(value.PevMac, value.Attenuation));
    this.#on(attenCharRsp, (source, value) => this.#confirmed(source, value));
    const desk = new ValidationDesk(options, this.#link, {
      sessions: () => [...this.#sessions.values()],
      tell: (event) => this.#tell(event),
      limit: (session, ms, reason) => this.#limit(session, ms, reason),
      end: (session, reason) => this.#end(session, reason),
    });
    this.#on(validateReq, (source, value) => desk.answer(this.#sessions.get(source), value));
    this.#on(slacMatchReq, (source, value) => this.#match(source, value));
  }

  get phase(): StationPhase {
    return this.#phase;
  }

  get keys(): NetworkKeys {
    return this.#keys;
  }

  /** Gives the modem its first keys. Resolves to how that went: `set`, `modem-silent`, `refused`. */
  async start(): Promise<string> {
    const outcome = await this.#link.setKeys(this.#keys);
    this.#tell({ kind: 'network-key', nid: this.#keys.nid, outcome });
    return outcome;
  }

  /** A frame from the charger's modem. */
  receive(frame: Uint8Array): void {
    this.#link.mailbox.receive(frame);
  }

  /** The vehicle side of the control pilot has changed. */
  pilotChanged(state: PilotState): void {
    const before = this.#pilot;
    this.#pilot = state;
    const plugged = (one: PilotState) => one === 'B' || one === 'C' || one === 'D';
    if (!plugged(before) && plugged(state)) this.#open();
    else if (plugged(before) && !plugged(state)) void this.#leave(`control pilot in state ${state}`);
    else if (before === 'C' && state === 'B') {
      for (const session of this.#sessions.values()) if (session.step === 'toggling') session.toggles += 1;
    }
  }

  /** Leaves the network, as after SessionStop Terminate (TP_match_leave): new keys, no session. */
  async leave(reason: string): Promise<void> {
    await this.#leave(reason);
  }

  close(): void {
    this.#cancelInit();
    this.#stopMaps();
    for (const session of this.#sessions.values()) session.cancelTimer();
    this.#sessions.clear();
    this.#phase = 'closed';
    this.#epoch += 1;
  }

  #on<F extends MmeFields>(definition: MmeDefinition<F>, handle: (source: string, value: MmeValue<F>) => void): void {
    this.#link.mailbox.listen(definition, ({ source, value }) => handle(source, value));
  }

  #open(): void {
    this.#phase = 'open';
    const { TT_EVSE_SLAC_init } = this.#link.timers;
    this.#tell({ kind: 'waiting', forMs: TT_EVSE_SLAC_init });
    this.#cancelInit();
    this.#cancelInit = this.#link.clock.after(TT_EVSE_SLAC_init, () => {
      if (this.#phase !== 'open' || this.#sessions.size > 0) return;
      this.#phase = 'closed';
      this.#tell({ kind: 'init-timeout' });
    });
  }

  async #leave(reason: string): Promise<void> {
    const had = this.#phase;
    this.#epoch += 1;
    this.#cancelInit();
    this.#stopMaps();
    this.#phase = this.#pilot === 'A' || this.#pilot === 'E' || this.#pilot === 'F' ? 'unplugged' : 'closed';
    for (const session of [...this.#sessions.values()]) this.#end(session, reason);
    if (had !== 'matched' && had !== 'linked') return;
    // New keys take the modem out of the network that the vehicle still has the keys of.
    this.#keys = this.#newKeys();
    const outcome = await this.#link.setKeys(this.#keys);
    this.#tell({ kind: 'left', reason });
    this.#tell({ kind: 'network-key', nid: this.#keys.nid, outcome });
  }

  #parameters(source: string, value: MmeValue<(typeof slacParmReq)['fields']>): void {
    if (this.#phase !== 'open') return;
    if (value.ApplicationType !== 0 || value.SecurityType !== 0) {
      this.#refuse(source, slacParmReq, 'application or security type is not 0');
      return;
    }
    const before = this.#sessions.get(source);
    if (before !== undefined) this.#end(before, 'the vehicle began again');
    if (this.#sessions.size >= mostSessions) {
      this.#refuse(source, slacParmReq, `${mostSessions} matchings run already`);
      return;
    }
    const session = new VehicleSession(source, value.RunID);
    this.#sessions.set(source, session);
    this.#link.send(source, slacParmCnf, parametersFor(source, value.RunID));
    this.#tell({ kind: 'parameters', vehicle: source, runId: value.RunID });
    this.#limit(session, this.#link.timers.TT_match_sequence, 'no CM_START_ATTEN_CHAR.IND within TT_match_sequence');
  }

  #start(source: string, value: MmeValue<(typeof startAttenCharInd)['fields']>): void {
    const session = this.#sessions.get(source);
    // The vehicle announces three times; the first one counts.
    if (session?.step !== 'parameters') return;
    const problem = startProblem(value, source, session.runId, soundingTimeOut);
    if (problem !== undefined) {
      this.#refuse(source, startAttenCharInd, problem);
      return;
    }
    session.step = 'sounding';
    session.cancelTimer();
    session.cancelTimer = this.#link.clock.after(this.#link.timers.TT_EVSE_match_MNBC, () => this.#report(session));
  }

  #profile(vehicle: string, attenuationDb: readonly number[]): void {
    const session = this.#sessions.get(vehicle);
    if (session?.step !== 'sounding' || !session.addProfile(attenuationDb)) return;
    if (session.sounds === slacCounts.C_EV_match_MNBC) this.#report(session);
  }

  /** CM_ATTEN_CHAR.IND, again while it is not confirmed. */
  #report(session: VehicleSession): void {
    session.cancelTimer();
    if (session.sounds === 0) {
      this.#end(session, 'no sound was heard within TT_EVSE_match_MNBC');
      return;
    }
    if (session.reports > slacCounts.C_EV_match_retry) {
      this.#end(session, `no good CM_ATTEN_CHAR.RSP to ${session.reports} reports`);
      return;
    }
    const average = session.averageDb(this.#options.receiverDb ?? 0);
    session.step = 'reported';
    session.reports += 1;
    this.#link.send(session.vehicle, attenCharInd, reportFor(session, average));
    if (session.reports === 1) {
      const meanDb = average.reduce((sum, db) => sum + db, 0) / average.length;
      this.#tell({ kind: 'attenuation', vehicle: session.vehicle, sounds: session.sounds, meanDb });
    }
    session.cancelTimer = this.#link.clock.after(this.#link.timers.TT_match_response, () => this.#report(session));
  }

  #confirmed(source: string, value: MmeValue<(typeof attenCharRsp)['fields']>): void {
    const session = this.#sessions.get(source);
    if (session?.step !== 'reported') return;
    const problem = responseProblem(value, source, session.runId);
    if (problem !== undefined) {
      this.#refuse(source, attenCharRsp, problem);
      return;
    }
    session.step = 'sounded';
    this.#tell({ kind: 'attenuation-confirmed', vehicle: source });
    const { TT_EVSE_match_session } = this.#link.timers;
    this.#limit(session, TT_EVSE_match_session, 'no CM_VALIDATE.REQ or CM_SLAC_MATCH.REQ within TT_EVSE_match_session');
  }

  #match(source: string, value: MmeValue<(typeof slacMatchReq)['fields']>): void {
    const session = this.#sessions.get(source);
    const ready = ['sounded', 'validating', 'validated', 'matched'];
    if (session === undefined || !ready.includes(session.step)) return;
    const problem = matchProblem(value, {
      vehicle: source,
      station: this.#options.mac,
      runId: session.runId,
      anyIdentifier: this.#options.identifiers === 'any',
    });
    if (problem !== undefined) {
      this.#refuse(source, slacMatchReq, problem);
      return;
    }
    const { mac, evseId } = this.#options;
    this.#link.send(source, slacMatchCnf, matchFor(value, { mac, evseId: evseId ?? '' }, this.#keys));
    // A repeated request gets its confirmation again and changes nothing.
    if (session.step === 'matched') return;
    session.cancelTimer();
    session.step = 'matched';
    this.#phase = 'matched';
    this.#tell({ kind: 'matched', vehicle: source, nid: this.#keys.nid });
    void this.#join(session);
  }

  /** Waits for the link; until it is there, and after it is lost, other vehicles get no answer. */
  async #join(session: VehicleSession): Promise<void> {
    this.#epoch += 1;
    const epoch = this.#epoch;
    const { vehicle } = session;
    this.#stopMaps = answerAmplitudeMaps(this.#link, vehicle, () =>
      this.#tell({ kind: 'amplitude-map', vehicle, direction: 'received', confirmed: true }),
    );
    const joinMs = await this.#link.waitForLink(this.#link.timers.TT_match_join);
    if (epoch !== this.#epoch) return;
    if (joinMs === undefined) {
      this.#stopMaps();
      this.#end(session, 'no data link within TT_match_join');
      this.#open();
      return;
    }
    this.#phase = 'linked';
    for (const other of [...this.#sessions.values()])
      this.#end(other, other === session ? 'linked' : 'another vehicle is linked');
    this.#tell({ kind: 'linked', vehicle, joinMs });
    const { amplitudeMap } = this.#options;
    if (amplitudeMap === undefined) return;
    const confirmed = await sendAmplitudeMap(this.#link, vehicle, amplitudeMap);
    if (epoch === this.#epoch) this.#tell({ kind: 'amplitude-map', vehicle, direction: 'sent', confirmed });
  }

  #limit(session: VehicleSession, ms: number, reason: string): void {
    session.cancelTimer();
    session.cancelTimer = this.#link.clock.after(ms, () => this.#end(session, reason));
  }

  #end(session: VehicleSession, reason: string): void {
    session.cancelTimer();
    this.#sessions.delete(session.vehicle);
    this.#tell({ kind: 'session-ended', vehicle: session.vehicle, reason });
  }

  #newKeys(): NetworkKeys {
    const nmk = Buffer.from(this.#options.random(16)).toString('hex').toUpperCase();
    return { nmk, nid: networkIdentifier(nmk) };
  }

  #refuse(vehicle: string, { label }: MmeDefinition, reason: string): void {
    this.#tell({ kind: 'refused', vehicle, message: label, reason });
  }

  #tell(event: SlacStationEvent): void {
    this.#options.onEvent?.(event);
  }
}
