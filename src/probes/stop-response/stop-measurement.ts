import type { Measured } from '../measured.js';
import type { MeterQuality, StopAnalysis, StopInterval } from './analyse-stop.js';
import type { PowerRegisters } from './power-registers.js';
import type { PowerTrace } from './power-trace.js';
import type { StopPlan, StopStamps } from './stop-plan.js';

/** The independent meter: where it is and what is known about it. */
export interface MeterFacts extends MeterQuality {
  /** Make, type, serial, or "simulated ...". */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly unitId: number;
  /** 1 or -1: what makes discharge to the grid positive. */
  readonly sign: 1 | -1;
  /** Absent: the power is looked for in the SunSpec models. */
  readonly registers?: PowerRegisters;
  readonly serial?: string;
  /** ISO date. */
  readonly calibrationDue?: string;
}

/** One stop: measured, or without power that could be stopped. */
export type StopTrial = {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  /** Name of the power trace. */
  readonly evidence: string;
} & (
  | {
      readonly outcome: 'measured';
      readonly stamps: StopStamps;
      readonly analysis: StopAnalysis;
      readonly trace: PowerTrace;
    }
  | { readonly outcome: 'no-power' }
);

type MeasuredTrial = StopTrial & { readonly outcome: 'measured' };

const titles = {
  'stop-acknowledge': 'delivery of the stop to its acknowledgement',
  'stop-first-effect': 'delivery of the stop to the first lasting fall of power at the independent meter',
  'stop-effect': 'delivery of the stop to power below the threshold, and staying there, at the independent meter',
} as const;

/**
 * The intervals of all trials as measurements, each with every single trial in `samples`, those without the effect in
 * `censored`, and the uncertainty of the least certain one. Trials in which no power flowed show nothing and are named.
 */
export function stopMeasurements(
  trials: readonly StopTrial[],
  plan: StopPlan,
  meter: MeterFacts,
  takenAt: string,
): readonly Measured[] {
  const shown = trials.filter(
    (trial): trial is MeasuredTrial =>
      trial.outcome === 'measured' &&
      trial.analysis.effect !== 'not-discharging' &&
      trial.analysis.effect !== 'no-trace',
  );
  const caveats = trials.flatMap((trial) => {
    if (trial.outcome === 'no-power')
      return [`trial ${trial.number} shows nothing: no power flowed that could be stopped`];
    const { effect, finalW, initialW } = trial.analysis;
    const lost = effect === 'not-discharging' || effect === 'no-trace' ? [`trial ${trial.number} shows nothing`] : [];
    const partial =
      effect === 'partial'
        ? [`trial ${trial.number}: power fell from ${initialW.toFixed(0)} W and stayed at ${finalW.toFixed(0)} W`]
        : [];
    const none = effect === 'none' ? [`trial ${trial.number}: power did not fall`] : [];
    return [...lost, ...partial, ...none, ...trial.analysis.caveats.map((text) => `trial ${trial.number}: ${text}`)];
  });
  const pick = (id: keyof typeof titles, interval: (analysis: StopAnalysis) => StopInterval | undefined): Measured => {
    const intervals = shown.map(({ analysis }) => interval(analysis)).filter((one) => one !== undefined);
    const widest = intervals.reduce<StopInterval | undefined>(
      (most, one) => (most === undefined || one.U > most.U ? one : most),
      undefined,
    );
    return {
      id,
      value: intervals.length === 0 ? undefined : Math.max(...intervals.map((one) => one.seconds)),
      ...(shown.length === 0 ? { unavailable: caveats[0] ?? 'no trial was made' } : {}),
      unit: 's',
      n: shown.length,
      samples: intervals.map((one) => one.seconds),
      censored: shown.length - intervals.length,
      ...(widest === undefined ? {} : { U: widest.U, budget: widest.budget }),
      labels: { trials: String(trials.length), 'threshold-W': String(plan.thresholdW), 'hold-ms': String(plan.holdMs) },
      method: titles[id],
      evidence: trials.map(({ evidence }) => evidence),
      caveats,
      instrument: {
        name: meter.name,
        ...(meter.serial === undefined ? {} : { serial: meter.serial }),
        ...(meter.calibrationDue === undefined ? {} : { calibrationDue: meter.calibrationDue }),
      },
      takenAt,
    };
  };
  return [
    pick('stop-effect', ({ stop }) => stop),
    pick('stop-first-effect', ({ firstEffect }) => firstEffect),
    pick('stop-acknowledge', ({ acknowledge }) => acknowledge),
  ];
}
