import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import type { Measured } from '../measured.js';
import { endedWell, errorTold, probeArgv, type SpawnHere } from '../probe-process.js';
import { leastMtu, type PathMtuPlan, type PathMtuRecord, pathMtuPlan, smallestTried } from './path-mtu-plan.js';

export interface PathMtuProbe {
  readonly plan: Pick<PathMtuPlan, 'path' | 'host' | 'interface'> & Partial<PathMtuPlan>;
  /** Runs a program at the near end of the path. Needs CAP_NET_RAW there. */
  readonly near: SpawnHere;
  readonly folder: string;
  readonly evidenceName?: (file: string) => string;
}

export interface PathMtuMeasured {
  readonly record: PathMtuRecord;
  readonly measurements: readonly Measured[];
  /** What was found out, in sentences with causes. */
  readonly findings: readonly string[];
  readonly file: string;
}

/**
 * Measures the largest packet that a path carries without fragments.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-010 or -011 without raw sockets, PROBES-052 when the process fails
 */
export async function measurePathMtu(probe: PathMtuProbe): Promise<PathMtuMeasured> {
  const plan = pathMtuPlan(probe.plan);
  const name = `path-mtu-${plan.path.replaceAll(/[^\w]+/g, '-')}`;
  const file = join(probe.folder, `${name}.json`);
  let failure: PlumblineError | undefined;
  const argv = probeArgv('./path-mtu-main.js', import.meta.url, { plan: JSON.stringify(plan), out: file });
  const child = await probe.near(argv, {
    name,
    onLine: (line) => {
      failure ??= errorTold(line);
    },
  });
  await endedWell(child, () => failure);
  const record = readRecord(file);
  const evidence = [probe.evidenceName?.(file) ?? file];
  return { record, file, findings: pathMtuFindings(record), measurements: pathMtuMeasurements(record, evidence) };
}

function readRecord(file: string): PathMtuRecord {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PathMtuRecord;
  } catch (cause) {
    throw new PlumblineError('PROBES-053', { place: file, cause });
  }
}

/** What the sizes tried say about the path, with causes. */
export function pathMtuFindings({ plan, interfaceMtu, pathMtu, tried }: PathMtuRecord): readonly string[] {
  if (pathMtu === undefined)
    return [
      `${plan.host} answered no echo, not even one of ${smallestTried} bytes: it does not answer echoes, or there is no path`,
    ];
  const narrow = pathMtu < leastMtu ? [`the path carries ${pathMtu} bytes, IPv6 needs ${leastMtu} (RFC 8200)`] : [];
  if (interfaceMtu === undefined || pathMtu >= interfaceMtu) return narrow;
  const told = tried.find(({ told: by }) => by !== undefined && by.mtu === pathMtu)?.told;
  return [
    ...narrow,
    told === undefined
      ? `the interface promises ${interfaceMtu} bytes, the path carries ${pathMtu}, and nobody says "packet too big": larger packets vanish (a black hole, RFC 2923); nodes of one mesh must have one MTU`
      : `${told.by} carries ${told.mtu} bytes and says so; the interface here promises ${interfaceMtu}`,
  ];
}

/** Link kinds that are no hardware: what they could carry says nothing about a radio. */
const virtualKinds = new Set(['veth', 'dummy', 'bridge', 'tun', 'tap']);

function pathMtuMeasurements(record: PathMtuRecord, evidence: readonly string[]): readonly Measured[] {
  const { plan, pathMtu, interfaceMtu, driverMtu, linkKind } = record;
  const labels = {
    path: plan.path,
    interface: plan.interface,
    'interface-mtu': String(interfaceMtu ?? 'unknown'),
    'driver-mtu': String(driverMtu ?? 'unknown'),
    link: linkKind ?? 'hardware',
  };
  const method = `ICMPv6 echoes that may not be fragmented, up to ${plan.attempts} of a size, by halving (RFC 8899)`;
  const common = { labels, evidence, takenAt: record.startedAt };
  const simulated = linkKind !== undefined && virtualKinds.has(linkKind);
  const dead = `${plan.host} answers no echo`;
  return [
    {
      ...common,
      id: 'path-mtu',
      value: pathMtu,
      ...(pathMtu === undefined ? { unavailable: dead } : {}),
      unit: 'B',
      method,
    },
    {
      ...common,
      id: 'path-mtu-as-promised',
      value: pathMtu === undefined || interfaceMtu === undefined ? undefined : pathMtu >= interfaceMtu,
      ...(pathMtu === undefined ? { unavailable: dead } : {}),
      ...(pathMtu !== undefined && interfaceMtu === undefined
        ? { unavailable: `the MTU of ${plan.interface} cannot be read` }
        : {}),
      unit: 'bool',
      method,
      caveats: pathMtuFindings(record),
    },
    {
      ...common,
      id: 'mesh-mtu',
      value: simulated ? undefined : interfaceMtu,
      ...(simulated
        ? {
            unavailable: `${plan.interface} is a ${linkKind} of MTU ${interfaceMtu}: it stands for no radio, so what its hardware can is not known`,
          }
        : interfaceMtu === undefined
          ? { unavailable: `the MTU of ${plan.interface} cannot be read` }
          : {}),
      unit: 'B',
      method: 'MTU of the interface, and the largest that its driver allows',
      caveats:
        driverMtu !== undefined && interfaceMtu !== undefined && driverMtu > interfaceMtu && driverMtu < 65_535
          ? [`the driver allows ${driverMtu}`]
          : [],
    },
  ];
}
