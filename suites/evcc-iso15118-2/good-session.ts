import type { SeccEvent } from '../../src/peers/station/secc-event.js';
import { textAt } from '../../src/peers/vehicle/read-value.js';
import type { Harness } from '../engine/harness.js';
import type { WireSegment } from '../engine/wire-watch.js';
import { arrivalMs, EvccScene, type Script, type VehicleChange } from './evcc-scene.js';
import { linkDoubt } from './far-end.js';
import type { SessionPlan } from './good-sessions.js';
import { seen } from './secc-record.js';
import { throughSleep } from './sleep.js';

/** What was seen of a session from plugging in to the end of its connection. */
export interface GoodSession {
  readonly events: readonly SeccEvent[];
  /** The vehicle's side of the pilot; undefined on a bench that sees none. */
  readonly pilot: readonly VehicleChange[] | undefined;
  /** When the tester turned the oscillator on again to end a pause, monotonic ns. */
  readonly wokenAt: bigint | undefined;
  /** The vehicle's connections in the capture, in their order; undefined where the end of one is not in it. */
  readonly wires: readonly (readonly WireSegment[] | undefined)[];
  /** The capture shows what both sides said: without it nothing of the session is evidence. */
  readonly captured: boolean;
  /** Why what the vehicle did not do in the end may be the link's doing; undefined: it ended the session, or the link carries. */
  readonly linkDoubt: string | undefined;
}

/** A session of some loops takes seconds; a real vehicle may heat or cool first. */
const sessionMs = 110_000;
/** The end of the connection is waited for beyond par_CMN_TCP_Connection_Termination_Timeout, 5 s. */
const endMs = 6000;
/** Charge loops after StopCharging beyond which a vehicle is not going to stop. */
const patience = 40;
/** A vehicle that has asked no more for so long has given up discovery. */
const givenUpMs = 2000;
/** Requests after which a vehicle is not going to give up. */
const tooMany = 51;

const sessions = new Map<string, Promise<GoodSession>>();

/** How long a case that looks at this session may take, ms: all of it where it is the first. */
export function sessionBudgetMs(harness: Harness, plan: SessionPlan): number {
  const asleep = plan.sleep === undefined ? 0 : sessionMs + 2 * arrivalMs + 1000 * plan.sleep.seconds(harness.pics);
  const stopAfter = plan.script(harness.pics).stopAfterMs ?? 0;
  return sessionMs + 2 * arrivalMs + asleep + stopAfter;
}

/**
 * The session of this plan, driven once in each worker: a person plugs the vehicle in once for all cases that look at it.
 * @throws PlumblineError of the bench
 */
export function goodSession(harness: Harness, plan: SessionPlan): Promise<GoodSession> {
  const known = sessions.get(plan.name);
  if (known !== undefined) return known;
  const session = drive(harness, plan);
  sessions.set(plan.name, session);
  return session;
}

/** Where the nth connection stands in the events, from 1: from `connected` to before the next one; empty where it never came. */
export function connectionSpan(events: readonly SeccEvent[], nth: number): readonly [from: number, to: number] {
  const places = events.flatMap(({ event }, index) => (event === 'connected' ? [index] : []));
  const from = places[nth - 1];
  return from === undefined ? [events.length, events.length] : [from, places[nth] ?? events.length];
}

async function drive(harness: Harness, plan: SessionPlan): Promise<GoodSession> {
  const script = plan.script(harness.pics);
  const scene = await EvccScene.open(harness, script, plan.vehicle?.(harness.pics) ?? {});
  const wires: (readonly WireSegment[] | undefined)[] = [];
  let captured = false;
  let wokenAt: bigint | undefined;
  try {
    if (await arrives(scene, 1)) {
      await plan.during?.(scene);
      await untilOver(scene, 1, script);
      wires.push(await wireOf(scene));
      captured = await scene.isCaptured();
      if (plan.sleep !== undefined && isPaused(scene)) {
        wokenAt = await throughSleep(scene, plan.sleep, harness.pics);
        if (!plan.sleep.answered) await countDiscovery(scene);
        else if (await arrives(scene, 2)) {
          await untilOver(scene, 2, { ...script, ...script.joined });
          wires.push(await wireOf(scene));
          captured &&= await scene.isCaptured();
        }
      }
    }
    // The pilot follows in its own process, at once or not at all.
    const pilot = await scene.pilotChanges();
    const doubt = isEnded(scene, plan) ? undefined : await linkDoubt(harness, scene.events);
    return { events: [...scene.events], pilot, wokenAt, wires, captured, linkDoubt: doubt };
  } finally {
    await scene.close();
  }
}

async function arrives(scene: EvccScene, nth: number): Promise<boolean> {
  const came = (events: readonly SeccEvent[]) => events.filter(({ event }) => event === 'connected')[nth - 1];
  return (await scene.secc.until(came, arrivalMs)) !== undefined;
}

/** Until the nth connection was stopped and has ended, has ended without, or goes on where it should not. */
async function untilOver(scene: EvccScene, nth: number, { stopAtLoop, stopAfterMs = 0 }: Script): Promise<void> {
  const look = (events: readonly SeccEvent[]) => {
    const part = events.slice(...connectionSpan(events, nth));
    const answers = part.filter((event) => event.event === 'response').map(({ name }) => name);
    const charged = answers.filter((name) => name === 'CurrentDemandRes' || name === 'ChargingStatusRes').length;
    return {
      closed: part.some(({ event }) => event === 'closed'),
      stopped: answers.includes('SessionStopRes'),
      endless: stopAtLoop !== undefined && charged > stopAtLoop + patience,
    };
  };
  await scene.secc.until((events) => {
    const { closed, stopped, endless } = look(events);
    return closed || stopped || endless || undefined;
  }, sessionMs + stopAfterMs);
  await scene.secc.until((events) => look(events).closed || undefined, endMs);
}

/** Its last word was SessionStopReq with Pause, and the connection has ended. */
function isPaused(scene: EvccScene): boolean {
  const last = scene.requests.at(-1);
  if (last?.name !== 'SessionStopReq' || scene.of('closed').length === 0) return false;
  return textAt(seen(last).body, 'ChargingSession') === 'Pause';
}

/** The vehicle itself ended each of its connections, and nobody counts how often it asks afterwards. */
function isEnded(scene: EvccScene, { sleep }: SessionPlan): boolean {
  const ends = scene.of('closed').filter(({ how }) => how === 'fin' || how === 'reset');
  return ends.length > 0 && ends.length === scene.of('connected').length && sleep?.answered !== false;
}

async function wireOf(scene: EvccScene): Promise<readonly WireSegment[] | undefined> {
  return scene.of('closed').length === 0 ? undefined : scene.endedSegments();
}

/** Until the vehicle has given up discovery, or is not going to. */
async function countDiscovery(scene: EvccScene): Promise<void> {
  const from = scene.events.findLastIndex(({ event }) => event === 'closed');
  const count = () => scene.events.slice(from).filter(({ event }) => event === 'sdp').length;
  await scene.secc.until(() => count() > 0 || undefined, arrivalMs);
  for (let before = 0; count() > before && before < tooMany; ) {
    before = count();
    await scene.secc.until(() => count() > before || undefined, givenUpMs);
  }
}
