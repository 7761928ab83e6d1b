import { noiseAt } from './iw-survey.js';
import { isHeard, isPeered, originatorPatienceMs } from './mesh-liveness.js';
import type { MeshObservation } from './observations.js';

export interface TopologyNode {
  /** Address of its mesh radio. */
  readonly id: string;
  /** Name, where the node was looked at. */
  readonly name: string | undefined;
  /** Heard by somebody, or looked at. */
  readonly heard: boolean;
  /** Announces itself as a gateway of batman-adv or as a gate of 802.11s. */
  readonly gateway: boolean;
  /** Its loss would split its cluster. */
  readonly bridge: boolean;
}

/** A radio link between neighbours as the node at `from` sees it. */
export interface TopologyLink {
  readonly from: string;
  readonly to: string;
  /** `stale`: known to the tools but not heard any more. */
  readonly state: 'up' | 'stale';
  readonly signalDbm: number | undefined;
  readonly snrDb: number | undefined;
  readonly tq: number | undefined;
  readonly throughputMbps: number | undefined;
  readonly silentMs: number | undefined;
}

/** The mesh as a graph, for the drawing in the report. */
export interface MeshTopology {
  readonly nodes: readonly TopologyNode[];
  readonly links: readonly TopologyLink[];
  /** Nodes that reach each other over links that are up; the largest first. */
  readonly clusters: readonly (readonly string[])[];
}

type Draft = { -readonly [K in keyof TopologyLink]: TopologyLink[K] };

/**
 * The graph from what was seen on any number of nodes. Of a node that was not looked at, only its links to those that
 * were are known, and the ways of batman-adv that lead through it.
 */
export function meshTopology(seen: readonly MeshObservation[]): MeshTopology {
  const links = new Map<string, Draft>();
  const nodes = new Set<string>();
  const gateways = new Set<string>();
  const names = new Map<string, string>();
  for (const observation of seen) {
    const self = addressOf(observation);
    if (self === undefined) continue;
    nodes.add(self);
    names.set(self, observation.node);
    if (announcesGate(observation)) gateways.add(self);
    for (const gateway of observation.batman?.gateways ?? []) gateways.add(gateway.originator);
    for (const originator of observation.batman?.originators ?? []) nodes.add(originator.originator);
    for (const link of linksOf(observation, self)) {
      nodes.add(link.to);
      links.set(`${link.from} ${link.to}`, link);
    }
  }
  const list = [...links.values()];
  const up = list.filter((link) => link.state === 'up');
  const heard = new Set([...names.keys(), ...up.map((link) => link.to), ...seen.flatMap(heardFar)]);
  const alive = [...nodes].filter((id) => heard.has(id));
  const edges = [...up, ...seen.flatMap(knownBehind)];
  const clusters = components(alive, edges);
  return {
    nodes: [...nodes].sort().map((id) => ({
      id,
      name: names.get(id),
      heard: heard.has(id),
      gateway: gateways.has(id),
      bridge: heard.has(id) && splits(id, alive, edges, clusters.length),
    })),
    links: list,
    clusters,
  };
}

/** Address under which the others know the node. */
function addressOf(seen: MeshObservation): string | undefined {
  return seen.radio?.mac ?? seen.batman?.settings?.address ?? seen.batman?.header?.address ?? seen.device?.mac;
}

function announcesGate(seen: MeshObservation): boolean {
  return seen.batman?.settings?.gatewayMode === 'server' || seen.parameters['mesh_gate_announcements']?.value === 1;
}

function linksOf(seen: MeshObservation, self: string): readonly Draft[] {
  const patience = originatorPatienceMs(seen);
  const noise = noiseAt(seen.survey, seen.radio?.frequencyMHz);
  const links = new Map<string, Draft>();
  const blank = { signalDbm: undefined, snrDb: undefined, tq: undefined, throughputMbps: undefined };
  for (const station of seen.stations) {
    const signalDbm = station.signalAverageDbm ?? station.signalDbm;
    links.set(station.mac, {
      ...blank,
      from: self,
      to: station.mac,
      state: isPeered(station, patience) ? 'up' : 'stale',
      signalDbm,
      snrDb: signalDbm === undefined || noise === undefined ? undefined : signalDbm - noise,
      throughputMbps: station.expectedThroughputMbps,
      silentMs: station.inactiveMs,
    });
  }
  for (const neighbour of seen.batman?.neighbours ?? []) {
    const state = isHeard(neighbour, patience) ? 'up' : 'stale';
    const link = links.get(neighbour.mac) ?? {
      ...blank,
      from: self,
      to: neighbour.mac,
      state,
      silentMs: neighbour.lastSeenMs,
    };
    const direct = seen.batman?.originators.find(
      (way) => way.originator === neighbour.mac && way.nextHop === neighbour.mac,
    );
    // Both layers must hear it: a peered radio that batman-adv does not hear carries nothing.
    if (state === 'stale') link.state = 'stale';
    link.tq = direct?.tq;
    link.throughputMbps ??= neighbour.throughputMbps;
    links.set(neighbour.mac, link);
  }
  return [...links.values()];
}

function heardFar(seen: MeshObservation): readonly string[] {
  const patience = originatorPatienceMs(seen);
  return (seen.batman?.originators ?? []).filter((way) => isHeard(way, patience)).map((way) => way.originator);
}

type Edge = Pick<TopologyLink, 'from' | 'to'>;

/** Ways in use to nodes that are no neighbours: somewhere behind the next hop there is a link to them. */
function knownBehind(seen: MeshObservation): readonly Edge[] {
  const patience = originatorPatienceMs(seen);
  return (seen.batman?.originators ?? [])
    .filter((way) => way.best && way.nextHop !== way.originator && isHeard(way, patience))
    .map((way) => ({ from: way.nextHop, to: way.originator }));
}

function components(ids: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
  const left = new Set(ids);
  const found: string[][] = [];
  for (const start of ids) {
    if (!left.delete(start)) continue;
    const cluster = [start];
    for (const id of cluster) {
      for (const { from, to } of edges) {
        const other = from === id ? to : to === id ? from : undefined;
        if (other !== undefined && left.delete(other)) cluster.push(other);
      }
    }
    found.push(cluster.sort());
  }
  return found.sort((a, b) => b.length - a.length);
}

function splits(id: string, ids: readonly string[], edges: readonly Edge[], before: number): boolean {
  const rest = ids.filter((other) => other !== id);
  const kept = edges.filter((edge) => edge.from !== id && edge.to !== id);
  const alone = !edges.some((edge) => edge.from === id || edge.to === id);
  return components(rest, kept).length > before - (alone ? 1 : 0);
}
