import { join } from 'node:path';
import type { Clock } from '../../base/clock.js';
import type { Measured } from '../measured.js';
import { probeArgv, type SpawnHere } from '../probe-process.js';
import { analyseStop } from './analyse-stop.js';
import { LivePower } from './live-power.js';
import type { PowerRegisters } from './power-registers.js';
import { readTrace } from './power-trace.js';
import { type MeterFacts, type StopTrial, stopMeasurements } from './stop-measurement.js';
import { type StopPlan, type StopStamps, stopPlan } from './stop-plan.js';

export interface StopProbe {
  readonly plan: Pick<StopPlan, 'ratedW'> & Partial<StopPlan>;
  /** How many stops, 1 or more; fixed beforehand. */
  readonly trials: number;
  /** Runs a program where the meter can be reached: `(argv, options) => bench.spawn('plant', argv, options)`. */
  readonly besideMeter: SpawnHere;
  readonly meter: MeterFacts;
  readonly clock: Clock;
  /** Brings the inverter to deliver power; resolves when the stop may be issued. Trials count from 1. */
  readonly prepare: (trial: number) => Promise<void>;
  /** Sends the stop and resolves with the moments of issue, delivery and, if it was answered, acknowledgement. */
  readonly issueStop: (trial: number) => Promise<StopStamps>;
  /** Better stamps out of the capture, once the trial is over. */
  readonly refine?: (trial: number, stamps: StopStamps) => Promise<StopStamps>;
  /** Puts back what the trial left: closes the session. */
  readonly restore?: (trial: number) => Promise<void>;
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
  /** `stop-effect`, `stop-first-effect`, `stop-acknowledge`, for the judge. */
  readonly measurements: readonly Measured[];
  readonly files: readonly string[];
}

/**
 * Measures the response to a stop: power flows, the stop is sent, and an independent meter, polled by a process of its
 * own, shows when power has gone below the threshold and stays there.
 * @throws PlumblineError PROBES-050 for a bad plan, PROBES-053 for a bad trace, BENCH-* when the sampler does not start
 */
export async function measureStop(probe: StopProbe): Promise<StopMeasured> {
  const plan = stopPlan(probe.plan);
  const trials: StopTrial[] = [];
  const files: string[] = [];
  for (let number = 1; number <= probe.trials; number++) {
    const file = join(probe.folder, `stop-${String(number).padStart(2, '0')}-power.csv`);
    files.push(file);
    const trial = await oneTrial(probe, plan, number, file);
    trials.push(trial);
    probe.onTrial?.(trial);
  }
  return { plan, trials, files, measurements: stopMeasurements(trials, plan, probe.meter, now(probe.clock)) };
}

async function oneTrial(probe: StopProbe, plan: StopPlan, number: number, file: string): Promise<StopTrial> {
  const live = new LivePower(probe.clock);
  const evidence = probe.evidenceName?.(file) ?? file;
  try {
    await probe.prepare(number);
    const sampler = await probe.besideMeter(samplerArgv(probe.meter, file), {
      name: `meter-sampler-${number}`,
      ready: /^ready /,
      onLine: (line) => live.take(line),
    });
    let stamps: StopStamps | undefined;
    try {
      const flowing = (watts: number) => Math.abs(watts) >= plan.minimumW;
      if (await live.holds(flowing, plan.beforeMs, probe.powerTimeoutMs ?? 15_000)) {
        // Watch from before the stop leaves, so that a fast effect is not missed.
        const stopped = live.holds(
          (watts) => Math.abs(watts) <= plan.thresholdW,
          plan.holdMs * 1.1,
          plan.timeoutMs + plan.holdMs,
        );
        stamps = await probe.issueStop(number);
        await stopped;
      }
    } finally {
      live.close();
      await sampler.stop();
    }
    const at = now(probe.clock);
    if (stamps === undefined) return { number, at, evidence, outcome: 'no-power' };
    const refined = (await probe.refine?.(number, stamps)) ?? stamps;
    const trace = readTrace(file);
    return {
      number,
      at,
      evidence,
      outcome: 'measured',
      stamps: refined,
      analysis: analyseStop(trace, refined, plan, probe.meter),
      trace,
    };
  } finally {
    await probe.restore?.(number);
  }
}

function samplerArgv(meter: MeterFacts, out: string): readonly string[] {
  const where: PowerRegisters | undefined = meter.registers;
  return probeArgv('./meter-sampler-main.js', import.meta.url, {
    host: meter.host,
    port: String(meter.port),
    unit: String(meter.unitId),
    sign: String(where?.sign ?? meter.sign),
    out,
    ...(where === undefined
      ? {}
      : { register: String(where.address), format: where.format, exponent: String(where.exponent) }),
  });
}

function now(clock: Clock): string {
  return new Date(Number(clock.wallNs() / 1_000_000n)).toISOString();
}
