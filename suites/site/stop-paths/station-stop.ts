import type { StopPathDriver, StopPathId } from '../../../src/probes/stop-response/stop-path.js';
import type { StopStamps } from '../../../src/probes/stop-response/stop-plan.js';
import { ChargingLoop } from '../charging-loop.js';
import { askGateway, controlSocketOf, type GatewayOrder, orderGateway } from '../gateway-control.js';
import { between } from './own-stamp.js';
import { reachPower, type VehicleScene } from './vehicle-scene.js';

/** How long the vehicle may wait to be told, ms: several charge loops. */
const toldTimeoutMs = 5000;

type Path = Extract<StopPathId, 'iso2-evse-notification' | 'iso20-evse-stop' | 'iso20-evse-stop-discharge'>;

/**
 * The station ends charging, or discharging, on an order of its operator. The energy goes off first; the acknowledgement
 * is the charge loop response that tells the vehicle, by the capture on the mesh.
 */
export function stationStop(path: Path, scene: VehicleScene): StopPathDriver {
  const { bench } = scene.context.harness;
  let loop: ChargingLoop | undefined;
  let order: GatewayOrder | undefined;
  const socket = () => {
    const found = controlSocketOf(bench);
    if (found === undefined) throw new Error('the gateway has no control socket');
    return found;
  };
  return {
    path,
    flowW: scene.powerW,
    prepare: async () => {
      loop = await ChargingLoop.start(scene.openEvcc());
      await reachPower(scene);
    },
    issueStop: async (): Promise<StopStamps> => {
      order = await orderGateway(socket(), { command: 'stop', by: 'operator', reason: 'stop response' });
      const issued = between(order.writtenAfter, order.writtenBefore);
      return { issued, delivered: issued };
    },
    refine: async (_trial, stamps) => {
      const acknowledged = await loop?.told(toldTimeoutMs);
      return acknowledged === undefined ? stamps : { ...stamps, acknowledged };
    },
    restore: async () => {
      await order?.reply;
      order = undefined;
      await loop?.end();
      loop = undefined;
      await askGateway(socket(), { command: 'resume' });
    },
  };
}
