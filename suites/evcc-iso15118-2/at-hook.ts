import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import type { SeccEvent } from '../../src/peers/station/secc-event.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { arrivalMs, EvccScene, type Script } from './evcc-scene.js';

/** From the connection to the request that a case waits for; a real vehicle may heat or cool first, ms. */
export const preambleMs = 60_000;

/** Opens a scene, waits for what its first hook does, and gives its place among the events; inconclusive without. */
export async function withScene(
  harness: Harness,
  run: CaseRun,
  script: Script,
  body: (scene: EvccScene, place: number) => Promise<void>,
  plan: Omit<VehiclePlan, 'energy'> = {},
): Promise<void> {
  run.step('preamble', 'Given a vehicle that is plugged in at a correct SECC');
  const scene = await EvccScene.open(harness, script, plan);
  try {
    if (!(await came(scene, run))) return;
    const stimulus = await scene.awaitOrEnd(isHooked, preambleMs);
    if (stimulus === undefined) {
      run.inconclusive('starting state not reached', `last came ${scene.requests.at(-1)?.name ?? 'the connection'}`);
      return;
    }
    await body(scene, scene.events.indexOf(stimulus));
  } finally {
    scene.tell(run);
    await scene.close();
  }
}

/** Waits for the vehicle's connection; inconclusive without. */
export async function came(scene: EvccScene, run: CaseRun): Promise<boolean> {
  const connected = await scene.secc.until((events) => events.find(({ event }) => event === 'connected'), arrivalMs);
  if (connected !== undefined) return true;
  run.inconclusive('the vehicle never came', `${scene.of('sdp').length} SECC Discovery Requests, no connection`);
  return false;
}

/** What the script did at its hook: an answer that it changed, left out, or holds. */
export function isHooked(event: SeccEvent): event is Extract<SeccEvent, { readonly hooked: boolean }> {
  return 'hooked' in event && event.hooked;
}
