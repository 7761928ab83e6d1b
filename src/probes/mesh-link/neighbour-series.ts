import { noiseAt } from './iw-survey.js';
import type { MeshObservation } from './observations.js';

/** One neighbour at one look. */
export interface NeighbourPoint {
  /** Seconds since the first look. */
  readonly seconds: number;
  readonly signalDbm: number | undefined;
  readonly noiseDbm: number | undefined;
  readonly snrDb: number | undefined;
  readonly inactiveMs: number | undefined;
  readonly expectedThroughputMbps: number | undefined;
  /** Since the look before; undefined at the first, and where the counters began anew. */
  readonly retries: number | undefined;
  readonly failures: number | undefined;
  readonly packetsSent: number | undefined;
}

export interface NeighbourSeries {
  readonly mac: string;
  readonly points: readonly NeighbourPoint[];
}

/** What each neighbour of a node did over several looks at it, in their order. A neighbour that is gone has no points. */
export function neighbourSeries(looks: readonly MeshObservation[]): readonly NeighbourSeries[] {
  const start = Date.parse(looks[0]?.at ?? '');
  const series = new Map<string, NeighbourPoint[]>();
  looks.forEach((look, i) => {
    const noiseDbm = noiseAt(look.survey, look.radio?.frequencyMHz);
    for (const station of look.stations) {
      const before = looks[i - 1]?.stations.find((other) => other.mac === station.mac);
      const signalDbm = station.signalAverageDbm ?? station.signalDbm;
      const points = series.get(station.mac) ?? [];
      series.set(station.mac, points);
      points.push({
        seconds: (Date.parse(look.at) - start) / 1000,
        signalDbm,
        noiseDbm,
        snrDb: signalDbm === undefined || noiseDbm === undefined ? undefined : signalDbm - noiseDbm,
        inactiveMs: station.inactiveMs,
        expectedThroughputMbps: station.expectedThroughputMbps,
        retries: grown(before?.txRetries, station.txRetries),
        failures: grown(before?.txFailed, station.txFailed),
        packetsSent: grown(before?.txPackets, station.txPackets),
      });
    }
  });
  return [...series].map(([mac, points]) => ({ mac, points }));
}

/** Counters start at 0 when a neighbour peers again: a smaller one tells nothing about the time between. */
function grown(before: number | undefined, now: number | undefined): number | undefined {
  return before === undefined || now === undefined || now < before ? undefined : now - before;
}
