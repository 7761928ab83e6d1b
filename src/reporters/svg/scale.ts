export interface Scale {
  /** Maps a value to a coordinate. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Linear scale from data to coordinates, its ends widened to round numbers. */
export function linearScale(low: number, high: number, from: number, to: number, wanted = 5): Scale {
  const step = niceStep((high - low || Math.abs(high) || 1) / wanted);
  const start = Math.floor(low / step + 1e-9) * step;
  const end = Math.max(start + step, Math.ceil(high / step - 1e-9) * step);
  const count = Math.round((end - start) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((start + i * step).toPrecision(12)));
  return { at: (value) => from + ((value - start) / (end - start)) * (to - from), ticks };
}

/** Logarithmic scale with ticks at 1, 2 and 5 of each decade; values at or under zero lie on its lower end. */
export function logScale(low: number, high: number, from: number, to: number): Scale {
  const start = Math.log10(Math.max(low, 1e-9));
  const end = Math.max(start + 0.1, Math.log10(Math.max(high, 1e-9)));
  const margin = (end - start) * 0.04;
  const ticks: number[] = [];
  for (let decade = Math.floor(start); decade <= Math.ceil(end); decade += 1) {
    for (const digit of [1, 2, 5]) {
      const tick = Number((digit * 10 ** decade).toPrecision(3));
      if (Math.log10(tick) >= start - margin && Math.log10(tick) <= end + margin) ticks.push(tick);
    }
  }
  const span = end - start + 2 * margin;
  return {
    at: (value) => from + ((Math.log10(Math.max(value, 10 ** start)) - start + margin) / span) * (to - from),
    ticks,
  };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

/** Smallest and largest of any number of values; [0, 1] of none. */
export function extent(values: readonly number[]): readonly [low: number, high: number] {
  if (values.length === 0) return [0, 1];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
