import { fields, type Inspect, script } from './host-text.js';

export interface CpuFacts {
  readonly model: string | undefined;
  readonly cores: number | undefined;
  /** Highest clock of any core, Hz. */
  readonly clockHz: number | undefined;
  readonly clockSource: 'cpufreq' | 'cpuinfo' | undefined;
  /** Scaling governors in use, without repeats, sorted; empty when there is no cpufreq. */
  readonly governors: readonly string[];
}

export interface MemoryFacts {
  readonly bytes: number | undefined;
  /** `blocks`: installed memory by its online blocks. `meminfo`: MemTotal, which lacks what the kernel keeps for itself. */
  readonly source: 'blocks' | 'meminfo' | undefined;
}

export interface Temperature {
  readonly zone: string;
  readonly celsius: number;
}

export interface HardwareFacts {
  readonly cpu: CpuFacts;
  readonly memory: MemoryFacts;
  readonly temperatures: readonly Temperature[];
  readonly tpmDevices: readonly string[];
  readonly findings: readonly string[];
}

/** Reads `/proc/cpuinfo` (x86 states a clock there, ARM does not) and the lines `file value` of cpufreq. */
export function parseCpu(cpuinfo: string, cpufreq: string): CpuFacts {
  const known = fields(cpuinfo);
  const cores = cpuinfo.match(/^processor\s*:/gm)?.length;
  const entries = cpufreq.split('\n').flatMap((line) => {
    const match = /\/(\w+) (.+)$/.exec(line.trim());
    return match === null ? [] : [{ name: match[1]!, value: match[2]! }];
  });
  const clocks = entries
    .filter(({ name }) => name === 'cpuinfo_max_freq')
    .map(({ value }) => Number(value) * 1000)
    .filter((hz) => hz > 0);
  const stated = [...cpuinfo.matchAll(/^cpu MHz\s*:\s*([\d.]+)/gm)].map((match) => Number(match[1]) * 1e6);
  const best = clocks.length > 0 ? clocks : stated;
  return {
    model: known.get('model name') ?? known.get('Model') ?? known.get('Hardware'),
    cores,
    clockHz: best.length > 0 ? Math.max(...best) : undefined,
    clockSource: clocks.length > 0 ? 'cpufreq' : stated.length > 0 ? 'cpuinfo' : undefined,
    governors: [...new Set(entries.filter(({ name }) => name === 'scaling_governor').map(({ value }) => value))].sort(),
  };
}

/** @param blocks block size in hexadecimal and number of online blocks, as the script below prints them */
export function parseMemory(blocks: string, meminfo: string): MemoryFacts {
  const match = /^([0-9a-f]+) (\d+)$/i.exec(blocks.trim());
  const installed = match === null ? 0 : Number.parseInt(match[1]!, 16) * Number(match[2]);
  if (installed > 0) return { bytes: installed, source: 'blocks' };
  const total = /^MemTotal:\s+(\d+) kB/m.exec(meminfo)?.[1];
  return total === undefined
    ? { bytes: undefined, source: undefined }
    : { bytes: Number(total) * 1024, source: 'meminfo' };
}

/** Lines `type<TAB>millidegrees`. Values outside -50..200 degC are a broken sensor. */
export function parseTemperatures(text: string): { temperatures: readonly Temperature[]; findings: readonly string[] } {
  const temperatures: Temperature[] = [];
  const findings: string[] = [];
  for (const line of text.split('\n')) {
    const [zone, value] = line.split('\t');
    if (zone === undefined || value === undefined) continue;
    const celsius = Number(value) / 1000;
    if (celsius >= -50 && celsius <= 200) temperatures.push({ zone, celsius });
    else findings.push(`thermal zone ${zone} reads ${value}, which is no temperature`);
  }
  return { temperatures, findings };
}

/**
 * Reads CPU, memory, temperatures and TPM of a Linux host. What cannot be read is left undefined and told in `findings`.
 * @param sysfs root of sysfs, `/sys` on a live host
 */
export async function hardwareFacts(run: Inspect, sysfs = '/sys'): Promise<HardwareFacts> {
  const findings: string[] = [];
  const text = async (name: string, source: string, ...args: string[]) => {
    const found = await script(run, source, ...args);
    if (found.kind === 'text') return found.text;
    findings.push(`${name}: ${found.why}`);
    return '';
  };
  const cpuinfo = await text('CPU', 'cat /proc/cpuinfo');
  const cpufreq = await text(
    'cpufreq',
    'for f in "$1"/devices/system/cpu/cpu[0-9]*/cpufreq/cpuinfo_max_freq "$1"/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor; do [ -r "$f" ] && echo "$f $(cat "$f")"; done; true',
    sysfs,
  );
  const blocks = await text(
    'memory blocks',
    'd="$1"/devices/system/memory; [ -r "$d"/block_size_bytes ] && echo "$(cat "$d"/block_size_bytes) $(cat "$d"/memory[0-9]*/state 2>/dev/null | grep -c "^online")"; true',
    sysfs,
  );
  const meminfo = await text('memory', 'cat /proc/meminfo');
  const thermal = parseTemperatures(
    await text(
      'temperatures',
      'for z in "$1"/class/thermal/thermal_zone*; do [ -r "$z"/temp ] && t=$(cat "$z"/temp 2>/dev/null) && printf "%s\\t%s\\n" "$(cat "$z"/type)" "$t"; done; true',
      sysfs,
    ),
  );
  const tpm = await text('TPM', 'for f in /dev/tpm[0-9]* /dev/tpmrm[0-9]*; do [ -e "$f" ] && echo "$f"; done; true');
  return {
    cpu: parseCpu(cpuinfo, cpufreq),
    memory: parseMemory(blocks, meminfo),
    temperatures: thermal.temperatures,
    tpmDevices: tpm.split('\n').filter((line) => line !== ''),
    findings: [...findings, ...thermal.findings],
  };
}
