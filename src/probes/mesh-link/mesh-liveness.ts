import type { BatmanOriginator, MeshObservation, MeshStation } from './observations.js';

/** Originator messages that may be missed before a node counts as gone: at 50 % loss ten in a row are a chance of 0.1 %. */
const missedMessages = 10;
const defaultIntervalMs = 1000;

/** How long an originator may be unheard, ms. */
export function originatorPatienceMs(seen: MeshObservation): number {
  return missedMessages * (seen.batman?.settings?.originatorIntervalMs ?? defaultIntervalMs);
}

/**
 * A node counts as there by when it was last heard, never by its quality: batman-adv keeps a TQ of 255 for more than 85 s
 * after a node died.
 */
export function isHeard(entry: Pick<BatmanOriginator, 'lastSeenMs'>, patienceMs: number): boolean {
  return entry.lastSeenMs <= patienceMs;
}

/** A neighbour on 802.11s: peered, and heard within the patience. A dead one goes back to LISTEN or keeps silent. */
export function isPeered(station: MeshStation, patienceMs: number): boolean {
  return station.peerLink === 'ESTAB' && (station.inactiveMs ?? Number.POSITIVE_INFINITY) <= patienceMs;
}

/** Originators that were heard, each once. */
export function heardOriginators(seen: MeshObservation): readonly string[] {
  const patience = originatorPatienceMs(seen);
  const heard = (seen.batman?.originators ?? []).filter((entry) => isHeard(entry, patience));
  return [...new Set(heard.map((entry) => entry.originator))];
}
