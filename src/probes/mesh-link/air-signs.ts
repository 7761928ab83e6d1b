import { isPeered, originatorPatienceMs } from './mesh-liveness.js';
import { neighbourSeries } from './neighbour-series.js';
import type { ChannelSurvey, MeshObservation } from './observations.js';

/** What stands beside the latency of a mesh: how the air was used between two looks at a node. */
export interface AirSigns {
  /** Packets that the node sent to its neighbours, with their repeats and failures. */
  readonly packets: number;
  readonly retries: number;
  readonly failures: number;
  /** Share of the time that the channel was busy, 0..1; undefined where the driver does not tell. */
  readonly busy: number | undefined;
  /** IPv6 multicast packets a second, sent and received; undefined where the kernel does not tell. */
  readonly multicastPerSecond: number | undefined;
  /** SNR of the neighbour that is heard worst, dB; undefined where signal or noise is not told. */
  readonly weakestSnrDb: number | undefined;
}

/** From this on a sign stands out. Defaults of plumbline: the manual names the signs and gives no figures. */
export const standsOut = { retries: 0.1, busy: 0.5, multicastPerSecond: 50, strongDb: 20 } as const;

/** Signs from looks at one node in their order, two or more; of one look alone only the signal is known. */
export function airSigns(looks: readonly MeshObservation[]): AirSigns {
  const [first, last] = [looks[0], looks.at(-1)];
  const series = neighbourSeries(looks);
  const points = series.flatMap((one) => one.points.slice(1));
  const sum = (of: (point: (typeof points)[number]) => number | undefined) =>
    points.reduce((total, point) => total + (of(point) ?? 0), 0);
  const peered = new Set(
    last?.stations.filter((one) => isPeered(one, originatorPatienceMs(last))).map(({ mac }) => mac),
  );
  const snrs = series.filter(({ mac }) => peered.has(mac)).map(({ points: all }) => all.at(-1)?.snrDb);
  const known = snrs.filter((snr) => snr !== undefined);
  return {
    packets: sum((point) => point.packetsSent),
    retries: sum((point) => point.retries),
    failures: sum((point) => point.failures),
    busy: first === undefined || last === undefined ? undefined : busyShare(channelOf(first), channelOf(last)),
    multicastPerSecond: first === undefined || last === undefined ? undefined : multicastRate(first, last),
    // One neighbour whose signal is not told may be the weak one.
    weakestSnrDb: known.length === 0 || known.length < snrs.length ? undefined : Math.min(...known),
  };
}

function channelOf({ survey, radio }: MeshObservation): ChannelSurvey | undefined {
  return survey.find(({ inUse }) => inUse) ?? survey.find(({ frequencyMHz }) => frequencyMHz === radio?.frequencyMHz);
}

/** Between the looks where the counters ran on; a driver that began anew tells of the time since then. */
function busyShare(before: ChannelSurvey | undefined, after: ChannelSurvey | undefined): number | undefined {
  const { busyMs, activeMs } = after ?? {};
  if (busyMs === undefined || activeMs === undefined) return undefined;
  const ranOn =
    before !== after &&
    before?.busyMs !== undefined &&
    before.activeMs !== undefined &&
    activeMs > before.activeMs &&
    busyMs >= before.busyMs;
  const [busy, active] = ranOn ? [busyMs - before.busyMs!, activeMs - before.activeMs!] : [busyMs, activeMs];
  return active > 0 ? busy / active : undefined;
}

function multicastRate(before: MeshObservation, after: MeshObservation): number | undefined {
  const seconds = (Date.parse(after.at) - Date.parse(before.at)) / 1000;
  const { multicastPackets: from } = before;
  const { multicastPackets: to } = after;
  if (from === undefined || to === undefined || to < from || !(seconds > 0)) return undefined;
  return (to - from) / seconds;
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** The signs in one line. */
export function tellSigns({ packets, retries, failures, busy, multicastPerSecond, weakestSnrDb }: AirSigns): string {
  return [
    `${retries} retries and ${failures} failures in ${packets} packets of the station`,
    busy === undefined ? 'busy time of the channel not known' : `channel busy ${percent(busy)} of the time`,
    multicastPerSecond === undefined
      ? 'multicast not known'
      : `${multicastPerSecond.toFixed(1)} multicast packets a second`,
    weakestSnrDb === undefined ? 'SNR not known' : `SNR ${weakestSnrDb} dB or more to every neighbour`,
  ].join(', ');
}

/** Why a latency is high, as far as the signs tell. */
export function explainLatency(signs: AirSigns): string {
  const { packets, retries, busy, multicastPerSecond, weakestSnrDb } = signs;
  if (weakestSnrDb !== undefined && weakestSnrDb < standsOut.strongDb)
    return `the weakest neighbour is heard at ${weakestSnrDb} dB: raise its power or add a repeater before looking for contention`;
  const repeated = packets > 0 ? retries / packets : 0;
  const found = [
    ...(repeated >= standsOut.retries
      ? [`${percent(repeated)} of the packets were repeated: hidden nodes, or interference`]
      : []),
    ...((busy ?? 0) >= standsOut.busy
      ? [`the channel was busy ${percent(busy ?? 0)} of the time: another network on it, or too much traffic`]
      : []),
    ...((multicastPerSecond ?? 0) >= standsOut.multicastPerSecond
      ? [
          `${(multicastPerSecond ?? 0).toFixed(0)} multicast packets a second, at the lowest rate: too many announcements`,
        ]
      : []),
  ];
  const strength = weakestSnrDb === undefined ? 'how strong the signal is is not known' : 'the signal is strong';
  return found.length === 0
    ? `${strength}, and neither retries nor busy time nor multicast stands out: look at the queues and processors of the nodes`
    : `${strength}, and the air is contended for: ${found.join('; ')}`;
}
