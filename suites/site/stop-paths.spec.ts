import type { Bench } from '../../src/bench/bench.js';
import type { StopPathDriver } from '../../src/probes/stop-response/stop-path.js';
import type { StopPlan } from '../../src/probes/stop-response/stop-plan.js';
import { type SiteContext, siteCase } from './site-case.js';
import { gatewayKill, gridIsland, meshLoss, pilotLoss, pilotOf } from './stop-paths/losses.js';
import { measurePath, ratedPower, stopTrials } from './stop-paths/measure-path.js';
import { stationStop } from './stop-paths/station-stop.js';
import { iso2Scene, iso20Scene, pilotScene, type VehicleScene } from './stop-paths/vehicle-scene.js';
import { vehicleStop } from './stop-paths/vehicle-stop.js';

/** Unless `--trials` or the PIXIT says another; 30 for sign-off. */
const trials = 5;
/** What a vehicle gives back in the cases of bidirectional charging, W: less than the station's limit of 20 kW. */
const dischargeW = 16_000;

interface StopCase {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly clause: string;
  readonly requirements?: readonly string[];
  readonly scene: (context: SiteContext) => VehicleScene;
  readonly driver: (scene: VehicleScene) => StopPathDriver;
  readonly plan?: Partial<StopPlan>;
  /** Capabilities without which it cannot be carried out. */
  readonly needs?: readonly ('loss-control' | 'gateway' | 'inverter-control' | 'simulated-grid')[];
}

/** The grid at the terminals of the simulated inverter can be set; a real one needs a grid simulator. */
function offers(bench: Bench, name: NonNullable<StopCase['needs']>[number]): boolean {
  if (name !== 'simulated-grid') return bench.offers(name);
  return bench.offers('inverter-control') && bench.capability('inverter-control').driver === 'simulated-inverter';
}

const discharging = (context: SiteContext) => iso20Scene(context, dischargeW);
const charging = (context: SiteContext) => iso20Scene(context, -dischargeW);
const onIso2 = (context: SiteContext) => iso2Scene(context, ratedPower(context));

const cases: readonly StopCase[] = [
  {
    id: 'SITE_StopPath_Iso20EvStopDischarge',
    title: 'a vehicle that discharges stops (BPT)',
    purpose: 'When a vehicle ends discharging by PowerDeliveryReq Stop, power to the grid ends and stays away.',
    clause: 'ISO 15118-20:2022, 8.3.4.3.7; the yardsticks of the spec table',
    scene: discharging,
    driver: (scene) => vehicleStop('iso20-ev-stop-discharge', scene),
  },
  {
    id: 'SITE_StopPath_Iso20EvStop',
    title: 'a vehicle that charges stops, ISO 15118-20',
    purpose: 'When a vehicle ends charging by PowerDeliveryReq Stop, power ends and stays away.',
    clause: 'ISO 15118-20:2022, 8.3.4.3.7; the yardsticks of the spec table',
    scene: charging,
    driver: (scene) => vehicleStop('iso20-ev-stop', scene),
  },
  {
    id: 'SITE_StopPath_Iso20EvseStopDischarge',
    title: 'the station stops a vehicle that discharges (BPT)',
    purpose:
      'When the station is ordered to stop, power to the grid ends and stays away, and the vehicle is told Terminate.',
    clause: 'ISO 15118-20:2022, EVSENotification; the yardsticks of the spec table',
    scene: discharging,
    driver: (scene) => stationStop('iso20-evse-stop-discharge', scene),
  },
  {
    id: 'SITE_StopPath_Iso20EvseStop',
    title: 'the station stops a vehicle that charges, ISO 15118-20',
    purpose: 'When the station is ordered to stop, power ends and stays away, and the vehicle is told Terminate.',
    clause: 'ISO 15118-20:2022, EVSENotification; the yardsticks of the spec table',
    scene: charging,
    driver: (scene) => stationStop('iso20-evse-stop', scene),
  },
  {
    id: 'SITE_StopPath_Iso2EvseNotification',
    title: 'the station stops the session by EVSENotification StopCharging',
    purpose: 'When the station is ordered to stop, power ends and stays away, and the vehicle is told StopCharging.',
    clause: 'ISO 15118-2:2014, 8.5.3.1, EVSENotification; the yardsticks of the spec table',
    scene: onIso2,
    driver: (scene) => stationStop('iso2-evse-notification', scene),
  },
  {
    id: 'SITE_StopPath_PilotLoss',
    title: 'the control pilot is lost',
    purpose: 'When the control pilot fails while energy flows, power ends and stays away.',
    clause: 'IEC 61851-1, control pilot; ISO 15118-2:2014, 8.7.3',
    scene: (context) => pilotScene(context, ratedPower(context), (state) => pilotOf({ context })(state)),
    driver: pilotLoss,
    needs: ['gateway'],
  },
  {
    id: 'SITE_StopPath_MeshLoss',
    title: 'the mesh link is lost',
    purpose: 'When the link between vehicle and station passes nothing any more, power ends by the sequence timer.',
    clause: 'ISO 15118-2:2014, V2G_SECC_Sequence_Timeout',
    requirements: ['V2G2-443'],
    scene: onIso2,
    driver: meshLoss,
    needs: ['loss-control'],
  },
  {
    id: 'SITE_StopPath_GridIsland',
    title: 'the mains are lost, and local load holds the voltage',
    purpose: 'When the mains are gone, the inverter leaves the island by itself, and power stays away.',
    clause: 'IEEE 1547-2018, unintentional islanding; the yardstick of the spec table',
    scene: onIso2,
    driver: gridIsland,
    needs: ['simulated-grid'],
  },
  {
    id: 'SITE_StopPath_GatewayKill',
    title: 'the gateway dies',
    purpose:
      'When the gateway is killed while energy flows, power ends within the declared revert period and its allowance; where none is declared, what becomes of the power is measured, and it does not rise.',
    clause:
      'PIXIT_PLUMBLINE_RevertSeconds: no standard says what an inverter does without its gateway; the deployment manual calls a late stop safety-critical',
    scene: onIso2,
    driver: gatewayKill,
    plan: { timeoutMs: 15_000 },
    needs: ['gateway'],
  },
];

for (const { id, title, purpose, clause, requirements = [], scene, driver, plan = {}, needs = [] } of cases) {
  siteCase(
    {
      id,
      title,
      purpose,
      area: 'site: stop response',
      clause,
      requirements,
      likelyCauses: [
        'the stop is worked on in a queue behind something that takes its time',
        'the gateway ramps the inverter down in steps whatever the urgency',
        'the loss is noticed by a timer that is too long',
      ],
      nextStep: 'look at the power trace of the slowest trial, and at what the gateway wrote to the inverter',
    },
    async (context) => {
      const { bench } = context.harness;
      const missing = ['inverter-control' as const, ...needs].find((name) => !offers(bench, name));
      if (missing !== undefined) {
        context.run.inconclusive(`the bench has no ${missing.replace('-', ' ')}`);
        return;
      }
      const set = scene(context);
      await bench.capability('inverter-control').set({ targetW: ratedPower(context) });
      const gateway = bench.offers('gateway') ? bench.capability('gateway') : undefined;
      await gateway?.start(set.gateway);
      try {
        await measurePath(context, driver(set), stopTrials(context, trials), plan);
      } finally {
        await gateway?.start(context.harness.variant.gateway);
      }
    },
  );
}
