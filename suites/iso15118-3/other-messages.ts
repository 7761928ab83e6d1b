import { broadcastAddress } from '../../src/wire/homeplug/encode-mme.js';
import { slacParmCnf } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { heardSince } from './line-witness.js';
import type { SlacScene } from './slac-scene.js';
import type { SeenMme } from './slac-wire.js';

/** What a charger says to the vehicle, or to all, until it has confirmed the parameters, is CM_SLAC_PARM.CNF alone. */
export function expectNothingElse(scene: SlacScene, before: number): void {
  const others = toVehicle(scene, before).filter(({ mme }) => mme.type !== slacParmCnf.type);
  observe(scene, others, 'no other message comes in the time of CM_SLAC_PARM.CNF');
}

/** A charger says nothing to a vehicle with which it has not matched in time. */
export function expectNoMessage(scene: SlacScene, before: number): void {
  observe(scene, toVehicle(scene, before), 'no message comes while the vehicle waits, nor afterwards');
}

function observe(scene: SlacScene, seen: readonly SeenMme[], text: string): void {
  const observed = seen.map(({ mme }) => mme.label).join(', ') || 'none';
  scene.run.observe(seen.length === 0, { text, expected: 'none', observed });
}

/** Messages of the line that the vehicle got: what others say to each other is not for it to judge. */
function toVehicle(scene: SlacScene, since: number): readonly SeenMme[] {
  const wanted: readonly string[] = [scene.vehicle.mac, broadcastAddress];
  return heardSince(scene, since).filter(({ destination }) => wanted.includes(destination));
}
