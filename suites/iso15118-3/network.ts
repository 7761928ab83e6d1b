import { slacTimers } from '../../src/transport/slac/slac-timers.js';
import { marginMs, type SlacScene } from './slac-scene.js';

const { TP_match_leave } = slacTimers;

/** par_CMN_waitForConnectionLoss of the catalogue, ms. */
export const connectionLossMs = 5000;

/** Looks for the vehicle's modem alone in its network within TP_match_leave. Its own question takes a little of that. */
export async function leaves(scene: SlacScene, from: bigint): Promise<void> {
  const leftMs = await scene.untilStations((count) => count === 0, TP_match_leave + 2 * marginMs, from);
  scene.run.observe(leftMs !== undefined && leftMs <= TP_match_leave + marginMs, {
    text: 'the charger leaves the logical network',
    expected: `within TP_match_leave, ${TP_match_leave} ms`,
    observed: leftMs === undefined ? 'it is still there' : `after ${leftMs.toFixed(0)} ms`,
  });
}
