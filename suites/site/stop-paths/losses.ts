import type { StopPathDriver } from '../../../src/probes/stop-response/stop-path.js';
import { ChargingLoop } from '../charging-loop.js';
import { askGateway, controlSocketOf, orderGateway } from '../gateway-control.js';
import { between, stamped } from './own-stamp.js';
import { reachPower, type VehicleScene } from './vehicle-scene.js';

/** Cuts the mesh link in both directions: neither end gets anything from the other any more. */
export function meshLoss(scene: VehicleScene): StopPathDriver {
  const links = scene.context.harness.bench.capability('loss-control');
  let loop: ChargingLoop | undefined;
  return {
    path: 'mesh-loss',
    flowW: scene.powerW,
    prepare: async () => {
      loop = await ChargingLoop.start(scene.openEvcc());
      await reachPower(scene);
    },
    issueStop: async () => {
      // From the first cut on the station hears nothing.
      const { stamp } = await stamped(() => links.set('mesh', 'to-station', { loss: 1 }));
      await links.set('mesh', 'from-station', { loss: 1 });
      return { issued: stamp, delivered: stamp };
    },
    restore: async () => {
      await links.clear();
      await loop?.end();
      loop = undefined;
    },
  };
}

/** Reports a pilot that has failed (state E: no oscillation, 0 V) where the harness stands in for the pilot circuit. */
export function pilotLoss(scene: VehicleScene): StopPathDriver {
  const { bench } = scene.context.harness;
  let loop: ChargingLoop | undefined;
  return {
    path: 'pilot-loss',
    flowW: scene.powerW,
    prepare: async () => {
      const pilot = pilotOf(scene);
      await pilot('A');
      await pilot('B');
      loop = await ChargingLoop.start(scene.openEvcc());
      await reachPower(scene);
    },
    issueStop: async () => {
      const socket = controlSocketOf(bench);
      if (socket === undefined) throw new Error('the gateway has no control socket');
      const order = await orderGateway(socket, { command: 'pilot', state: 'E' });
      const stamp = between(order.writtenAfter, order.writtenBefore);
      return { issued: stamp, delivered: stamp };
    },
    restore: async () => {
      await loop?.end();
      loop = undefined;
      await pilotOf(scene)('A');
    },
  };
}

/** Reports a state of the control pilot to the gateway. */
export function pilotOf({ context: { harness } }: Pick<VehicleScene, 'context'>): (state: string) => Promise<void> {
  return async (state) => {
    const socket = controlSocketOf(harness.bench);
    const reply = socket === undefined ? undefined : await askGateway(socket, { command: 'pilot', state });
    if (reply?.['ok'] !== true) throw new Error(`the gateway takes no pilot state: ${String(reply?.['error'])}`);
  };
}

/** Opens the mains of the simulated grid: local load holds the voltage, and only the inverter can notice. */
export function gridIsland(scene: VehicleScene): StopPathDriver {
  const inverter = scene.context.harness.bench.capability('inverter-control');
  let loop: ChargingLoop | undefined;
  return {
    path: 'grid-island',
    flowW: scene.powerW,
    prepare: async () => {
      loop = await ChargingLoop.start(scene.openEvcc());
      await reachPower(scene);
    },
    issueStop: async () => {
      const { stamp } = await stamped(() => inverter.set({ grid: { islanded: true } }));
      return { issued: stamp, delivered: stamp };
    },
    restore: async () => {
      await inverter.set({ grid: { islanded: false } });
      await loop?.end();
      loop = undefined;
    },
  };
}

/** Kills the gateway without a word, as a power cut of its board would. The inverter is on its own then. */
export function gatewayKill(scene: VehicleScene): StopPathDriver {
  const { bench } = scene.context.harness;
  const gateway = bench.capability('gateway');
  let loop: ChargingLoop | undefined;
  return {
    path: 'gateway-kill',
    flowW: scene.powerW,
    prepare: async () => {
      await gateway.start(scene.gateway);
      loop = await ChargingLoop.start(scene.openEvcc());
      await reachPower(scene);
    },
    issueStop: async () => {
      const { stamp } = await stamped(() => gateway.stop('kill'));
      return { issued: stamp, delivered: stamp };
    },
    restore: async () => {
      // At its start the gateway finds whatever flows and stops it.
      await gateway.start(scene.gateway);
      await loop?.end();
      loop = undefined;
    },
  };
}
