import type { LinkDamage } from '../../capabilities/loss-control.js';

/** Draws from [0, 1). */
export type Uniform = () => number;

/**
 * Decides frame by frame whether it is lost. Independent losses, or with `burst` above 1 the two-state model of Gilbert:
 * everything is lost in the bad state, nothing in the good one; the mean stay in the bad state is `burst` frames and the
 * long-run share of lost frames is `loss`.
 */
export function lossModel(damage: LinkDamage, uniform: Uniform): () => boolean {
  const loss = damage.loss ?? 0;
  const burst = damage.burst ?? 1;
  if (loss <= 0) return () => false;
  if (loss >= 1) return () => true;
  if (burst <= 1) return () => uniform() < loss;
  const leaveBad = 1 / burst;
  const enterBad = Math.min(1, (loss * leaveBad) / (1 - loss));
  let bad = uniform() < loss;
  return () => {
    const lost = bad;
    bad = bad ? uniform() >= leaveBad : uniform() < enterBad;
    return lost;
  };
}

const ethernetBytes = 14;
const neighbourDiscovery = new Set([133, 134, 135, 136]);

/**
 * True for router and neighbour discovery (RFC 4861): a lost one stops all traffic for seconds, which is another damage
 * than the loss that was asked for.
 */
export function isNeighbourDiscovery(frame: Buffer): boolean {
  if (frame.length < ethernetBytes + 41 || frame.readUInt16BE(12) !== 0x86dd) return false;
  return frame.readUInt8(ethernetBytes + 6) === 58 && neighbourDiscovery.has(frame.readUInt8(ethernetBytes + 40));
}
