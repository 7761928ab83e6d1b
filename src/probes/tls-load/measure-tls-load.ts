import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { type RandomSource, systemRandom } from '../../base/random.js';
import type { Measured } from '../measured.js';
import type { SpawnHere } from '../probe-process.js';
import { analyseLevel, type LevelRecord, type LevelResult } from './analyse-tls-load.js';
import type { RoundRecord } from './handshake-record.js';
import { type LoadCurve, loadCurve } from './load-curve.js';
import { type ChosenGenerator, chooseGenerator, LoadGenerator } from './load-generator.js';
import { loadRounds, primingRound } from './load-rounds.js';
import { machineUse, readMachineCpu } from './machine-cpu.js';
import { type NativeHelper, nativeHelper } from './native-helper.js';
import { type ServerCpu, serverUse } from './server-cpu.js';
import { tlsLoadMeasurements } from './tls-load-measurement.js';
import { mostVehicles, type TlsLoadPlan, type TlsLoadPlanInput, tlsLoadPlan } from './tls-load-plan.js';
import { vehiclesIn, writeSharedList } from './vehicle-list.js';

export interface TlsLoadProbe {
  readonly plan: TlsLoadPlanInput;
  /** Runs a program where vehicles are: `(argv, options) => bench.spawn('vehicle', argv, options)`. */
  readonly near: SpawnHere;
  readonly clock: Clock;
  readonly random?: RandomSource;
  /** Folder for the record of all handshakes, which is the evidence; it exists. */
  readonly folder: string;
  /** Name of the record, without its ending. Default `tls-load`. */
  readonly name?: string;
  readonly evidenceName?: (file: string) => string;
  readonly onProgress?: (done: number, of: number, level: number) => void;
  /** Reads the CPU of the server's threads (`readServerCpu`); without it nobody can say that the server was the limit. */
  readonly serverCpu?: () => Promise<ServerCpu | undefined>;
  /** Default: the one of this installation. */
  readonly helper?: NativeHelper;
  /** Failures that the spec table lets pass, %: what the server refused decides beyond it, whoever was the limit. Default 0. */
  readonly failureLimit?: number;
}

export interface TlsLoadMeasured {
  readonly levels: readonly LevelResult[];
  readonly curve: LoadCurve;
  /** Who played the vehicles, and the reason where Node had to stand in. */
  readonly generator: ChosenGenerator;
  /** Of the highest level, for the judge, and the capacity. */
  readonly measurements: readonly Measured[];
  readonly files: readonly string[];
}

/** How long before a round its start is told to the processes, ns. */
const leadNs = 20_000_000n;

/**
 * Plays vehicles that connect, level by level, from processes of their own.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-052 when a process ends early, BENCH-* when one does not start
 */
export async function measureTlsLoad(probe: TlsLoadProbe): Promise<TlsLoadMeasured> {
  const plan = tlsLoadPlan(probe.plan);
  const takenAt = new Date(Number(probe.clock.wallNs() / 1_000_000n)).toISOString();
  const chosen = chooseGenerator(plan, probe.helper ?? nativeHelper());
  const list = vehicleList(plan, probe.folder);
  const records: LevelRecord[] = [];
  const generators: LoadGenerator[] = [];
  try {
    for (let share = 0; share < plan.processes; share++)
      generators.push(await LoadGenerator.start(probe.near, chosen, plan, list, share));
    for (const level of plan.levels) records.push(await oneLevel(probe, plan, generators, level));
  } finally {
    await Promise.all(generators.map((generator) => generator.stop()));
  }
  const file = join(probe.folder, `${probe.name ?? 'tls-load'}.json`);
  const { kind, library } = chosen;
  writeFileSync(
    file,
    `${JSON.stringify({ kind: 'tls-load', takenAt, plan, generator: { kind, library }, levels: records })}\n`,
  );
  const levels = records.map(analyseLevel);
  const curve = loadCurve(levels);
  const evidence = [probe.evidenceName?.(file) ?? file];
  const generator = `${kind}, ${library}`;
  const { failureLimit = 0 } = probe;
  return {
    levels,
    curve,
    generator: chosen,
    files: [file],
    measurements: tlsLoadMeasurements(levels.at(-1)!, { plan, curve, generator, evidence, takenAt, failureLimit }),
  };
}

async function oneLevel(
  probe: TlsLoadProbe,
  plan: TlsLoadPlan,
  generators: readonly LoadGenerator[],
  level: number,
): Promise<LevelRecord> {
  const startNs = () => probe.clock.monotonicNs() + leadNs;
  if (plan.session === 'resumed') {
    const vehicles = plan.load === 'open' ? mostOpen(plan) : level;
    const commands = primingRound(vehicles, generators.length, startNs());
    await Promise.all(commands.map((command, i) => generators[i]!.round(command)));
    await Promise.all(commands.map((_, i) => generators[i]!.release()));
  }
  const [machineBefore, serverBefore] = [readMachineCpu(), await probe.serverCpu?.()];
  const rounds: (readonly RoundRecord[])[] = [];
  const endNs = probe.clock.monotonicNs() + BigInt(plan.budgetMs) * 1_000_000n;
  let done = 0;
  for (const commands of loadRounds(plan, level, startNs, probe.random ?? systemRandom)) {
    const round = await Promise.all(commands.map((command, i) => generators[i]!.round(command)));
    if (plan.load === 'at-once') await Promise.all(commands.map((_, i) => generators[i]!.release()));
    rounds.push(round);
    done += round.reduce((sum, { handshakes }) => sum + handshakes.length, 0);
    probe.onProgress?.(Math.min(plan.handshakes, done), plan.handshakes, level);
    if (probe.clock.monotonicNs() >= endNs) break;
  }
  const [machineAfter, serverAfter] = [readMachineCpu(), await probe.serverCpu?.()];
  const machine = machineUse(machineBefore, machineAfter);
  return { level, load: plan.load, rounds, machine, server: serverUse(serverBefore, serverAfter) };
}

/** Vehicles that an open load can have on the road. */
function mostOpen(plan: TlsLoadPlan): number {
  return plan.vehicles === undefined ? mostVehicles : Math.min(mostVehicles, vehiclesIn(plan.vehicles));
}

/** The list that the processes read. @throws PlumblineError PROBES-050 when it is shorter than the highest level */
function vehicleList(plan: TlsLoadPlan, folder: string): string | undefined {
  const wanted = plan.load === 'open' ? plan.processes : plan.levels.at(-1)!;
  if (plan.vehicles === undefined) {
    if (plan.chain === undefined || plan.key === undefined) return undefined;
    return writeSharedList(plan.chain, plan.key, plan.load === 'open' ? mostVehicles : wanted, folder);
  }
  const there = vehiclesIn(plan.vehicles);
  if (there < wanted) {
    const detail = `${plan.vehicles} has ${there} and ${wanted} are needed`;
    throw new PlumblineError('PROBES-050', { place: 'TLS load, vehicles', detail });
  }
  return plan.vehicles;
}
