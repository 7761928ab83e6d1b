import type { OthersTimes } from './messages.js';

/** Our times of a message, and the length of both messages, which differ by a few octets. */
export interface OwnTimes {
  readonly decode: number;
  readonly encode: number;
  readonly octets: number;
  readonly theirOctets: number;
}

export interface Ratio {
  readonly decode: number;
  readonly encode: number;
}

/** Time of the calibration loop on the machine and day of the published figures, us. */
export const publishedCalibration = 0.7;

/** Where the figures of the other codecs come from. */
export const figuresSource =
  'libcbv2g (C, -O2), EXIficient (Java, SAX): medians of quiet rounds on two shared x86-64 cores, Debian 12, from the reference page performance.md; TypeScript: the best codec elsewhere, Node 24, same page';

/**
 * Ours over theirs, below 1 is faster. Theirs is scaled to the length of our message, and to the speed of this machine
 * today: the same loop ran in `publishedCalibration` where theirs were measured and runs in `calibration` here.
 */
export function ratioOf(own: OwnTimes, their: OthersTimes, calibration: number): Ratio {
  const scale = (own.octets / own.theirOctets) * (calibration / publishedCalibration);
  return { decode: own.decode / (their.decode * scale), encode: own.encode / (their.encode * scale) };
}

/** The ratio to libcbv2g that we want: below 1 for messages of more than 500 octets, at most 1.5 for the others. */
export function targetFor(octets: number): { readonly text: string; readonly met: (ratio: number) => boolean } {
  return octets > 500
    ? { text: '< 1.00', met: (ratio) => ratio < 1 }
    : { text: '<= 1.50', met: (ratio) => ratio <= 1.5 };
}

/** `met`, or what of it is not. */
export function verdictOn(ratio: Ratio, octets: number): string {
  const target = targetFor(octets);
  const missed = (['decode', 'encode'] as const).filter((side) => !target.met(ratio[side]));
  return missed.length === 0 ? 'met' : `NOT MET: ${missed.join(', ')}`;
}
