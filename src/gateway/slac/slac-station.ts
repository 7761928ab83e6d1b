import { answerAmplitudeMaps, sendAmplitudeMap } from '../../transport/slac/amplitude-map.js';
import { newKeys } from '../../transport/slac/network-key.js';
import { type NetworkKeys, SlacLink } from '../../transport/slac/slac-link.js';
import { slacTimers } from '../../transport/slac/slac-timers.js';
import type { MmeDefinition } from '../../wire/homeplug/define-mme.js';
import { attenCharRsp } from '../../wire/homeplug/messages/cm-atten-char.js';
import { attenProfileInd } from '../../wire/homeplug/messages/cm-atten-profile.js';
import { slacMatchCnf, slacMatchReq } from '../../wire/homeplug/messages/cm-slac-match.js';
import { slacParmCnf, slacParmReq } from '../../wire/homeplug/messages/cm-slac-parm.js';
import { startAttenCharInd } from '../../wire/homeplug/messages/cm-start-atten-char.js';
import { validateReq } from '../../wire/homeplug/messages/cm-validate.js';
import type { MmeFields, MmeValue } from '../../wire/homeplug/mme-field.js';
import type { FaultName } from '../faults/fault-table.js';
import { type Faults, noFaults } from '../faults/faults.js';
import { matchProblem } from './check-request.js';
import { isPlugged } from './is-plugged.js';
import { LinkWatch } from './link-watch.js';
import { SessionTable } from './session-table.js';
import type { PilotState, SlacStationEvent, SlacStationOptions, StationPhase } from './slac-station-options.js';
import { SoundingDesk } from './sounding-desk.js';
import { matchFor, parametersFor } from './station-messages.js';
import { ValidationDesk } from './validation-desk.js';
import { VehicleSession } from './vehicle-session.js';

const mostSessions = 32;

/**
 * The charger of ISO 15118-3 at its modem: answers the matchings of any number of vehicles at once, and gives the keys of
 * its network to the one that chooses it. Fed by `receive` and `pilotChanged`; whatever comes on the wire never throws.
 */
export class SlacStation {
  readonly #options: SlacStationOptions;
  readonly #link: SlacLink;
  readonly #watch: LinkWatch;
  readonly #sessions: SessionTable;
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
    this.#sessions = new SessionTable(options.clock, (event) => this.#tell(event));
    this.#watch = new LinkWatch(this.#link, () => void this.#lost('linked'));
    this.#keys = options.keys ?? newKeys(options.random);
    this.#on(slacParmReq, (source, value) => this.#parameters(source, value));
    const sounding = new SoundingDesk(options, this.#link, this.#sessions);
    const validation = new ValidationDesk(options, this.#link, this.#sessions);
    const of = (vehicle: string) => this.#sessions.of(vehicle);
    this.#on(startAttenCharInd, (source, value) => sounding.start(of(source), value));
    this.#on(attenProfileInd, (_, { PevMac, Attenuation }) => sounding.heard(of(PevMac), Attenuation));
    this.#on(attenCharRsp, (source, value) => sounding.confirmed(of(source), value));
    this.#on(validateReq, (source, value) => validation.answer(of(source), value));
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
    if (!isPlugged(before) && isPlugged(state)) this.#open();
    else if (isPlugged(before) && !isPlugged(state)) void this.#leave(`control pilot in state ${state}`);
    else if (before === 'C' && state === 'B') this.#toggled();
  }

  /** The session above is over: D-LINK_TERMINATE, D-LINK_PAUSE or D-LINK_ERROR of ISO 15118-3. */
  async sessionOver(how: 'terminate' | 'pause' | 'error'): Promise<void> {
    if (this.#phase !== 'linked') return;
    if (how === 'terminate') return this.#leave('SessionStop Terminate');
    if (how === 'error') return this.#lost('linked');
    if (this.#has('slac-pause-forgets-keys')) return this.#leave('SessionStop Pause');
    this.#watch.stop();
    this.#phase = 'paused';
    this.#tell({ kind: 'paused' });
  }

  /** Takes a new matching, with the time of TT_EVSE_SLAC_init from now on. */
  reopen(): void {
    if (this.#phase === 'closed') this.#open();
  }

  /** Ends the time in which a matching may begin. */
  shut(): void {
    if (this.#phase !== 'open') return;
    this.#cancelInit();
    this.#phase = 'closed';
  }

  /** Wakes a paused link: it is there with its old keys within T_conn_resume, or it is lost. */
  async resume(): Promise<void> {
    if (this.#phase !== 'paused') return;
    this.#epoch += 1;
    const epoch = this.#epoch;
    const joinMs = await this.#link.waitForLink(this.#link.timers.T_conn_resume);
    if (epoch !== this.#epoch) return;
    if (joinMs === undefined) return this.#lost('paused');
    this.#phase = 'linked';
    this.#watch.start();
    this.#tell({ kind: 'resumed', joinMs });
  }

  /** B-C-B: one toggle of a validation, or the vehicle's wake-up. */
  #toggled(): void {
    if (this.#phase === 'paused' && this.#options.reopens !== 'by-pilot') void this.resume();
    else if (this.#phase === 'closed' && this.#options.reopens !== 'by-pilot') this.#open();
    else {
      for (const session of this.#sessions.sessions()) if (session.step === 'toggling') session.toggles += 1;
    }
  }

  close(): void {
    this.#cancelInit();
    this.#stopMaps();
    this.#watch.stop();
    this.#sessions.clear();
    this.#phase = 'closed';
    this.#epoch += 1;
  }

  #on<F extends MmeFields>(definition: MmeDefinition<F>, handle: (source: string, value: MmeValue<F>) => void): void {
    this.#link.mailbox.listen(definition, ({ source, value }) => handle(source, value));
  }

  /** The link went without a word: out of the network, and a new matching (D-LINK_ERROR). */
  async #lost(during: 'linked' | 'paused'): Promise<void> {
    await this.#leave(`link lost while ${during}`);
    // Told once it is out of the network: whoever hears it may open a new matching at once.
    this.#tell({ kind: 'link-lost', while: during });
    if (this.#options.reopens !== 'by-pilot' && this.#phase === 'closed') this.#open();
  }

  get #faults(): Faults {
    return this.#options.faults ?? noFaults;
  }

  #has(name: FaultName): boolean {
    return this.#faults.has(name);
  }

  #open(): void {
    this.#phase = 'open';
    const { TT_EVSE_SLAC_init } = this.#link.timers;
    this.#tell({ kind: 'waiting', forMs: TT_EVSE_SLAC_init });
    this.#cancelInit();
    this.#cancelInit = this.#link.clock.after(TT_EVSE_SLAC_init, () => {
      if (this.#phase !== 'open' || this.#sessions.size > 0 || this.#has('slac-init-never-ends')) return;
      this.#phase = 'closed';
      this.#tell({ kind: 'init-timeout' });
    });
  }

  async #leave(reason: string): Promise<void> {
    const had = this.#phase;
    this.#epoch += 1;
    this.#cancelInit();
    this.#stopMaps();
    this.#watch.stop();
    this.#phase = isPlugged(this.#pilot) ? 'closed' : 'unplugged';
    for (const session of this.#sessions.sessions()) this.#sessions.end(session, reason);
    if (!['matched', 'linked', 'paused'].includes(had) || this.#has('slac-stays-in-network')) return;
    // New keys take the modem out of the network that the vehicle still has the keys of.
    this.#keys = newKeys(this.#options.random);
    const outcome = await this.#link.setKeys(this.#keys);
    this.#tell({ kind: 'left', reason });
    this.#tell({ kind: 'network-key', nid: this.#keys.nid, outcome });
  }

  #parameters(source: string, value: MmeValue<(typeof slacParmReq)['fields']>): void {
    if (!this.#listens()) return;
    const strict = !this.#has('slac-any-types');
    if (strict && (value.ApplicationType !== 0 || value.SecurityType !== 0)) {
      this.#tell({
        kind: 'refused',
        vehicle: source,
        message: slacParmReq.label,
        reason: 'application or security type is not 0',
      });
      return;
    }
    const before = this.#sessions.of(source);
    if (before !== undefined) this.#sessions.end(before, 'the vehicle began again');
    if (this.#has('slac-one-vehicle'))
      for (const other of this.#sessions.sessions()) this.#sessions.end(other, 'another one');
    if (this.#sessions.size >= mostSessions) {
      this.#tell({
        kind: 'refused',
        vehicle: source,
        message: slacParmReq.label,
        reason: `${mostSessions} matchings run already`,
      });
      return;
    }
    const session = new VehicleSession(source, value.RunID);
    this.#sessions.add(session);
    const confirm = () => this.#link.send(source, slacParmCnf, parametersFor(source, value.RunID, this.#faults));
    if (this.#has('slac-late-parameters')) this.#link.clock.after(350, confirm);
    else confirm();
    this.#tell({ kind: 'parameters', vehicle: source, runId: value.RunID });
    if (this.#has('slac-late-start')) return;
    this.#sessions.limit(
      session,
      this.#link.timers.TT_match_sequence,
      'no CM_START_ATTEN_CHAR.IND within TT_match_sequence',
    );
  }

  /** Whether a matching may begin. */
  #listens(): boolean {
    if (this.#phase === 'unplugged') return this.#has('slac-answers-unplugged');
    if (this.#phase === 'linked') return this.#has('slac-answers-linked');
    return this.#phase === 'open';
  }

  #match(source: string, value: MmeValue<(typeof slacMatchReq)['fields']>): void {
    const session = this.#sessions.of(source);
    const ready = ['sounded', 'validating', 'validated', 'matched'];
    if (session === undefined || !ready.includes(session.step)) return;
    const problem = matchProblem(value, {
      vehicle: source,
      station: this.#options.mac,
      runId: session.runId,
      anyIdentifier: this.#options.identifiers === 'any',
      faults: this.#faults,
    });
    if (problem !== undefined) {
      this.#tell({ kind: 'refused', vehicle: source, message: slacMatchReq.label, reason: problem });
      return;
    }
    const { mac, evseId } = this.#options;
    if (this.#has('slac-no-match-confirmation')) return;
    if (this.#has('slac-match-once') && session.step === 'matched') return;
    const identity = { mac, evseId: evseId ?? '' };
    this.#link.send(source, slacMatchCnf, matchFor(value, identity, this.#keys, this.#faults));
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
    const told = () => this.#tell({ kind: 'amplitude-map', vehicle, direction: 'received', confirmed: true });
    if (!this.#has('slac-no-amplitude-map')) {
      this.#stopMaps = answerAmplitudeMaps(this.#link, vehicle, told, this.#has('slac-empty-amplitude-map'));
    }
    const joinMs = await this.#link.waitForLink(this.#link.timers.TT_match_join);
    if (epoch !== this.#epoch) return;
    if (joinMs === undefined) {
      this.#stopMaps();
      this.#sessions.end(session, 'no data link within TT_match_join');
      this.#open();
      return;
    }
    this.#phase = 'linked';
    this.#watch.start();
    for (const other of this.#sessions.sessions())
      this.#sessions.end(other, other === session ? 'linked' : 'another vehicle is linked');
    this.#tell({ kind: 'linked', vehicle, joinMs });
    const { amplitudeMap } = this.#options;
    if (amplitudeMap === undefined) return;
    const confirmed = await sendAmplitudeMap(this.#link, vehicle, amplitudeMap);
    if (epoch === this.#epoch) this.#tell({ kind: 'amplitude-map', vehicle, direction: 'sent', confirmed });
  }

  #tell(event: SlacStationEvent): void {
    this.#options.onEvent?.(event);
  }
}
