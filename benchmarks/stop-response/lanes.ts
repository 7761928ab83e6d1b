import type { InverterSettings } from '../../src/bench/capabilities/inverter-control.js';
import { modelLayout } from '../../src/bench/devices/sunspec/model-layout.js';
import type { ModelId } from '../../src/bench/devices/sunspec/model-table.js';

export const ratedW = 22_000;
export const inverterBase = 40_000;
export const inverterShown: readonly ModelId[] = [1, 103, 120, 121, 122, 123];

/** One inverter with its meter, and a sampler of its own. */
export interface LaneFacts {
  readonly index: number;
  readonly inverterPort: number;
  readonly meterPort: number;
  readonly samplingMs: number;
  /** Standard deviations, W. */
  readonly meterNoiseW: number;
  readonly powerNoiseW: number;
  readonly seed: number;
}

const samplings = [10, 20, 20, 50, 50, 50, 100, 200];

export const lanes: readonly LaneFacts[] = samplings.map((samplingMs, index) => ({
  index,
  inverterPort: 15_020 + index,
  meterPort: 15_120 + index,
  samplingMs,
  meterNoiseW: 8,
  powerNoiseW: 10,
  seed: 100 + 10 * index,
}));

export type PlantRequest = { readonly id: number; readonly lane: number } & (
  | { readonly what: 'set'; readonly settings: InverterSettings }
  | { readonly what: 'reach'; readonly watts: number; readonly toleranceW: number }
  | { readonly what: 'arm'; readonly thresholdW: number }
  | { readonly what: 'truth' }
);

export interface PlantAnswer {
  readonly id: number;
  readonly reached?: boolean;
  /** Monotonic ns as text: the last true crossing lies between the two. */
  readonly crossing?: { readonly from: string; readonly to: string };
  /** Monotonic ns as text: the newest register write was taken. */
  readonly written?: string;
}

/** Address of a register of the simulated inverter. */
export function addressOf(model: ModelId, point: string): number {
  let at = inverterBase + 2;
  for (const id of inverterShown) {
    const layout = modelLayout(id);
    if (id === model) return at + (layout.points.get(point)?.offset ?? Number.NaN);
    at += layout.length + 2;
  }
  throw new Error(`no model ${model}`);
}
