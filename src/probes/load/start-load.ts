import { PlumblineError } from '../../base/errors.js';
import { withZone } from '../../transport/endpoint.js';
import { probeArgv, type SpawnHere } from '../probe-process.js';

/** A steady load on a path, to see what it does to delay and loss. */
export interface LoadPlan {
  /** Receiver, without zone. */
  readonly host: string;
  readonly scope?: string;
  readonly port: number;
  /** Rate of whole Ethernet frames, kbit/s, 1..1,000,000. */
  readonly rateKbps: number;
  /** UDP payload of one packet, 1..1432 bytes; default 1000. */
  readonly packetBytes?: number;
}

export interface LoadReport {
  /** Packets handed to the kernel. */
  readonly offered: number;
  /** Packets that the receiver counted. */
  readonly carried: number;
  /** Packets that this machine refused to send. */
  readonly refused: number;
  /** Mean rate offered while it ran, kbit/s of whole frames. */
  readonly offeredKbps: number;
}

export interface RunningLoad {
  /** Ends the load. @throws PlumblineError PROBES-052 when a process was gone before: there was no load, or not all the time */
  stop(): Promise<LoadReport>;
}

/**
 * Loads a path from one end to the other, both ends in processes of their own.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-052 when a process does not start
 */
export async function startLoad(plan: LoadPlan, from: SpawnHere, to: SpawnHere): Promise<RunningLoad> {
  const bytes = plan.packetBytes ?? 1000;
  const ranges = [
    ['rateKbps', plan.rateKbps, 1, 1_000_000],
    ['packetBytes', bytes, 1, 1432],
    ['port', plan.port, 1, 65_535],
  ] as const;
  for (const [name, value, low, high] of ranges) {
    if (!(value >= low && value <= high))
      throw new PlumblineError('PROBES-050', { place: `load, ${name}`, detail: `${value} is not in ${low}..${high}` });
  }
  let told: { packets: number; refused: number; bits: number; seconds: number } | undefined;
  let counted: { packets: number } | undefined;
  const sink = await to(probeArgv('./sink-main.js', import.meta.url, { port: String(plan.port) }), {
    name: `load-sink-${plan.port}`,
    ready: /^ready/,
    onLine: (line) => {
      if (line.startsWith('sink ')) counted = JSON.parse(line.slice(5)) as typeof counted;
    },
  });
  const source = await from(
    probeArgv('./load-main.js', import.meta.url, {
      host: withZone(plan.host, plan.scope),
      port: String(plan.port),
      kbps: String(plan.rateKbps),
      bytes: String(bytes),
    }),
    {
      name: `load-source-${plan.port}`,
      ready: /^ready/,
      onLine: (line) => {
        if (line.startsWith('load ')) told = JSON.parse(line.slice(5)) as typeof told;
      },
    },
  ).catch(async (error: unknown) => {
    // A receiver that nobody will stop any more would keep its port.
    await sink.stop();
    throw error;
  });
  return {
    async stop() {
      await source.stop();
      await sink.stop();
      if (told === undefined)
        throw new PlumblineError('PROBES-052', { place: source.name, detail: 'it sent no report' });
      if (counted === undefined)
        throw new PlumblineError('PROBES-052', { place: sink.name, detail: 'it sent no report' });
      return {
        offered: told.packets,
        carried: counted.packets,
        refused: told.refused,
        offeredKbps: told.seconds > 0 ? told.bits / told.seconds / 1000 : 0,
      };
    },
  };
}
