import type { StationSignal } from '../../src/bench/devices/pilot-line/pilot-line.js';
import type { EvccScene } from './evcc-scene.js';

/** 53 %: 32 A (IEC 61851-1). */
const nominal: StationSignal = { kind: 'oscillating', dutyPercent: 53, frequencyHz: 1000 };
/**
 * The oscillator stays off for T_step_X1, 3 s (ISO 15118-3). No answer may take longer than V2G_EVCC_Msg_Timeout, 2 s: two of
 * them are held for half of the time each.
 */
const halfMs = 1500;
const heldMs = 30_000;

/** Stops the oscillator at SessionSetupReq and brings it back with 53 % before ServiceDiscoveryRes. */
export async function throughNominalDuty(scene: EvccScene): Promise<void> {
  for (const [count, signal] of [
    [1, { kind: 'steady' }],
    [2, nominal],
  ] as const) {
    const held = await scene.secc.until(
      (events) => events.filter(({ event }) => event === 'held').length >= count || undefined,
      heldMs,
    );
    if (held === undefined) return;
    if (count === 1) await scene.pilot?.station(signal);
    await new Promise((resolve) => setTimeout(resolve, halfMs));
    if (count === 2) await scene.pilot?.station(signal);
    scene.secc.go();
  }
}
