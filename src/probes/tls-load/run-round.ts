import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../../base/clock.js';
import type { HandshakeLine, LoadCommand, RoundLine } from './load-command.js';
import { type HandshakeContext, nodeHandshake } from './node-handshake.js';

/** Period of the event-loop monitor, ms; its readings contain it. */
const monitorMs = 1;

/** A round that is over; after `at-once` its connections are still open. */
export interface HeldRound {
  readonly record: RoundLine;
  readonly connections: readonly TLSSocket[];
}

/** Carries out one command in this process and measures how busy it was. */
export async function runRound(base: Omit<HandshakeContext, 'beganNs'>, command: LoadCommand): Promise<HeldRound> {
  const { clock } = base;
  await until(clock, command.startNs);
  const monitor = monitorEventLoopDelay({ resolution: monitorMs });
  monitor.enable();
  const cpu = process.cpuUsage();
  const waited = cpuWaitSeconds();
  const handshakes: HandshakeLine[] = [];
  const connections: TLSSocket[] = [];
  const one = async (vehicle: number, dueNs: bigint) => {
    const { line, connection } = await nodeHandshake({ ...base, beganNs: command.startNs }, vehicle, dueNs);
    handshakes.push(line);
    if (connection === undefined) return;
    if (command.kind === 'at-once') connections.push(connection);
    else connection.end();
  };
  if (command.kind === 'at-once')
    await Promise.all(Array.from({ length: command.vehicles }, (_, vehicle) => one(vehicle, command.startNs)));
  if (command.kind === 'closed') await closed(command, (vehicle) => one(vehicle, clock.monotonicNs()));
  if (command.kind === 'open') handshakes.push(...(await open(command, base.vehicles.count, clock, one)));
  const wallSeconds = Number(clock.monotonicNs() - command.startNs) / 1e9;
  const used = process.cpuUsage(cpu);
  const waitedAfter = cpuWaitSeconds();
  monitor.disable();
  const delay = (ns: number) => (Number.isFinite(ns) ? Math.max(0, ns / 1e6 - monitorMs) : 0);
  const record: RoundLine = {
    loopDelayMs: { p50: delay(monitor.percentile(50)), p99: delay(monitor.percentile(99)), max: delay(monitor.max) },
    cpuSeconds: (used.user + used.system) / 1e6,
    wallSeconds,
    ...(waited === undefined || waitedAfter === undefined ? {} : { cpuWaitSeconds: waitedAfter - waited }),
    memoryMiB: process.resourceUsage().maxRSS / 1024,
    handshakes,
  };
  return { record, connections };
}

async function closed(
  { vehicles, handshakes }: LoadCommand & { kind: 'closed' },
  one: (vehicle: number) => Promise<void>,
): Promise<void> {
  let left = handshakes;
  await Promise.all(
    Array.from({ length: vehicles }, async (_, vehicle) => {
      while (left-- > 0) await one(vehicle);
    }),
  );
}

/** Lets vehicles come when they are due; resolves with those for which no vehicle was free. */
async function open(
  { startNs, dueUs }: LoadCommand & { kind: 'open' },
  count: number,
  clock: Clock,
  one: (vehicle: number, dueNs: bigint) => Promise<void>,
): Promise<readonly HandshakeLine[]> {
  const idle = Array.from({ length: count }, (_, vehicle) => vehicle);
  const missed: HandshakeLine[] = [];
  const running: Promise<void>[] = [];
  for (const due of dueUs) {
    const dueNs = startNs + BigInt(due) * 1000n;
    await until(clock, dueNs);
    const vehicle = idle.shift();
    if (vehicle === undefined) {
      const at = Math.round(Number(clock.monotonicNs() - startNs) / 1000);
      missed.push([0, due, at, 0, 'own', 'NO_VEHICLE_FREE']);
      continue;
    }
    running.push(one(vehicle, dueNs).then(() => void idle.push(vehicle)));
  }
  await Promise.all(running);
  return missed;
}

async function until(clock: Clock, ns: bigint): Promise<void> {
  const wait = Number(ns - clock.monotonicNs()) / 1e6;
  if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
}

/** Time that this process was ready to run and had no core: the second word of schedstat. */
function cpuWaitSeconds(): number | undefined {
  try {
    const waited = Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]);
    return Number.isFinite(waited) ? waited / 1e9 : undefined;
  } catch {
    return undefined;
  }
}
