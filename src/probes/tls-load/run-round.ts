import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../../base/clock.js';
import type { TlsClientOptions } from '../../transport/tls-options.js';
import type { RoundRecord } from './handshake-record.js';
import { oneHandshake } from './one-handshake.js';
import type { TlsLoadPlan } from './tls-load-plan.js';

/** Period of the event-loop monitor, ms; its readings contain it. */
const monitorMs = 1;

/** A round that is over, with its connections still open. */
export interface HeldRound {
  readonly record: RoundRecord;
  /** Closes the connections. */
  release(): Promise<void>;
}

/**
 * Lets `vehicles` connect at the same moment and holds every connection, so that those of all processes are really there
 * at once: the caller releases them when every process has ended its round.
 * @param startAt monotonic ns at which to begin; other processes begin at the same moment
 */
export async function runRound(
  plan: TlsLoadPlan,
  tls: TlsClientOptions,
  clock: Clock,
  vehicles: number,
  startAt: bigint,
): Promise<HeldRound> {
  const wait = Number(startAt - clock.monotonicNs()) / 1e6;
  if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
  const monitor = monitorEventLoopDelay({ resolution: monitorMs });
  monitor.enable();
  const cpu = process.cpuUsage();
  const began = clock.monotonicNs();
  const tried = await Promise.all(Array.from({ length: vehicles }, () => oneHandshake(plan, tls, clock, began)));
  const wallSeconds = Number(clock.monotonicNs() - began) / 1e9;
  const used = process.cpuUsage(cpu);
  monitor.disable();
  const delay = (ns: number) => (Number.isFinite(ns) ? Math.max(0, ns / 1e6 - monitorMs) : 0);
  return {
    record: {
      handshakes: tried.map(({ handshake }) => handshake),
      loopDelayMs: { p50: delay(monitor.percentile(50)), p99: delay(monitor.percentile(99)), max: delay(monitor.max) },
      cpuSeconds: (used.user + used.system) / 1e6,
      wallSeconds,
    },
    release: async () => {
      await Promise.all(tried.map(({ connection }) => connection?.close().catch(() => undefined)));
    },
  };
}
