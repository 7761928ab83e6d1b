import type { Measured } from '../measured.js';
import { type Inspect, output } from './host-text.js';
import { type NodeClock, nodeClockText } from './node-clock.js';
import type { SoftwareFacts } from './software-facts.js';

/** What a time daemon says of the clock beside yes or no. */
export interface ClockTracking {
  /** Offset of the system clock to the source, s, positive = ahead; undefined where no tool says it. */
  readonly offsetS: number | undefined;
  /** Half-width of what the offset is known to, s (chrony: root delay / 2 + root dispersion). */
  readonly uncertaintyS: number | undefined;
  readonly stratum: number | undefined;
  readonly source: string | undefined;
}

const nothing: ClockTracking = { offsetS: undefined, uncertaintyS: undefined, stratum: undefined, source: undefined };

/** Reads `chronyc -n tracking`. */
export function parseChrony(text: string): ClockTracking {
  const field = (name: string) => new RegExp(`^${name}\\s*:\\s*(.+)$`, 'm').exec(text)?.[1]?.trim();
  const system = /^([\d.]+) seconds (fast|slow) of NTP time/.exec(field('System time') ?? '');
  const delay = Number.parseFloat(field('Root delay') ?? '');
  const dispersion = Number.parseFloat(field('Root dispersion') ?? '');
  const stratum = Number.parseInt(field('Stratum') ?? '', 10);
  return {
    offsetS: system === null ? undefined : Number(system[1]) * (system[2] === 'fast' ? 1 : -1),
    uncertaintyS: Number.isNaN(delay + dispersion) ? undefined : delay / 2 + dispersion,
    stratum: Number.isNaN(stratum) ? undefined : stratum,
    source: field('Reference ID'),
  };
}

/** Reads `timedatectl timesync-status`. */
export function parseTimesyncd(text: string): ClockTracking {
  const field = (name: string) => new RegExp(`^\\s*${name}:\\s*(.+)$`, 'm').exec(text)?.[1]?.trim();
  const offset = /^([+-]?[\d.]+)(us|ms|s|min)$/.exec(field('Offset') ?? '');
  const scale = { us: 1e-6, ms: 1e-3, s: 1, min: 60 };
  const stratum = Number.parseInt(field('Stratum') ?? '', 10);
  return {
    ...nothing,
    offsetS: offset === null ? undefined : Number(offset[1]) * scale[offset[2] as keyof typeof scale],
    stratum: Number.isNaN(stratum) ? undefined : stratum,
    source: field('Server'),
  };
}

/** Offset and source of the clock, from chrony or systemd-timesyncd, whichever answers. */
export async function clockTracking(run: Inspect): Promise<ClockTracking> {
  const chrony = await output(run, ['chronyc', '-n', 'tracking']);
  if (chrony.kind === 'text') return parseChrony(chrony.text);
  const timesyncd = await output(run, ['timedatectl', 'timesync-status']);
  return timesyncd.kind === 'text' ? parseTimesyncd(timesyncd.text) : nothing;
}

/** `host-clock-synchronised`: certificates, schedules and time tariffs are judged by this clock. */
export function clockMeasurement(
  software: SoftwareFacts,
  tracking: ClockTracking,
  context: {
    readonly node: string;
    readonly evidence: readonly string[];
    readonly takenAt: string;
    /** The node's clock against this machine's, or why it could not be compared. */
    readonly compared?: NodeClock | string;
  },
): Measured {
  const { compared } = context;
  const known = software.timeSync !== 'unknown';
  const offset =
    tracking.offsetS === undefined
      ? []
      : [`the clock is ${(tracking.offsetS * 1000).toFixed(3)} ms off ${tracking.source ?? 'its source'}`];
  const bound = tracking.uncertaintyS === undefined ? [] : [`known to ${(tracking.uncertaintyS * 1000).toFixed(3)} ms`];
  return {
    id: 'host-clock-synchronised',
    unit: 'bool',
    value: known ? software.timeSync === 'synchronised' : undefined,
    ...(known ? {} : { unavailable: 'no tool on the node tells (timedatectl, chronyc, ntpq, adjtimex)' }),
    method: software.timeSyncSource ?? 'timedatectl, chronyc, ntpq, adjtimex',
    labels: {
      node: context.node,
      ...(tracking.source === undefined ? {} : { source: tracking.source }),
      ...(tracking.stratum === undefined ? {} : { stratum: String(tracking.stratum) }),
    },
    caveats: [
      ...offset,
      ...bound,
      ...(compared === undefined ? [] : [typeof compared === 'string' ? compared : nodeClockText(compared)]),
    ],
    evidence: context.evidence,
    takenAt: context.takenAt,
  };
}
