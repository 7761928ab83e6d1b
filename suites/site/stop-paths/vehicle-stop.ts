import type { StopPathDriver, StopPathId } from '../../../src/probes/stop-response/stop-path.js';
import { ChargingLoop } from '../charging-loop.js';
import { reachPower, type VehicleScene } from './vehicle-scene.js';

/** The vehicle ends charging, or discharging: PowerDeliveryReq Stop; all clocks but the effect come from the capture on the mesh. */
export function vehicleStop(
  path: Extract<StopPathId, 'iso2-ev-stop' | 'iso20-ev-stop' | 'iso20-ev-stop-discharge'>,
  scene: VehicleScene,
): StopPathDriver {
  let loop: ChargingLoop | undefined;
  return {
    path,
    flowW: scene.powerW,
    prepare: async () => {
      loop = await ChargingLoop.start(scene.openEvcc());
      await reachPower(scene);
    },
    issueStop: async () => loop!.stop(),
    restore: async () => {
      await loop?.end();
      loop = undefined;
    },
  };
}
