import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import type { SeccEvent } from '../../src/peers/station/secc-event.js';
import type { Harness } from '../engine/harness.js';
import type { WireSegment } from '../engine/wire-watch.js';
import { arrivalMs, EvccScene, type Script, type VehicleChange } from './evcc-scene.js';

/** A correct session in one of these forms; many cases look at one and the same. */
export const sessionKinds = ['plain', 'renegotiation', 'pause'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** What was seen of a session from plugging in to the end of its connection. */
export interface GoodSession {
  readonly events: readonly SeccEvent[];
  /** The vehicle's side of the pilot; undefined on a bench that sees none. */
  readonly pilot: readonly VehicleChange[] | undefined;
  /** The vehicle's newest connection in the capture; undefined where its end is not in it. */
  readonly wire: readonly WireSegment[] | undefined;
  /** The capture shows what both sides said: without it nothing of the session is evidence. */
  readonly captured: boolean;
}

/** Charge loops before the SECC asks for something. */
const loops = 5;
const scripts: Readonly<Record<SessionKind, { readonly script: Script; readonly plan: Omit<VehiclePlan, 'energy'> }>> =
  {
    plain: { script: { stopAtLoop: loops }, plan: {} },
    renegotiation: { script: { renegotiateAtLoop: 2, stopAtLoop: 2 + loops }, plan: {} },
    pause: { script: { stopAtLoop: loops }, plan: { ends: 'Pause' } },
  };
/** A session of some loops takes seconds; a real vehicle may heat or cool first. */
const sessionMs = 110_000;
/** The end of the connection is waited for beyond par_CMN_TCP_Connection_Termination_Timeout, 5 s. */
const endMs = 6000;

/** Charge loops after StopCharging beyond which a vehicle is not going to stop. */
const patience = 40;

const sessions = new Map<SessionKind, Promise<GoodSession>>();

/**
 * The session of this kind, driven once in each worker: a person plugs the vehicle in once for all cases that look at it.
 * @throws PlumblineError of the bench
 */
export function goodSession(harness: Harness, kind: SessionKind): Promise<GoodSession> {
  const known = sessions.get(kind);
  if (known !== undefined) return known;
  const session = drive(harness, kind);
  sessions.set(kind, session);
  return session;
}

async function drive(harness: Harness, kind: SessionKind): Promise<GoodSession> {
  const { script, plan } = scripts[kind];
  const scene = await EvccScene.open(harness, script, plan);
  try {
    const came = await scene.secc.until((events) => events.find(({ event }) => event === 'connected'), arrivalMs);
    const connections = kind === 'pause' ? 2 : 1;
    const stopped = ({ event, name }: { readonly event: string; readonly name?: string | undefined }) =>
      event === 'response' && name === 'SessionStopRes';
    const count = (events: readonly SeccEvent[], fits: (event: SeccEvent) => boolean) => events.filter(fits).length;
    const isClosed = ({ event }: SeccEvent) => event === 'closed';
    const isLoop = ({ event, name }: { readonly event: string; readonly name?: string | undefined }) =>
      event === 'response' && (name === 'CurrentDemandRes' || name === 'ChargingStatusRes');
    if (came !== undefined) {
      // Over when it was stopped as often as it should be, or when a connection ended without.
      await scene.secc.until((events) => {
        const ended = count(events, isClosed);
        const over = count(events, isLoop) > (script.stopAtLoop ?? 0) + patience;
        return over || count(events, stopped) >= connections || ended > count(events, stopped) || undefined;
      }, sessionMs);
      await scene.secc.until((events) => count(events, isClosed) >= connections || undefined, endMs);
    }
    const wire = scene.of('closed').length === 0 ? undefined : await scene.endedSegments();
    // The pilot follows in its own process, at once or not at all.
    const pilot = await scene.pilotChanges();
    return { events: [...scene.events], pilot, wire, captured: await scene.isCaptured() };
  } finally {
    await scene.close();
  }
}
