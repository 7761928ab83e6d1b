/** A stop whose course is known: a step (the contactor opens) or a ramp down to a limit of zero. */
export interface StopSetting {
  readonly deadTimeMs: number;
  /** W a second; undefined: a step. */
  readonly rampWPerS: number | undefined;
}

const steps: readonly (readonly [deadTimeMs: number, share: number])[] = [
  [5, 15],
  [10, 15],
  [20, 15],
  [50, 15],
  [100, 15],
  [200, 15],
  [500, 15],
  [1000, 10],
  [2000, 8],
  [5000, 6],
  [10_000, 4],
  [20_000, 2],
];
const ramps: readonly (readonly [rampWPerS: number, share: number])[] = [
  [200_000, 15],
  [50_000, 15],
  [20_000, 10],
  [5000, 10],
  [2000, 8],
  [1000, 5],
  [500, 2],
];
/** Dead times before a ramp, in turn, ms. */
const before = [5, 50, 120, 300, 800];

/** How long a setting takes, s. */
export function lengthOf({ deadTimeMs, rampWPerS }: StopSetting, powerW: number): number {
  return deadTimeMs / 1000 + (rampWPerS === undefined ? 0 : powerW / rampWPerS);
}

/** `count` settings in the same mixture (200 as it stands), the longest first so that all lanes end together. */
export function stopSettings(count: number, powerW: number): readonly StopSetting[] {
  const all: StopSetting[] = [
    ...steps.flatMap(([deadTimeMs, share]) =>
      Array.from({ length: share }, () => ({ deadTimeMs, rampWPerS: undefined })),
    ),
    ...ramps.flatMap(([rampWPerS, share]) =>
      Array.from({ length: share }, (_, i) => ({ deadTimeMs: before[i % before.length]!, rampWPerS })),
    ),
  ];
  // Every so many of the full list, round and round: a smaller count keeps the mixture.
  const chosen = Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count) % all.length]!);
  return chosen.sort((a, b) => lengthOf(b, powerW) - lengthOf(a, powerW));
}
