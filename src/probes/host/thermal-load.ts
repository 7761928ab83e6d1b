import type { Measured } from '../measured.js';
import type { Inspect } from './host-text.js';
import { readSensors, type SensorReading, type SensorState } from './sensors.js';

export interface ThermalLoadPlan {
  /** How long every core is kept busy, s, 1..3600. */
  readonly seconds: number;
  readonly sysfs?: string;
  /** Half-width of what a sensor of the chip is right to, degC; sensors of CPUs are no better than a few degrees. */
  readonly sensorErrorC: number;
}

export interface ThermalRun {
  readonly before: SensorState;
  /** Read while the load runs, at least at its end. */
  readonly during: readonly SensorState[];
  readonly after: SensorState;
  readonly seconds: number;
}

/** Samples while the load runs; few, because reading is work too. */
const samples = 5;

/**
 * Keeps every core of the node busy and reads its temperatures before, during and at the end. A host without a sensor is
 * not loaded at all.
 * @returns a sentence where temperatures cannot be read
 */
export async function thermalRun(run: Inspect, { seconds, sysfs }: ThermalLoadPlan): Promise<ThermalRun | string> {
  const before = await readSensors(run, sysfs);
  if (typeof before === 'string') return before;
  if (before.readings.length === 0) return 'the host has no temperature sensor (thermal zones, hwmon)';
  const during: SensorState[] = [];
  for (let slice = 0; slice < samples; slice++) {
    // A timeout ends the loops by itself, also when this side is gone.
    const loaded = await run(
      [
        'sh',
        '-c',
        'n=$(nproc); while [ "$n" -gt 0 ]; do timeout "$1" sh -c "while :; do :; done" & n=$((n-1)); done; wait; true',
        'sh',
        String(seconds / samples),
      ],
      { timeoutMs: (seconds / samples) * 1000 + 10_000 },
    );
    if (loaded.code !== 0) return `the load could not be run: ${loaded.stderr.trim() || `exit code ${loaded.code}`}`;
    const state = await readSensors(run, sysfs);
    if (typeof state !== 'string') during.push(state);
  }
  const after = during.at(-1);
  return after === undefined ? 'the sensors could not be read during the load' : { before, during, after, seconds };
}

/** How often the CPU was throttled during the load; undefined where the kernel does not count it, or was not loaded. */
export function throttleEvents(outcome: ThermalRun | string): number | undefined {
  if (typeof outcome === 'string') return undefined;
  const { throttled: before } = outcome.before;
  const { throttled: after } = outcome.after;
  return before === undefined || after === undefined ? undefined : after - before;
}

/** `host-temperature`: the hottest that each sensor of the host became under load; one measurement, the worst decides. */
export function temperatureMeasurement(
  outcome: ThermalRun | string,
  plan: ThermalLoadPlan,
  context: { readonly node: string; readonly evidence: readonly string[]; readonly takenAt: string },
): Measured {
  const base = {
    id: 'host-temperature',
    unit: 'degC',
    method: `thermal zones and hwmon while every core is busy for ${plan.seconds} s`,
    evidence: context.evidence,
    takenAt: context.takenAt,
  } as const;
  if (typeof outcome === 'string')
    return { ...base, value: undefined, unavailable: outcome, labels: { node: context.node } };
  const peaks = peaksOf([outcome.before, ...outcome.during]);
  const hottest = peaks[0]!;
  const start = outcome.before.readings.find(({ sensor }) => sensor === hottest.sensor)?.celsius;
  const events = throttleEvents(outcome) ?? 0;
  return {
    ...base,
    value: hottest.celsius,
    n: outcome.during.length + 1,
    U: plan.sensorErrorC,
    budget: [
      {
        source: 'sensor of the chip',
        u: plan.sensorErrorC / Math.sqrt(3),
        evaluation: `rectangular, half-width ${plan.sensorErrorC} degC, taken without a calibration`,
      },
    ],
    labels: { node: context.node, sensor: hottest.sensor, sensors: String(peaks.length) },
    caveats: [
      ...(start === undefined
        ? []
        : [`${hottest.sensor}: ${start.toFixed(1)} degC before the load, ${hottest.celsius.toFixed(1)} degC at most`]),
      ...(events > 0 ? [`the CPU was throttled ${events} times during the load`] : []),
      ...(outcome.during.some(({ heldBack }) => heldBack) ? ['the clock of a core is held below its maximum'] : []),
      ...(outcome.before.throttled === undefined ? ['the kernel counts no throttle events here'] : []),
      ...peaks
        .filter(({ celsius, actsAt }) => actsAt !== undefined && celsius >= actsAt)
        .map(({ sensor, actsAt }) => `${sensor} reached ${actsAt} degC, where the host acts by itself`),
      ...(plan.seconds < 60
        ? [`${plan.seconds} s of load heat no enclosure: set thermal-load-s in the bench file for sign-off`]
        : []),
    ],
  };
}

/** The highest value of each sensor, hottest first. */
function peaksOf(states: readonly SensorState[]): readonly SensorReading[] {
  const peaks = new Map<string, SensorReading>();
  for (const reading of states.flatMap(({ readings }) => readings)) {
    const known = peaks.get(reading.sensor);
    if (known === undefined || reading.celsius > known.celsius) peaks.set(reading.sensor, reading);
  }
  return [...peaks.values()].sort((a, b) => b.celsius - a.celsius);
}
