import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import type { Measured } from '../measured.js';
import { probeArgv, type SpawnHere } from '../probe-process.js';
import { analyseStop } from './analyse-stop.js';
import { LivePower } from './live-power.js';
import type { MeterAddress } from './power-reader.js';
import { readTrace } from './power-trace.js';
import { type MeterFacts, type StopTrial, stopMeasurements } from './stop-measurement.js';
import { type StopPathDriver, stopPathFacts } from './stop-path.js';
import { type StopPlan, type StopStamps, stopPlan } from './stop-plan.js';

export interface StopProbe {
  /** Carries out the stop path that is measured. */
  readonly driver: StopPathDriver;
  readonly plan: Pick<StopPlan, 'ratedW'> & Partial<StopPlan>;
  /** How many stops, 1 or more; fixed beforehand. 30 for sign-off, 59 to claim a p95, 299 to claim a p99. */
  readonly trials: number;
  /** Runs a program where the meter can be reached: `(argv, options) => bench.spawn('vehicle', argv, options)`. */
  readonly besideMeter: SpawnHere;
  readonly meter: MeterFacts;
  readonly clock: Clock;
  /** Folder for the power traces, which are the evidence; it exists. */
  readonly folder: string;
  /** How evidence is named in the record; default the file's path. */
  readonly evidenceName?: (file: string) => string;
  /** How long power is waited for before a stop, ms; default 15,000. */
  readonly powerTimeoutMs?: number;
  readonly onTrial?: (trial: StopTrial) => void;
}

export interface StopMeasured {
  readonly plan: StopPlan;
  readonly trials: readonly StopTrial[];
  /** One measurement a pair of clocks of the path: see `stopQuantities`. */
  readonly measurements: readonly Measured[];
  readonly files: readonly string[];
}

/** Power must be seen back for this long before the meter is let go, ms. */
const backMs = 150;

/**
 * Measures the response to a stop: power flows, the driver issues the stop, and an independent meter, polled by a process
 * of its own, shows when power has gone below the threshold and stays there; then, where the path releases, when it
 * comes back.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-053 for a bad trace, BENCH-* when the sampler does not start
 */
export async function measureStop(probe: StopProbe): Promise<StopMeasured> {
  const plan = stopPlan(probe.plan);
  const { driver, meter } = probe;
  const trials: StopTrial[] = [];
  const files: string[] = [];
  for (let number = 1; number <= probe.trials; number++) {
    const file = join(probe.folder, `${driver.path}-${String(number).padStart(3, '0')}-power.csv`);
    const trial = await oneTrial(probe, plan, number, file);
    files.push(file);
    trials.push(trial);
    probe.onTrial?.(trial);
  }
  const measurements = stopMeasurements(trials, { path: driver.path, plan, meter, takenAt: now(probe.clock) });
  return { plan, trials, files, measurements };
}

async function oneTrial(probe: StopProbe, plan: StopPlan, number: number, file: string): Promise<StopTrial> {
  const { driver } = probe;
  const live = new LivePower(probe.clock);
  const evidence = probe.evidenceName?.(file) ?? file;
  try {
    await driver.prepare(number);
    const sampler = await probe.besideMeter(samplerArgv(probe.meter, file), {
      name: `meter-sampler-${driver.path}-${number}`,
      ready: /^ready /,
      onLine: (line) => live.take(line),
    });
    let stamps: StopStamps | undefined;
    try {
      const flowing = (watts: number) => Math.abs(watts) >= plan.minimumW;
      if (await live.holds(flowing, plan.beforeMs, probe.powerTimeoutMs ?? 15_000))
        stamps = await stopAndRelease(probe, plan, live, number);
    } finally {
      live.close();
      await sampler.stop();
    }
    const at = now(probe.clock);
    if (stamps === undefined) return { number, at, evidence, outcome: 'no-power' };
    const refined = (await driver.refine?.(number, stamps)) ?? stamps;
    const trace = readTrace(file);
    const { acknowledgeClock, releases } = stopPathFacts(driver.path);
    const expected = { acknowledgement: acknowledgeClock !== undefined, release: releases };
    const analysis = analyseStop(trace, refined, plan, probe.meter, expected);
    return { number, at, evidence, outcome: 'measured', stamps: refined, analysis, trace };
  } finally {
    await driver.restore?.(number);
  }
}

async function stopAndRelease(
  { driver, meter }: StopProbe,
  plan: StopPlan,
  live: LivePower,
  number: number,
): Promise<StopStamps> {
  // Watch from before the stop leaves, so that a fast effect is not missed.
  const stopped = live.holds(
    (watts) => Math.abs(watts) <= plan.thresholdW + meter.uncertaintyW,
    plan.holdMs * 1.1,
    plan.timeoutMs + plan.holdMs,
  );
  const stamps = await driver.issueStop(number);
  const isDown = await stopped;
  if (!isDown || driver.release === undefined) return stamps;
  const back = live.holds((watts) => Math.abs(watts) >= plan.minimumW, backMs, plan.releaseTimeoutMs);
  const lifted = await driver.release(number);
  await back;
  return { ...stamps, lifted };
}

/** Readings for each value that the meter makes: more would take CPU from what is measured and narrow nothing. */
const readingsPerRefresh = 10;

function samplerArgv({ host, port, sign, source, samplingSeconds }: MeterFacts, out: string): readonly string[] {
  const pauseMs = Math.floor((1000 * samplingSeconds) / readingsPerRefresh);
  const address: MeterAddress = { host, port, sign, source };
  return probeArgv('./meter-sampler-main.js', import.meta.url, {
    meter: JSON.stringify(address),
    out,
    'pause-ms': String(pauseMs),
  });
}

function now(clock: Clock): string {
  return new Date(Number(clock.wallNs() / 1_000_000n)).toISOString();
}
