import type { RampPace } from '../../grid/allowance-ramp.js';
import { type GridAllowance, sameAllowance, unlimited } from '../../grid/grid-allowance.js';
import { type ControlModes, mergeRestrictive } from '../events/control-modes.js';
import type { DerEvent } from '../events/der-event.js';
import { type EventChange, type EventEnd, type EventMemory, EventScheduler } from '../events/event-scheduler.js';
import type { ResponseWord } from '../report/response-queue.js';
import { type DefaultModes, defaultModes, type KnownProgram } from './default-controls.js';
import type { ControlDeskOptions, DeskMemory } from './desk-options.js';
import { endWords, finite, reasonOf } from './desk-words.js';
import { EffectWatch } from './effect-watch.js';
import { allowanceOf } from './merge-controls.js';

/** Of seeded faults. */
const lateMs = 2000;
const pulseMs = 1000;

/**
 * Where controls become what the station may do: events and default controls in, the allowance and the responses out. A
 * start is responded to when the inverter shows the effect, an end when it shows the release.
 */
export class ControlDesk {
  readonly #o: ControlDeskOptions;
  readonly #scheduler: EventScheduler;
  readonly #watch: EffectWatch;
  readonly #started: Set<string>;
  #programs: readonly KnownProgram[];
  #programsReadS: number | undefined;
  #server: 'known' | 'lost' | 'refused' | 'never' = 'never';
  /** Events that have begun or ended and wait for their effect. */
  #starting: DerEvent[] = [];
  #ending: { readonly event: DerEvent; readonly word: ResponseWord }[] = [];
  /** Modes of events that are over (fault never-release only). */
  #stuck: ControlModes = {};
  /** Programs as they were last taken, and when they were last kept, s of the server's clock. */
  #told = '';
  #keptS = Number.NEGATIVE_INFINITY;
  #aimed: GridAllowance | undefined;
  #cancelWake: (() => void) | undefined;
  #hold: (() => void) | undefined;
  #closed = false;

  constructor(options: ControlDeskOptions) {
    this.#o = options;
    const { config, clock, random, faults, memory, gate } = options;
    const startBy = config.controls.start_by;
    this.#scheduler = new EventScheduler({ random, faults, startBy, memory: memory.events });
    this.#started = new Set(memory.started);
    this.#starting = memory.events
      .filter(({ phase, event }) => phase === 'running' && !memory.started.includes(event.mRID))
      .map(({ event }) => event);
    this.#programs = memory.programs;
    this.#programsReadS = memory.programsReadS;
    this.#watch = new EffectWatch({
      clock,
      look: () => gate.effect(),
      withinMs: config.controls.effect_within_s * 1000,
      onSeen: () => this.#effectSeen(),
      onMissing: (detail) => {
        options.log.event('sep2-effect-missing', { detail, controls: this.#starting.map(({ mRID }) => mRID) });
        options.onEffectMissing(detail);
      },
    });
  }

  get memory(): DeskMemory {
    const events = this.#scheduler.memory;
    return { events, started: [...this.#started], programs: this.#programs, programsReadS: this.#programsReadS };
  }

  get open(): readonly EventMemory[] {
    return this.#scheduler.open;
  }

  /** Default controls of the moment. */
  get defaults(): DefaultModes {
    return defaultModes(this.#o.faults.has('no-default-control') ? [] : this.#programs);
  }

  get programs(): readonly KnownProgram[] {
    return this.#programs;
  }

  /** What the inverter does not show yet; '' where it shows everything. */
  get missing(): string {
    return this.#watch.missing;
  }

  get server(): 'known' | 'lost' | 'refused' | 'never' {
    return this.#server;
  }

  /**
   * Takes what was read: all programs, and the events of those whose list could be read. `complete`: none is missing, so that
   * the server counts as known.
   */
  take(programs: readonly KnownProgram[], events: readonly DerEvent[], complete: boolean): void {
    const nowS = this.#o.nowS();
    const told = JSON.stringify(programs);
    const isNews = told !== this.#told;
    this.#told = told;
    this.#programs = programs;
    if (complete) {
      this.#programsReadS = nowS;
      this.#server = 'known';
      this.#scheduler.withdraw(programs.map(({ mRID }) => mRID));
    }
    // A default control that changes outlives a restart, also where no event changes with it; so does how old it is.
    if (isNews || nowS - this.#keptS > this.#o.config.on_server_loss.default_valid_s / 24) {
      this.#keptS = nowS;
      this.#o.onChange();
    }
    this.#scheduler.observe(events, nowS);
    this.tick();
  }

  /** Takes news of single events, as from a Notification or from their own href. */
  takeEvents(events: readonly DerEvent[]): void {
    this.#scheduler.observe(events, this.#o.nowS());
    this.tick();
  }

  /** `lost`: it does not answer; `refused`: it may not be worked for (PIN, registration). */
  serverIs(state: 'lost' | 'refused'): void {
    if (this.#server === state) return;
    this.#server = state;
    this.tick();
  }

  /** Moves to the present: events, allowance, responses. */
  tick(): void {
    if (this.#closed) return;
    const nowS = this.#o.nowS();
    const outcome = this.#scheduler.step(nowS);
    const ended = outcome.changes.some((change) => change.kind === 'ended' && change.begun);
    for (const change of outcome.changes) this.#note(change);
    if (outcome.changes.length > 0) this.#o.onChange();
    this.#aim(outcome.precedence.modes, outcome.changes, ended);
    this.#cancelWake?.();
    if (outcome.nextS !== undefined) {
      // Timers of a process are 32 bits of ms; a day is far enough to look again.
      const ms = Math.min(Math.max(1, Math.ceil((outcome.nextS - this.#o.nowS()) * 1000)), 86_400_000);
      this.#cancelWake = this.#o.clock.after(ms, () => this.tick());
    }
    void this.#o.flush();
  }

  close(): void {
    this.#closed = true;
    this.#cancelWake?.();
    this.#hold?.();
    this.#watch.close();
  }

  #note(change: EventChange): void {
    const { log, respond, faults } = this.#o;
    const { event } = change;
    const facts = { mrid: event.mRID, modes: Object.keys(event.base.modes), program: event.program };
    switch (change.kind) {
      case 'received':
        log.event('sep2-event-received', { ...facts, start_s: event.startS, duration_s: event.durationS });
        if (event.base.doubts.length > 0)
          log.event('sep2-event-doubtful', { mrid: event.mRID, detail: event.base.doubts.join(', ') });
        respond(event, 'received');
        break;
      case 'changed':
        log.event('sep2-event-changed', facts);
        break;
      case 'begun':
        log.event('sep2-event-begun', { ...facts, late_s: Math.max(0, Math.round(this.#o.nowS() - event.startS)) });
        if (faults.has('ack-before-effect') || faults.has('ack-without-effect')) this.#acknowledge(event);
        else this.#starting.push(event);
        this.#o.onBegun(event);
        break;
      case 'masked':
        log.event('sep2-event-ended', { ...facts, end: 'superseded', until: 'the stronger program lets go' });
        this.#starting = this.#starting.filter(({ mRID }) => mRID !== event.mRID);
        this.#started.delete(event.mRID);
        this.#ending.push({ event, word: 'superseded' });
        break;
      case 'resumed':
        log.event('sep2-event-begun', { ...facts, again: true });
        this.#starting.push(event);
        break;
      case 'ended':
        log.event('sep2-event-ended', { ...facts, end: change.end, begun: change.begun });
        // What is behind a stronger program has been told to be superseded already.
        if (!change.masked) this.#ended(event, change.end, change.begun);
        break;
    }
  }

  #ended(event: DerEvent, end: EventEnd, begun: boolean): void {
    const never = this.#starting.some(({ mRID }) => mRID === event.mRID);
    this.#starting = this.#starting.filter(({ mRID }) => mRID !== event.mRID);
    this.#started.delete(event.mRID);
    if (begun && this.#o.faults.has('never-release')) this.#stuck = mergeRestrictive(this.#stuck, event.base.modes);
    const word = endWords[end];
    if (word === undefined) return;
    if (!begun) this.#o.respond(event, word);
    else this.#ending.push({ event, word: end === 'completed' && never ? 'not-participated' : word });
  }

  #aim(modes: ControlModes, changes: readonly EventChange[], ended: boolean): void {
    const { faults, gate, config, log } = this.#o;
    const wanted = faults.has('ack-without-effect') ? {} : mergeRestrictive(modes, this.#stuck);
    const target = this.#allowance(wanted);
    const pulse = faults.has('pulse-at-end') && ended;
    const changed = this.#aimed === undefined || !sameAllowance(this.#aimed, target) || pulse;
    if (!changed) {
      // Nothing new for the inverter: what begins or ends now has its effect as soon as that is seen.
      const waits = this.#starting.length + this.#ending.length > 0 && this.#hold === undefined;
      // A look that is under way goes on: it knows how long the effect has been missing.
      if (waits && this.#watch.seen) this.#watch.restart();
      return;
    }
    const first = this.#aimed === undefined;
    this.#aimed = target;
    const reason = reasonOf(changes, this.#server);
    log.event('sep2-allowance', {
      stop: target.stop,
      max_charge_w: finite(target.maxChargeW),
      max_discharge_w: finite(target.maxDischargeW),
      setpoint_w: target.setpointW,
      reason,
      start_by: config.controls.start_by,
    });
    const go = () => {
      this.#hold = undefined;
      gate.aim(target, first ? { kind: 'at-once' } : this.#pace(target, changes), reason);
      this.#watch.restart();
    };
    this.#hold?.();
    if (pulse) {
      gate.aim(unlimited, { kind: 'at-once' }, 'pulse');
      this.#hold = this.#o.clock.after(pulseMs, go);
    } else if (faults.has('ack-before-effect') && changes.some(({ kind }) => kind === 'begun')) {
      this.#hold = this.#o.clock.after(lateMs, go);
    } else {
      go();
    }
  }

  /** Modes of events over those of default controls; where neither is known, the configured fallback. */
  #allowance(modes: ControlModes): GridAllowance {
    const { config, ratings, faults } = this.#o;
    const options = { ratings, faults, maxLimW: config.controls.max_lim_w } as const;
    if (this.#server === 'lost' && faults.has('fail-open-on-loss')) return unlimited;
    const { max_charge_w, max_discharge_w } = config.on_server_loss.fallback;
    const fallback: ControlModes = { opModLoadLimW: max_charge_w, opModGenLimW: max_discharge_w };
    if (this.#server === 'refused') return allowanceOf(fallback, options);
    const defaults = this.defaults.modes;
    const usable = this.#server === 'known' || (this.#isFresh() && Object.keys(defaults).length > 0);
    // A control that runs is a valid instruction, a reserved flow only a bound: the fallback stands in where there is none.
    const running = Object.keys(modes).some((mode) => mode.startsWith('opMod'));
    return allowanceOf({ ...(usable ? defaults : running ? {} : fallback), ...modes }, options);
  }

  #isFresh(): boolean {
    const age = this.#programsReadS === undefined ? Number.POSITIVE_INFINITY : this.#o.nowS() - this.#programsReadS;
    return age <= this.#o.config.on_server_loss.default_valid_s;
  }

  #pace(target: GridAllowance, changes: readonly EventChange[]): RampPace {
    if (target.stop) return { kind: 'at-once' };
    const begun = changes.filter(({ kind }) => kind === 'begun').flatMap(({ event }) => event.base.rampS ?? []);
    const { rampS: defaultRampS, gradW, softGradW } = this.defaults;
    const rampS = begun.length > 0 ? Math.min(...begun) : defaultRampS;
    if (rampS !== undefined) return rampS === 0 ? { kind: 'at-once' } : { kind: 'within', seconds: rampS };
    const usual = gradW ?? this.#o.config.der.grad_w;
    const share = this.#o.gate.target.stop ? (softGradW ?? usual) : usual;
    return share === 0 ? { kind: 'at-once' } : { kind: 'rate', wPerS: (share / 10_000) * this.#o.ratings.maxW };
  }

  #effectSeen(): void {
    const [starting, ending] = [this.#starting, this.#ending];
    this.#starting = [];
    this.#ending = [];
    for (const event of starting) this.#acknowledge(event);
    for (const { event, word } of ending) this.#o.respond(event, word);
    if (starting.length + ending.length === 0) return;
    this.#o.onChange();
    void this.#o.flush();
  }

  #acknowledge(event: DerEvent): void {
    if (this.#started.has(event.mRID)) return;
    this.#started.add(event.mRID);
    this.#o.log.event('sep2-event-started', { mrid: event.mRID });
    this.#o.respond(event, 'started');
  }
}
