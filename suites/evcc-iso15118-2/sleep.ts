import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { arrivalMs, digital, type EvccScene } from './evcc-scene.js';
import type { SessionPlan } from './good-sessions.js';

/** One look at the pilot and at what the SECC has heard, ms. */
const lookMs = 200;

/**
 * Plays the charger while a session is paused: the oscillator stops; it comes back when the vehicle has toggled the pilot, or
 * after the time for which the vehicle is to sleep. Ends early when the vehicle comes by itself.
 * @returns when the oscillator was turned on, monotonic ns; undefined on a bench without a pilot, and where the vehicle came first
 */
export async function throughSleep(
  scene: EvccScene,
  sleep: NonNullable<SessionPlan['sleep']>,
  pics: PicsValues,
): Promise<bigint | undefined> {
  const { pilot } = scene;
  if (pilot === undefined) return undefined;
  const closedAt = scene.events.findLastIndex(({ event }) => event === 'closed');
  const came = () => scene.events.slice(closedAt).some(({ event }) => event === 'sdp' || event === 'connected');
  const byCharger = sleep.wakes === 'charger';
  let last = (await pilot.state()).last;
  await pilot.station({ kind: 'steady' });
  const end = performance.now() + 1000 * sleep.seconds(pics) + (byCharger ? 0 : arrivalMs);
  let toggled = false;
  let left = false;
  while (!came() && !toggled && performance.now() < end) {
    for (const change of await pilot.changes(last, Math.min(lookMs, Math.max(1, end - performance.now())))) {
      last = change.number;
      if (byCharger || change.side !== 'vehicle') continue;
      if (change.vehicle !== 'B') left = true;
      else toggled ||= left;
    }
  }
  const early = came();
  await pilot.station(digital);
  if (early) return undefined;
  const since = await pilot.changes(last, lookMs);
  return since.find((change) => change.side === 'station' && change.station.kind === 'oscillating')?.ns;
}
