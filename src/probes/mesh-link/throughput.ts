import type { Inspect } from '../host/host-text.js';
import type { Measured } from '../measured.js';
import { parseThroughput } from './batman-throughput.js';
import { isHeard, originatorPatienceMs } from './mesh-liveness.js';
import type { MeshObservation } from './observations.js';

export interface ThroughputOptions {
  /** Interface of batman-adv; default `bat0`. */
  readonly batmanInterface?: string;
  /** How long each way is filled, ms; default 2000. */
  readonly testMs?: number;
  /** Neighbours that are tried at most, the nearest in the list first; default 4: each fills the air for a while. */
  readonly most?: number;
  readonly evidence: readonly string[];
}

/** For a machine that takes long to start a program, and a meter that waits for a node which is gone, s. */
const patienceS = 30;

/**
 * What batman-adv carries to each neighbour that it hears, by its own throughput meter (`batctl tp`), one after the other:
 * `mesh-throughput`, kbit/s of payload. A meter that does not run to its end leaves it unmeasured with its words. None where
 * batman-adv is not there or hears nobody.
 */
export async function throughputMeasurements(
  run: Inspect,
  seen: MeshObservation,
  { batmanInterface = 'bat0', testMs = 2000, most = 4, evidence }: ThroughputOptions,
): Promise<readonly Measured[]> {
  const patience = originatorPatienceMs(seen);
  const heard = new Set((seen.batman?.neighbours ?? []).filter((one) => isHeard(one, patience)).map(({ mac }) => mac));
  const measured: Measured[] = [];
  for (const neighbour of [...heard].slice(0, most)) {
    const found = await fill(run, batmanInterface, neighbour, testMs);
    measured.push({
      id: 'mesh-throughput',
      unit: 'kbit/s',
      ...(typeof found === 'number' ? { value: 1000 * found } : { value: undefined, unavailable: found }),
      method: `throughput meter of batman-adv for ${testMs / 1000} s: bytes that were acknowledged, over the time`,
      labels: { node: seen.node, neighbour },
      evidence,
      takenAt: seen.at,
    });
  }
  return measured;
}

/** Mbit/s, or why there is none. */
async function fill(run: Inspect, bat: string, neighbour: string, testMs: number): Promise<number | string> {
  const tool = ['batctl', 'meshif', bat, 'tp', '-t', String(testMs), neighbour];
  const argv = ['timeout', String(patienceS), ...tool];
  const done = await run(argv, { timeoutMs: 2 * patienceS * 1000 }).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  if (typeof done === 'string') return done;
  const said = (done.stderr.trim() || done.stdout.trim()).split('\n')[0]?.slice(0, 200) ?? '';
  if (done.code !== 0) return `${tool.join(' ')} ended with ${done.code}${said === '' ? '' : `: ${said}`}`;
  const { value, findings } = parseThroughput(done.stdout, tool.join(' '));
  return value === undefined ? `${tool.join(' ')}: ${findings[0]?.text || said}: ${findings[0]?.why}` : value.mbps;
}
