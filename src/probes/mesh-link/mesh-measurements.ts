import type { Measured } from '../measured.js';
import { expandedUncertainty, fromExpanded, rectangular } from '../uncertainty-budget.js';
import { bandOf } from './iw-interfaces.js';
import { announcementRate, meshNumber } from './iw-mesh-parameters.js';
import { noiseAt } from './iw-survey.js';
import { heardOriginators, isPeered, originatorPatienceMs } from './mesh-liveness.js';
import type { MeshObservation } from './observations.js';

export interface MeshFacts {
  /** Evidence in the record, relative to the run folder. */
  readonly evidence: readonly string[];
  /**
   * Expanded uncertainty (k = 2) of a signal strength, dB: 5 dB is what IEEE 802.11 asks of a received channel power
   * indicator; a simulated radio has 0.
   */
  readonly signalUncertaintyDb?: number;
  readonly instrument?: string;
}

const radioUncertaintyDb = 5;

/** What the spec table asks of a mesh node, from one look at it. Values that could not be had say why. */
export function meshMeasurements(seen: MeshObservation, facts: MeshFacts): readonly Measured[] {
  const common = { evidence: facts.evidence, takenAt: seen.at };
  const labels = { node: seen.node };
  const frequency = seen.radio?.frequencyMHz;
  const rate = announcementRate(seen.parameters);
  const root = meshNumber(seen.parameters, 'mesh_hwmp_rootmode');
  const originators = heardOriginators(seen).length;
  const tools = `iw and batctl on ${seen.node}`;
  return [
    { ...common, ...routing(seen), labels, method: tools },
    {
      ...common,
      ...orWhy(root, 'mesh_hwmp_rootmode cannot be read: the radio has not joined a mesh or there is none'),
      id: 'mesh-root-mode',
      unit: '1',
      U: 0,
      labels,
      method: `iw dev ${seen.interface} mesh_param dump`,
    },
    {
      ...common,
      ...orWhy(rate, 'the parameters of the mesh do not tell the interval of announcements'),
      id: 'mesh-gate-announcement-rate',
      unit: '1/s',
      U: 0,
      labels,
      method: 'from mesh_hwmp_rootmode and the interval of its announcements in iw mesh_param dump',
    },
    {
      ...common,
      ...orWhy(seen.batman === undefined ? undefined : originators + 1, 'batman-adv is not there'),
      id: 'mesh-originators',
      unit: '1',
      U: 0,
      labels,
      method: `originators heard within ${originatorPatienceMs(seen) / 1000} s by batctl, and the node itself`,
    },
    {
      ...common,
      ...orWhy(frequency === undefined ? undefined : bandOf(frequency), 'the radio is on no channel'),
      id: 'wireless-band',
      unit: 'text',
      labels,
      method: `iw dev ${seen.interface} info`,
    },
    ...signalToNoise(seen, facts),
  ];
}

function orWhy(value: number | boolean | string | undefined, why: string): Pick<Measured, 'value' | 'unavailable'> {
  return value === undefined ? { value, unavailable: why } : { value };
}

/** Which protocol forwards: batman-adv with a live originator and a readable gateway list, else 802.11s by itself. */
function routing(seen: MeshObservation): Pick<Measured, 'id' | 'unit' | 'value' | 'unavailable' | 'caveats'> {
  const { batman } = seen;
  const patience = originatorPatienceMs(seen);
  const active = batman?.hardInterfaces.some((hard) => hard.active) ?? false;
  const peered = seen.stations.filter((station) => isPeered(station, patience)).length;
  const heard = heardOriginators(seen).length;
  const caveats = [
    ...(active && heard === 0 ? ['batman-adv is active but hears no other node'] : []),
    ...(active && batman?.gateways === undefined ? ['the list of gateways cannot be read'] : []),
    ...(active && batman?.gateways?.length === 0 && batman.settings?.gatewayMode !== 'server'
      ? ['no node announces itself as a gateway']
      : []),
    ...(active && seen.radio?.type !== 'mesh point'
      ? [`${seen.interface} is no mesh point of 802.11s (${seen.radio?.type ?? 'no radio'}), which the manual asks for`]
      : []),
    ...(seen.radio?.type === 'mesh point' && seen.radio.frequencyMHz === undefined
      ? ['the mesh point is on no channel: it has not joined (iw dev mesh0 mesh join)']
      : []),
    ...(seen.stations.length > peered
      ? [`${seen.stations.length - peered} neighbours known to the radio are gone`]
      : []),
  ];
  const forwarding = meshNumber(seen.parameters, 'mesh_fwding') === 1;
  const value =
    active && heard > 0 && batman?.gateways !== undefined
      ? 'batman-adv'
      : seen.radio?.type === 'mesh point' && peered > 0 && forwarding
        ? '802.11s'
        : 'none';
  const none = value === 'none' && seen.brokenOff !== undefined;
  const found = none ? { value: undefined, unavailable: seen.brokenOff } : { value };
  return { id: 'mesh-routing', unit: 'text', ...found, ...(caveats.length === 0 ? {} : { caveats }) };
}

/** Signal of each neighbour that is there less the noise of the channel. */
function signalToNoise(seen: MeshObservation, facts: MeshFacts): readonly Measured[] {
  const patience = originatorPatienceMs(seen);
  const noise = noiseAt(seen.survey, seen.radio?.frequencyMHz);
  const method = 'average signal in iw station dump less noise of the channel in iw survey dump';
  const base = { id: 'mesh-snr', unit: 'dB', method, evidence: facts.evidence, takenAt: seen.at };
  const there = seen.stations.filter((station) => isPeered(station, patience));
  if (there.length === 0) {
    return [{ ...base, value: undefined, unavailable: 'no neighbour is peered', labels: { node: seen.node } }];
  }
  const radio = facts.signalUncertaintyDb ?? radioUncertaintyDb;
  const budgetOf = (averaged: boolean) => [
    rectangular('resolution of the signal', 1, 'dB'),
    rectangular('resolution of the noise', 1, 'dB'),
    // The kernel averages the magnitude and cuts it off: it tells up to 1 dB more than there is, seldom less.
    ...(averaged ? [rectangular('average of the kernel, cut off', 2, 'dB')] : []),
    ...(radio > 0 ? [fromExpanded('received power of the radio (IEEE 802.11, RCPI)', radio, 'dB')] : []),
  ];
  return there.map((station) => {
    const signal = station.signalAverageDbm ?? station.signalDbm;
    const labels = { node: seen.node, neighbour: station.mac };
    if (signal === undefined || noise === undefined) {
      const unavailable =
        noise === undefined
          ? 'the survey has no noise for this channel: the radio must scan first, or its driver does not tell'
          : 'the driver tells no signal of this neighbour';
      return { ...base, value: undefined, unavailable, labels };
    }
    const budget = budgetOf(station.signalAverageDbm !== undefined);
    return {
      ...base,
      value: signal - noise,
      n: 1,
      U: expandedUncertainty(budget),
      k: 2,
      budget,
      labels: { ...labels, signal: `${signal} dBm`, noise: `${noise} dBm` },
      ...(facts.instrument === undefined ? {} : { instrument: { name: facts.instrument } }),
    };
  });
}
