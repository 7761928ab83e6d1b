import type { SeededRandom } from '../seeded-random.js';
import type { ActiveFaults } from './active-faults.js';

/** What a meter at the terminals shows of the true power, W: its noise, and the faults named `meter-...`. */
export function shownPower(
  truth: number,
  { faults, noiseW }: { readonly faults?: ActiveFaults; readonly noiseW: number },
  random: SeededRandom,
): number {
  const gain = 1 + (faults?.value('meter-offset', 'percent') ?? 0) / 100;
  const offset = faults?.value('meter-offset', 'w') ?? 0;
  const deviation = Math.hypot(noiseW, faults?.value('meter-noise', 'w') ?? 0);
  const shown = truth * gain + offset + deviation * random.normal();
  return faults?.has('meter-wrong-sign') ? -shown : shown;
}
