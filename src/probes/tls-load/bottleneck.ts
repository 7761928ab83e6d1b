import type { MachineUse } from './machine-cpu.js';
import type { ServerUse } from './server-cpu.js';

/** How busy the generating processes were at a level. */
export interface GeneratorUse {
  /** Of the busiest process: share of the time on a core, and ready without one. */
  readonly load: number;
  readonly waiting: number;
  /** How long events waited for a process, p99 of its loop, ms. */
  readonly loopDelayP99Ms: number;
  /** How much later than due vehicles began, p99, ms. */
  readonly lateP99Ms: number;
  /** Handshakes that failed for want of something on this side. */
  readonly ownFailures: number;
}

export interface BottleneckInput {
  readonly generator: GeneratorUse;
  /** Duration of the rounds together, s. */
  readonly wallSeconds: number;
  /** p95 of the times, ms, to hold the lateness against. */
  readonly p95Ms: number | undefined;
  readonly open: boolean;
  readonly machine?: MachineUse | undefined;
  readonly server?: ServerUse | undefined;
}

/**
 * Who limited the rate. `neither`: both had time to spare, so load was below what they can do, or something without CPU
 * (a network, a queue, a lock) set the pace. `not-generator`: the other side could not be looked at.
 */
export type Limit = 'gateway' | 'generator' | 'shared' | 'neither' | 'not-generator';

export interface Bottleneck {
  readonly limit: Limit;
  /** One sentence with the figures. */
  readonly reason: string;
}

/** From this share of the time on a core, or ready for one, somebody is the limit: the rest goes into waiting for the other. */
const busy = 0.85;
/** From this share of stolen time on, nothing that this machine measures is the server's. */
const stolen = 0.25;
/** A generator that is late by this share of what it measures measures itself. */
const late = 0.25;

/** Finds the bottleneck of a level from both sides' CPU time. Pure. */
export function bottleneckOf(input: BottleneckInput): Bottleneck {
  const { generator, server, machine } = input;
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  if (generator.ownFailures > 0)
    return {
      limit: 'generator',
      reason: `${generator.ownFailures} handshakes failed for want of something on its side`,
    };
  if (machine !== undefined && machine.steal >= stolen)
    return { limit: 'generator', reason: `${percent(machine.steal)} of its CPU time went to other machines` };
  const demand = Math.min(1, generator.load + generator.waiting);
  const said = `the generator needed a core for ${percent(demand)} of the time (had one for ${percent(generator.load)})`;
  const tooLate = input.open && input.p95Ms !== undefined && generator.lateP99Ms >= Math.max(1, late * input.p95Ms);
  const lateWords = tooLate ? `, and began vehicles up to ${generator.lateP99Ms.toFixed(1)} ms late (p99)` : '';
  const pressed = demand >= busy || tooLate;
  const serverDemand = server === undefined ? undefined : demandOf(server, input.wallSeconds);
  if (serverDemand === undefined)
    return {
      limit: pressed ? 'generator' : 'not-generator',
      reason: `${said}${lateWords}; the server's CPU is not known`,
    };
  const had = percent(Math.min(1, server === undefined ? 0 : server.threadCpuSeconds / input.wallSeconds));
  const reason = `${said}${lateWords}, the server's busiest thread for ${percent(serverDemand)} (${had})`;
  const full = serverDemand >= busy;
  if (pressed) return { limit: full ? 'shared' : 'generator', reason };
  return { limit: full ? 'gateway' : 'neither', reason };
}

/** The busiest thread's share, or that of all cores together where many threads share the work. */
function demandOf(server: ServerUse, wallSeconds: number): number {
  if (wallSeconds <= 0) return 0;
  const thread = (server.threadCpuSeconds + server.threadWaitSeconds) / wallSeconds;
  return Math.min(1, Math.max(thread, server.cpuSeconds / (wallSeconds * server.cores)));
}
