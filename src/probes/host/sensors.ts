import { type Inspect, script } from './host-text.js';

/** One temperature sensor of the kernel. */
export interface SensorReading {
  /** `thermal cpu-thermal`, `hwmon k10temp Tctl`: stable between readings. */
  readonly sensor: string;
  readonly celsius: number;
  /** Temperature at which the kernel or the chip acts, degC, the lowest that is stated. */
  readonly actsAt: number | undefined;
}

export interface SensorState {
  readonly readings: readonly SensorReading[];
  /** Throttle events since boot, summed over cores; undefined where the kernel counts none. */
  readonly throttled: number | undefined;
  /** Governor's ceiling below the hardware's: a core is held back at this moment. */
  readonly heldBack: boolean;
}

/** A sensor outside of it is broken or not connected. */
const plausible = { low: -50, high: 200 } as const;

/** Lines `kind<TAB>name<TAB>millidegrees<TAB>limits`, `throttle<TAB>count`, `ceiling<TAB>now<TAB>max`. */
export function parseSensors(text: string): SensorState {
  const rows = text.split('\n').map((line) => line.split('\t'));
  const readings = rows.flatMap(([kind, name, value, limits = '']): SensorReading[] => {
    if (kind !== 'thermal' && kind !== 'hwmon') return [];
    const celsius = Number(value) / 1000;
    if (value === '' || !(celsius >= plausible.low && celsius <= plausible.high)) return [];
    const stated = limits
      .split(' ')
      .map((limit) => Number(limit) / 1000)
      .filter((limit) => limit > 40 && limit <= plausible.high);
    return [{ sensor: `${kind} ${name}`, celsius, actsAt: stated.length === 0 ? undefined : Math.min(...stated) }];
  });
  const counts = rows.filter(([kind]) => kind === 'throttle').map(([, count]) => Number(count));
  return {
    readings,
    throttled: counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0),
    heldBack: rows.some(([kind, now, max]) => kind === 'ceiling' && Number(now) < Number(max)),
  };
}

const readAll = `s=$1
for z in "$s"/class/thermal/thermal_zone*; do
  t=$(cat "$z/temp" 2>/dev/null) || continue
  l=; for p in "$z"/trip_point_*_type; do
    case $(cat "$p" 2>/dev/null) in passive|hot|critical) l="$l $(cat "\${p%_type}_temp" 2>/dev/null)";; esac; done
  printf 'thermal\\t%s\\t%s\\t%s\\n' "$(cat "$z/type" 2>/dev/null)" "$t" "$l"
done
for f in "$s"/class/hwmon/hwmon*/temp*_input; do
  t=$(cat "$f" 2>/dev/null) || continue
  b=\${f%_input}; n=$(cat "\${f%/*}/name" 2>/dev/null); l=$(cat "\${b}_label" 2>/dev/null || basename "$b")
  printf 'hwmon\\t%s %s\\t%s\\t%s\\n' "$n" "$l" "$t" "$(cat "\${b}_max" "\${b}_crit" 2>/dev/null | tr '\\n' ' ')"
done
for f in "$s"/devices/system/cpu/cpu[0-9]*/thermal_throttle/core_throttle_count; do
  [ -r "$f" ] && printf 'throttle\\t%s\\n' "$(cat "$f")"; done
for d in "$s"/devices/system/cpu/cpu[0-9]*/cpufreq; do
  [ -r "$d/scaling_max_freq" ] && printf 'ceiling\\t%s\\t%s\\n' "$(cat "$d/scaling_max_freq")" "$(cat "$d/cpuinfo_max_freq")"; done
true`;

/**
 * Reads every temperature of a Linux host: thermal zones and hwmon chips, what they say about their limits, and whether
 * the CPU has been throttled.
 * @param sysfs root of sysfs, `/sys` on a live host
 * @returns a sentence where it cannot be read
 */
export async function readSensors(run: Inspect, sysfs = '/sys'): Promise<SensorState | string> {
  const found = await script(run, readAll, sysfs);
  return found.kind === 'text' ? parseSensors(found.text) : found.why;
}
