import type { SlacScene } from './slac-scene.js';

/** In this time a charger must notice that its link is gone, ms. */
export function connectionLossMs({ run }: SlacScene): number {
  return run.timer('tester/par_CMN_waitForConnectionLoss').ms;
}

/** Looks for the vehicle's modem alone in its network within TP_match_leave. Its own question takes a little of that. */
export async function leaves(scene: SlacScene, from: bigint): Promise<void> {
  const limitMs = scene.ms('TP_match_leave');
  // A line that is dead looks the same.
  scene.countSilence();
  const leftMs = await scene.untilStations((count) => count === 0, limitMs + 2 * scene.marginMs, from);
  scene.run.observe(leftMs !== undefined && leftMs <= limitMs + scene.marginMs, {
    text: 'the charger leaves the logical network',
    expected: `within TP_match_leave, ${limitMs} ms`,
    observed: leftMs === undefined ? 'it is still there' : `after ${leftMs.toFixed(0)} ms`,
  });
}
