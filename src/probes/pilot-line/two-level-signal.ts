import { negativeLevel } from './pilot-states.js';

/** A value with its expanded uncertainty (k = 2), both in the same unit. */
export interface Uncertain {
  readonly value: number;
  readonly U: number;
}

/** The control pilot as two readings of a multimeter show it. */
export type PilotSignal =
  | { readonly kind: 'steady'; readonly level: Uncertain }
  | {
      readonly kind: 'square';
      /** Positive level, V: what the state is read from. */
      readonly level: Uncertain;
      /** Share of the period at the positive level, %. */
      readonly duty: Uncertain;
      /** Peak of the alternating part over its RMS: beyond about 3 many multimeters read too little. */
      readonly crestFactor: number;
    }
  | { readonly kind: 'neither'; readonly why: string };

/** Below this RMS nothing but noise and hum lies on the line, V: a square wave of 3 % between 12 and -12 V has 4 V. */
const steadyBelowV = 0.5;

/** What the standard says of the negative level: 12 V +- 1 V below zero, a limit, so rectangular: U = 2 x half-width / sqrt(3). */
export const standardNegative: Uncertain = {
  value: negativeLevel.nominal,
  U: (2 * negativeLevel.halfWidth) / Math.sqrt(3),
};

/**
 * A multimeter on DC volts shows the mean of the pilot, not its positive level: at 5 % and state B it shows
 * 0.05 x 9 - 0.95 x 12 = -10.95 V. With the RMS of the alternating part beside it both levels can be told apart, since the
 * negative one is known: with m the mean above the negative level N and s the RMS, the swing is m + s^2 / m and the duty
 * cycle m over the swing. Uncertainties of both readings and of N are carried through to first order. At 5 % an error of N
 * counts 19 times in the level, so N should be read where it stands alone, in state F; by the standard it is known to
 * +- 1 V only, and the level then to some 20 V.
 * @param mean DC volts @param rms AC volts, true RMS, coupled without DC @param negative the negative level, V
 */
export function pilotSignal(mean: Uncertain, rms: Uncertain, negative: Uncertain = standardNegative): PilotSignal {
  if (rms.value < steadyBelowV) return { kind: 'steady', level: mean };
  const above = mean.value - negative.value;
  if (above <= 0) {
    return {
      kind: 'neither',
      why: `a mean of ${mean.value.toFixed(2)} V with ${rms.value.toFixed(2)} V of alternating voltage is no square wave down to ${negative.value} V`,
    };
  }
  const at = (meanV: number, rmsV: number, negativeV: number) => {
    const m = meanV - negativeV;
    const swing = m + rmsV ** 2 / m;
    return { level: negativeV + swing, duty: (100 * m) / swing };
  };
  const best = at(mean.value, rms.value, negative.value);
  const inputs = [mean.U, rms.U, negative.U] as const;
  const step = 1e-4;
  const slopes = [
    at(mean.value + step, rms.value, negative.value),
    at(mean.value, rms.value + step, negative.value),
    at(mean.value, rms.value, negative.value + step),
  ].map(({ level, duty }) => ({ level: (level - best.level) / step, duty: (duty - best.duty) / step }));
  const expanded = (of: 'level' | 'duty') => Math.hypot(...slopes.map((slope, index) => slope[of] * inputs[index]!));
  return {
    kind: 'square',
    level: { value: best.level, U: expanded('level') },
    duty: { value: best.duty, U: expanded('duty') },
    crestFactor: Math.sqrt((100 - Math.min(best.duty, 100 - best.duty)) / Math.min(best.duty, 100 - best.duty)),
  };
}

/** Mean and RMS of the alternating part of a square wave: what a multimeter would show. */
export function readingsOf(levelV: number, dutyPercent: number, negativeV: number = negativeLevel.nominal) {
  const duty = dutyPercent / 100;
  return {
    dcVolts: duty * levelV + (1 - duty) * negativeV,
    acVolts: Math.sqrt(duty * (1 - duty)) * Math.abs(levelV - negativeV),
  };
}
