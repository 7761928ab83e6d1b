import type { RandomSource } from '../../../base/random.js';
import type { Faults } from '../../faults/faults.js';
import { mergeRestrictive } from './control-modes.js';
import { type DerEvent, eventStatus, sameContent } from './der-event.js';
import {
  type EventDraw,
  type EventPeriod,
  effectivePeriod,
  hasBegun,
  missedIts,
  type StartBy,
} from './event-period.js';
import { type Precedence, takePrecedence } from './precedence.js';
import { drawCancelDelay, drawRandomPart } from './random-part.js';

/** Why an event is over. */
export type EventEnd =
  | 'completed'
  | 'cancelled'
  | 'superseded'
  | 'withdrawn'
  | 'expired'
  | 'invalid'
  | 'not-applicable';

/** What is known of one event; plain data, kept across a restart. */
export interface EventMemory {
  readonly event: DerEvent;
  readonly draw: EventDraw;
  /** `scheduled`: known and waiting; `running`: in force; `over`: remembered so that it does not come back. */
  readonly phase: 'scheduled' | 'running' | 'over';
  readonly end?: EventEnd;
  /** Server's time at which it was first seen, s. */
  readonly seenS: number;
  /** It runs behind a stronger program's event: superseded as long as that one lasts. */
  readonly masked?: boolean;
  /** Ends then, by a cancellation with randomization. */
  readonly cancelAtS?: number;
}

export type EventChange =
  | { readonly kind: 'received'; readonly event: DerEvent }
  | { readonly kind: 'begun'; readonly event: DerEvent }
  /** `begun`: whether it had been in force before. */
  | {
      readonly kind: 'ended';
      readonly event: DerEvent;
      readonly end: EventEnd;
      readonly begun: boolean;
      readonly masked: boolean;
    }
  /** A stronger program's event has taken its place; it may come back. */
  | { readonly kind: 'masked'; readonly event: DerEvent }
  /** The stronger program's event is over, and this one is still in its time. */
  | { readonly kind: 'resumed'; readonly event: DerEvent }
  /** Listed again with another content: the more restrictive of both holds. */
  | { readonly kind: 'changed'; readonly event: DerEvent };

/** What holds at one moment. */
export interface EventOutcome {
  readonly changes: readonly EventChange[];
  readonly precedence: Precedence;
  readonly running: readonly DerEvent[];
  /** Server's time of the next change that is known, s. */
  readonly nextS: number | undefined;
}

export interface EventSchedulerOptions {
  readonly random: RandomSource;
  readonly startBy: StartBy;
  readonly faults: Faults;
  readonly memory?: readonly EventMemory[];
}

const rememberS = 86_400;
const mostRemembered = 4096;

/**
 * The life of DERControls (IEEE 2030.5-2018, 10.2.3, 12.3): received, begun, ended. Time comes in as s of the server's
 * clock. An event that vanishes from the list without a word goes on to its end: nothing was said that would lift it.
 */
export class EventScheduler {
  readonly #o: EventSchedulerOptions;
  readonly #memory = new Map<string, EventMemory>();
  #pending: EventChange[] = [];

  constructor(options: EventSchedulerOptions) {
    this.#o = options;
    for (const memory of options.memory ?? []) this.#memory.set(this.#key(memory.event), memory);
  }

  /** All that is known, for the disk. */
  get memory(): readonly EventMemory[] {
    return [...this.#memory.values()];
  }

  /** Events that are not over. */
  get open(): readonly EventMemory[] {
    return this.memory.filter(({ phase }) => phase !== 'over');
  }

  /** Takes what the server lists now. Events that are not in it stay as they are. */
  observe(events: readonly DerEvent[], nowS: number): void {
    const { faults } = this.#o;
    const seen = new Map<string, number>();
    for (const listed of events) {
      const twin = seen.get(listed.mRID) ?? 0;
      seen.set(listed.mRID, twin + 1);
      const event =
        twin > 0 && faults.has('duplicate-mrid-twice') ? { ...listed, mRID: `${listed.mRID}#${twin}` } : listed;
      this.#observeOne(event, nowS, twin > 0);
    }
  }

  /**
   * The server assigns only these programs now: events of others have nobody behind them any more.
   * @param programs mRIDs
   */
  withdraw(programs: readonly string[]): void {
    for (const [key, memory] of this.#memory) {
      const { phase, event } = memory;
      if (phase === 'over' || event.kind !== 'DERControl' || programs.includes(event.program)) continue;
      this.#end(key, memory, 'withdrawn');
    }
  }

  #observeOne(event: DerEvent, nowS: number, again: boolean): void {
    const key = this.#key(event);
    const known = this.#memory.get(key);
    if (known === undefined) return void this.#first(key, event, nowS);
    if (known.phase === 'over') return;
    const newer = (event.version ?? 0) > (known.event.version ?? 0);
    if (sameContent(known.event, event) || newer) {
      const status = again ? liveStatus(known.event.status, event.status) : event.status;
      this.#memory.set(key, { ...known, event: { ...event, status } });
      return;
    }
    const merged = tighter(known.event, event);
    const status = again ? liveStatus(known.event.status, event.status) : event.status;
    this.#memory.set(key, { ...known, event: { ...merged, status } });
    if (!sameContent(known.event, merged)) this.#pending.push({ kind: 'changed', event });
  }

  #first(key: string, event: DerEvent, nowS: number): void {
    const draw = drawRandomPart(event, this.#o.random, this.#o.faults);
    const memory: EventMemory = { event, draw, phase: 'scheduled', seenS: nowS };
    const { endS } = effectivePeriod(event, draw, this.#o.faults);
    const dead = event.status === eventStatus.cancelled || event.status === eventStatus.superseded;
    if (dead && !this.#o.faults.has('ignore-cancel')) {
      // It was over before this client could have been told of it: there is nothing to respond to.
      this.#memory.set(key, { ...memory, phase: 'over', end: 'cancelled' });
      return;
    }
    this.#memory.set(key, memory);
    const refused = refusalOf(event, endS, nowS);
    if (refused !== undefined) this.#end(key, memory, refused);
    else this.#pending.push({ kind: 'received', event });
  }

  /** Moves everything to `nowS`: what has changed since the last call, and what holds now. */
  step(nowS: number): EventOutcome {
    const { faults } = this.#o;
    for (const [key, memory] of this.#memory) {
      if (memory.phase === 'over') {
        if (memory.event.startS + memory.event.durationS + rememberS < nowS) this.#memory.delete(key);
        continue;
      }
      this.#stepOne(key, memory, nowS);
    }
    this.#trim();
    const precedence = takePrecedence(this.#running(), faults);
    for (const [key, memory] of this.#memory) if (memory.phase === 'running') this.#mask(key, memory, precedence);
    const changes = this.#pending;
    this.#pending = [];
    return { changes, precedence, running: this.#running(), nextS: this.#next(nowS) };
  }

  #stepOne(key: string, memory: EventMemory, nowS: number): void {
    const { faults, random, startBy } = this.#o;
    const { event } = memory;
    const cancels = !faults.has('ignore-cancel');
    if (cancels && event.status === eventStatus.cancelled) return void this.#end(key, memory, 'cancelled');
    const obeys = cancels && !faults.has('overlap-wrong');
    if (obeys && event.status === eventStatus.superseded) return void this.#end(key, memory, 'superseded');
    const current = this.#withCancelTime(key, memory, cancels, nowS, random);
    if (current.cancelAtS !== undefined && nowS >= current.cancelAtS) return void this.#end(key, current, 'cancelled');
    const period = effectivePeriod(event, memory.draw, faults);
    if (nowS >= period.endS) return void this.#end(key, current, memory.phase === 'running' ? 'completed' : 'expired');
    if (memory.phase === 'running' || missedIts(event, memory.seenS, faults)) return;
    if (!hasBegun(event, period, nowS, startBy, faults)) return;
    this.#memory.set(key, { ...current, phase: 'running' });
    this.#pending.push({ kind: 'begun', event });
  }

  #withCancelTime(key: string, memory: EventMemory, cancels: boolean, nowS: number, random: RandomSource): EventMemory {
    const asked = cancels && memory.event.status === eventStatus.cancelledRandomized;
    if (!asked || memory.cancelAtS !== undefined) return memory;
    const current = { ...memory, cancelAtS: nowS + drawCancelDelay(memory.event, random) };
    this.#memory.set(key, current);
    return current;
  }

  #end(key: string, memory: EventMemory, end: EventEnd): void {
    this.#memory.set(key, { ...memory, phase: 'over', end });
    const { event, phase, masked = false } = memory;
    this.#pending.push({ kind: 'ended', event, end, begun: phase === 'running', masked });
  }

  /**
   * Superseded within its program an event is over. Behind a stronger program it waits: its own server still calls it active,
   * and when the stronger one has ended nobody has lifted it.
   */
  #mask(key: string, memory: EventMemory, { superseded, from }: Precedence): void {
    const { event, masked = false } = memory;
    if (!superseded.includes(event)) {
      if (!masked) return;
      this.#memory.set(key, { ...memory, masked: false });
      this.#pending.push({ kind: 'resumed', event });
      return;
    }
    const stronger = Object.entries(from).some(
      ([mode, holder]) => mode in event.base.modes && holder !== undefined && holder.primacy !== event.primacy,
    );
    if (!stronger) return void this.#end(key, memory, 'superseded');
    if (masked) return;
    this.#memory.set(key, { ...memory, masked: true });
    this.#pending.push({ kind: 'masked', event });
  }

  #running(): readonly DerEvent[] {
    return this.memory.filter(({ phase }) => phase === 'running').map(({ event }) => event);
  }

  #next(nowS: number): number | undefined {
    const times = this.open.flatMap(({ event, draw, phase, cancelAtS }) => {
      const period: EventPeriod = effectivePeriod(event, draw, this.#o.faults);
      return [
        ...(phase === 'scheduled' ? [period.startS] : []),
        period.endS,
        ...(cancelAtS === undefined ? [] : [cancelAtS]),
      ];
    });
    const coming = times.filter((time) => time > nowS && Number.isFinite(time));
    return coming.length === 0 ? undefined : Math.min(...coming);
  }

  /** A server that lists without end must not fill the memory: the oldest that are over go first. */
  #trim(): void {
    if (this.#memory.size <= mostRemembered) return;
    for (const [key, { phase }] of this.#memory) {
      if (this.#memory.size <= mostRemembered) return;
      if (phase === 'over') this.#memory.delete(key);
    }
  }

  #key(event: DerEvent): string {
    return event.mRID;
  }
}

/** Of twins in one list the one that lives counts: a list that says both lifts nothing. */
function liveStatus(a: number, b: number): number {
  const live = [a, b].filter((status) => status === eventStatus.scheduled || status === eventStatus.active);
  return live.length > 0 ? Math.max(...live) : Math.max(a, b);
}

/** Why an event is not carried out at all. */
function refusalOf(event: DerEvent, endS: number, nowS: number): EventEnd | undefined {
  if (Object.keys(event.base.modes).length === 0) return 'not-applicable';
  if (event.durationS === 0 && Number.isFinite(endS)) return 'invalid';
  return endS <= nowS ? 'expired' : undefined;
}

/** One mRID with two contents: the longer time and the tighter modes of both. */
function tighter(a: DerEvent, b: DerEvent): DerEvent {
  const startS = Math.min(a.startS, b.startS);
  const endS = Math.max(a.startS + a.durationS, b.startS + b.durationS);
  const modes = mergeRestrictive(a.base.modes, b.base.modes);
  return {
    ...b,
    startS,
    durationS: endS - startS,
    base: { ...b.base, modes, doubts: [...b.base.doubts, 'two contents'] },
  };
}
