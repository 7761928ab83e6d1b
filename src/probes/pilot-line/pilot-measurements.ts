import type { Measured } from '../measured.js';
import { dutyMeaning } from './duty-cycle.js';
import { type PilotState, pilotWindows, possibleStates } from './pilot-states.js';
import { type PilotSignal, pilotSignal, type Uncertain } from './two-level-signal.js';

/** What was read at the pilot line, or why not. */
export type PilotReading =
  | { readonly kind: 'read'; readonly mean: Uncertain; readonly rms: Uncertain | undefined }
  | { readonly kind: 'unread'; readonly why: string };

export interface PilotContext {
  /** State in which the line should be: by the gateway, by the operator, or by the scene that was set. */
  readonly expected: PilotState;
  /** Negative level of the square wave as it was read in state F; without it, what the standard allows. */
  readonly negative?: Uncertain;
  readonly instrument: NonNullable<Measured['instrument']>;
  readonly method: string;
  readonly evidence: readonly string[];
  readonly takenAt: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Crest factor up to which most multimeters keep their accuracy on true RMS. */
const usualCrestFactor = 3;

/** What the pilot shows, for a log: state, level, duty cycle and what it offers. */
export function describePilot(signal: PilotSignal): string {
  if (signal.kind === 'neither') return signal.why;
  const { level } = signal;
  const states = possibleStates(level.value, level.U);
  const state = states.length === 0 ? 'no defined state' : `state ${states.join(' or ')}`;
  const volts = `${level.value.toFixed(2)} V +- ${level.U.toFixed(2)} V`;
  if (signal.kind === 'steady') return `${volts}, steady: ${state}`;
  return `${volts} at ${signal.duty.value.toFixed(1)} % +- ${signal.duty.U.toFixed(1)} %: ${state}, ${dutyMeaning(signal.duty.value).text}`;
}

/**
 * Measures the positive level of the pilot in the state that should be on (`pilot-voltage-a`, `-b` and so on), and its
 * duty cycle where a square wave is on (`pilot-duty-cycle`).
 */
export function pilotMeasurements(reading: PilotReading, context: PilotContext): readonly Measured[] {
  const { expected, instrument, method, evidence, takenAt } = context;
  const id = `pilot-voltage-${expected.toLowerCase()}`;
  const base = { evidence, takenAt, method, instrument, labels: { state: expected, ...context.labels } } as const;
  if (reading.kind === 'unread') return [{ ...base, id, unit: 'V', value: undefined, unavailable: reading.why }];
  const signal: PilotSignal =
    reading.rms === undefined
      ? { kind: 'steady', level: reading.mean }
      : pilotSignal(reading.mean, reading.rms, context.negative);
  if (signal.kind === 'neither') return [{ ...base, id, unit: 'V', value: undefined, unavailable: signal.why }];
  const { level } = signal;
  const window = pilotWindows.find(({ state }) => state === expected);
  const seen = possibleStates(level.value, level.U);
  const caveats = [
    describePilot(signal),
    ...(reading.rms === undefined ? [meanOnly(expected)] : []),
    ...(seen.length === 1 && seen[0] !== expected
      ? [`the line shows state ${seen[0]}, not ${expected} (${window?.means ?? ''})`]
      : []),
    ...(signal.kind === 'square' && context.negative === undefined
      ? ['the negative level is taken from the standard, -12 V +- 1 V, which makes this uncertain: read it in state F']
      : []),
    ...(signal.kind === 'square' && signal.crestFactor > usualCrestFactor
      ? [
          `crest factor ${signal.crestFactor.toFixed(1)}: a multimeter that is not rated for it reads too little; use an oscilloscope in doubt`,
        ]
      : []),
  ];
  const voltage: Measured = {
    ...base,
    id,
    unit: 'V',
    value: level.value,
    U: level.U,
    budget: [budgetOf(level, 'V')],
    caveats,
  };
  if (signal.kind === 'steady') return [voltage];
  const { duty } = signal;
  return [
    voltage,
    {
      ...base,
      id: 'pilot-duty-cycle',
      unit: '%',
      value: duty.value,
      U: duty.U,
      budget: [budgetOf(duty, '%')],
      caveats: [dutyMeaning(duty.value).text],
    },
  ];
}

function budgetOf({ U }: Uncertain, unit: string) {
  return {
    source: 'multimeter and negative level',
    u: U / 2,
    evaluation: `propagated to first order from both readings, in ${unit}`,
  };
}

function meanOnly(expected: PilotState): string {
  const steady = expected === 'A' || expected === 'E' || expected === 'F';
  return steady
    ? 'DC volts alone: right as long as no square wave is on, which is so in this state'
    : 'DC volts alone show the mean of the square wave and not its positive level';
}
