import type { Measured } from '../measured.js';
import type { DirectionLoss, LossResult } from './analyse-loss.js';

/** Words of the report for each direction. */
const directionText = { forward: 'there', backward: 'back', 'round-trip': 'there and back' } as const;

/**
 * Packet loss of a direction as a measurement (`packet-loss`, %), with the single indicators where they are known, so
 * that the judge can take the dependence between neighbours off n.
 */
export function lossMeasurement(
  result: LossResult,
  part: DirectionLoss,
  evidence: readonly string[],
  takenAt: string,
): Measured {
  const { bursts } = part;
  const caveats = [...result.caveats];
  if (result.lateness.p99 > 10_000)
    caveats.push(
      `the sending schedule was late by ${(result.lateness.p99 / 1000).toFixed(1)} ms at p99: spacing is not Poisson there`,
    );
  return {
    id: 'packet-loss',
    value: part.sent === 0 ? undefined : (100 * part.lost) / part.sent,
    ...(part.sent === 0 ? { unavailable: 'no probe entered this direction: all were lost before' } : {}),
    unit: '%',
    n: part.sent,
    k: part.lost,
    ...(part.indicators === undefined ? {} : { samples: part.indicators }),
    labels: {
      path: result.path,
      direction: part.direction,
      sense: directionText[part.direction],
      late: String(part.late),
      duplicated: String(part.duplicated),
      reordered: String(part.reordered),
      ...(bursts === undefined ? {} : { bursts: String(bursts.count), 'longest-burst': String(bursts.longest) }),
    },
    method: `open-loop UDP probes (RFC 8762) at Poisson spacing; later than ${result.thresholdMs} ms = lost; times of the ${
      result.timing === 'capture' ? "capture's kernel" : 'probing process'
    }`,
    evidence,
    caveats,
    takenAt,
  };
}

/** The two directions, as the spec table's `packet-loss` row wants them judged. */
export function lossMeasurements(
  result: LossResult,
  evidence: readonly string[],
  takenAt: string,
): readonly Measured[] {
  return [result.forward, result.backward].map((part) => lossMeasurement(result, part, evidence, takenAt));
}
