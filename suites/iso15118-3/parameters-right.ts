import type { SteeredVehicle } from '../../src/peers/slac/steered-vehicle.js';
import type { MmeOf } from '../../src/wire/homeplug/define-mme.js';
import type { slacParmCnf } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import type { SlacScene } from './slac-scene.js';

/** Looks at what a CM_SLAC_PARM.CNF says (ISO 15118-3:2015, A.9.1). */
export function parametersRight(
  scene: SlacScene,
  value: MmeOf<typeof slacParmCnf>,
  vehicle: SteeredVehicle = scene.vehicle,
): void {
  scene.fields('CM_SLAC_PARM.CNF', value, {
    MSoundTarget: 'ff:ff:ff:ff:ff:ff',
    NumSounds: scene.run.timer('iso15118-3/C_EV_match_MNBC').count,
    // In units of 100 ms.
    TimeOut: scene.ms('TT_EVSE_match_MNBC') / 100,
    ResponseType: 1,
    ForwardingSta: vehicle.mac,
    ApplicationType: 0,
    SecurityType: 0,
    RunID: vehicle.runId,
  });
}
