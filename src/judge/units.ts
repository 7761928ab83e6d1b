/** What a unit measures; values convert only inside one dimension. */
export type Dimension =
  | 'ratio'
  | 'time'
  | 'frequency'
  | 'data'
  | 'data-rate'
  | 'power'
  | 'energy'
  | 'voltage'
  | 'current'
  | 'temperature'
  | 'level'
  | 'absolute-level'
  | 'event-rate'
  | 'text'
  | 'bool'
  | 'version';

interface Unit {
  readonly dimension: Dimension;
  /** Multiplier to the dimension's base unit. */
  readonly factor: number;
  /** Added after the multiplication (temperatures only). */
  readonly offset?: number;
}

const scaled = (dimension: Dimension, factors: Readonly<Record<string, number>>): Record<string, Unit> =>
  Object.fromEntries(Object.entries(factors).map(([symbol, factor]) => [symbol, { dimension, factor }]));

/** Every unit symbol that a spec table or a measurement may use (SI and IEC 80000-13 prefixes; GB is 10^9, GiB is 2^30). */
export const units: Readonly<Record<string, Unit>> = {
  ...scaled('ratio', { '1': 1, '%': 0.01, ppm: 1e-6 }),
  ...scaled('time', { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 }),
  ...scaled('frequency', { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 }),
  ...scaled('data', { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }),
  ...scaled('data-rate', { 'bit/s': 1, 'kbit/s': 1e3, 'Mbit/s': 1e6, 'Gbit/s': 1e9 }),
  ...scaled('power', { mW: 1e-3, W: 1, kW: 1e3, MW: 1e6 }),
  ...scaled('energy', { Wh: 1, kWh: 1e3 }),
  ...scaled('voltage', { mV: 1e-3, V: 1, kV: 1e3 }),
  ...scaled('current', { mA: 1e-3, A: 1, kA: 1e3 }),
  ...scaled('level', { dB: 1 }),
  ...scaled('absolute-level', { dBm: 1 }),
  ...scaled('event-rate', { '1/s': 1, '1/min': 1 / 60, '1/h': 1 / 3600 }),
  K: { dimension: 'temperature', factor: 1 },
  degC: { dimension: 'temperature', factor: 1, offset: 273.15 },
  text: { dimension: 'text', factor: 1 },
  bool: { dimension: 'bool', factor: 1 },
  version: { dimension: 'version', factor: 1 },
};

/** Whether `from` can be converted to `to`. */
export function convertible(from: string, to: string): boolean {
  const a = units[from];
  const b = units[to];
  return a !== undefined && b !== undefined && a.dimension === b.dimension;
}

/** Converts a value; `undefined` when the units are unknown or of different dimensions. */
export function convert(value: number, from: string, to: string): number | undefined {
  const a = units[from];
  const b = units[to];
  if (a === undefined || b === undefined || a.dimension !== b.dimension) return undefined;
  if (from === to) return value;
  // 10 / 1000 is exact where 10 * 0.001 is not, so a conversion to a smaller unit divides and to a larger multiplies.
  const ratio = a.factor >= b.factor ? a.factor / b.factor : 1 / (b.factor / a.factor);
  const offset = ((a.offset ?? 0) - (b.offset ?? 0)) / b.factor;
  return value * ratio + offset;
}

/** Converts a difference or an uncertainty, where an offset between scales (degC, K) does not count. */
export function convertDifference(value: number, from: string, to: string): number | undefined {
  const zero = convert(0, from, to);
  const converted = convert(value, from, to);
  return zero === undefined || converted === undefined ? undefined : converted - zero;
}
