import type { StationSignal } from '../../src/bench/devices/pilot-line/pilot-line.js';
import type { EvccScene } from './evcc-scene.js';

/** 53 %: 32 A (IEC 61851-1). */
const nominal: StationSignal = { kind: 'oscillating', dutyPercent: 53, frequencyHz: 1000 };
/**
 * The oscillator stays off for T_step_X1, 3 s (ISO 15118-3), and the vehicle has seen the new duty cycle before it gets its
 * answer. No answer may take longer than V2G_EVCC_Msg_Timeout, 2 s: two of them are held for 1.7 s each.
 */
const steps = [
  { held: 1, signals: [{ signal: { kind: 'steady' } as const, thenMs: 1700 }] },
  {
    held: 2,
    signals: [
      { signal: undefined, thenMs: 1300 },
      { signal: nominal, thenMs: 400 },
    ],
  },
] as const;
const heldMs = 30_000;

/** Stops the oscillator at SessionSetupReq and brings it back with 53 % before ServiceDiscoveryRes. */
export async function throughNominalDuty(scene: EvccScene): Promise<void> {
  for (const { held, signals } of steps) {
    const came = await scene.secc.until(
      (events) => events.filter(({ event }) => event === 'held').length >= held || undefined,
      heldMs,
    );
    if (came === undefined) return;
    for (const { signal, thenMs } of signals) {
      if (signal !== undefined) await scene.pilot?.station(signal);
      await new Promise((resolve) => setTimeout(resolve, thenMs));
    }
    scene.secc.go();
  }
}
