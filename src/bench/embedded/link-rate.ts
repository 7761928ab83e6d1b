import type { LinkShape } from '../capabilities/link-control.js';
import { mustRun, runCommand } from '../process/run-command.js';

const inWire = ['ip', 'netns', 'exec', 'wire'];
/** Two full Ethernet frames: less than that, and a token bucket would never pass the largest. */
const damageBurst = 3_200;
/** One full frame with a little room: a slow link sends frame after frame. */
const shapeBurst = 1_600;
const fullFrame = 1_514;

/**
 * Puts a token bucket behind a port of the namespace `wire`, or takes it away when there is no rate. Of two rates the
 * lower one holds. Rates count whole Ethernet frames without their check sequence.
 */
export async function setRate(
  port: string,
  damageBps: number | undefined,
  shape: LinkShape | undefined,
): Promise<void> {
  const shapeBps = shape?.rateKbps === undefined ? undefined : shape.rateKbps * 1000;
  if (damageBps === undefined && shapeBps === undefined) {
    // Fails when no queue was set, which is what is wanted.
    await runCommand([...inWire, 'tc', 'qdisc', 'del', 'dev', port, 'root']);
    return;
  }
  const queue =
    shapeBps !== undefined && shapeBps <= (damageBps ?? Number.POSITIVE_INFINITY)
      ? shapeQueue(shapeBps, shape?.queueMs ?? 500)
      : damageQueue(damageBps!);
  await mustRun([...inWire, 'tc', 'qdisc', 'replace', 'dev', port, 'root', 'tbf', ...queue]);
}

function damageQueue(bps: number): readonly string[] {
  // A burst of 2 ms at least.
  const burst = Math.max(damageBurst, Math.ceil(bps / 8 / 500));
  return ['rate', `${Math.round(bps)}bit`, 'burst', `${burst}b`, 'latency', '100ms'];
}

/** A queue in bytes: ten full frames at least, or a window of TCP would not fit on a slow link. */
function shapeQueue(bps: number, queueMs: number): readonly string[] {
  const burst = Math.max(shapeBurst, Math.ceil(bps / 8 / 500));
  const limit = Math.max(10 * fullFrame, Math.ceil((bps / 8) * (queueMs / 1000))) + burst;
  return ['rate', `${Math.round(bps)}bit`, 'burst', `${burst}b`, 'limit', `${limit}b`];
}
