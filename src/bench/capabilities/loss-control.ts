import type { CapabilityFacts } from './capability-facts.js';

/** Damage to one direction of one link. */
export interface LinkDamage {
  /** Fraction of frames dropped, 0..1, resolution 0.0001. */
  readonly loss?: number;
  /** Mean length of a burst of losses, frames; 1 or absent = independent losses. Embedded link relay only. */
  readonly burst?: number;
  /** One-way delay, ms. Embedded link relay only. */
  readonly delayMs?: number;
  /** Standard deviation of the delay, ms. */
  readonly jitterMs?: number;
  /** Rate limit, bit/s. */
  readonly rateBps?: number;
}

/** `to-station`: what the harness sends; `from-station`: what the gateway sends. */
export type LinkDirection = 'to-station' | 'from-station';

export interface LossControl extends CapabilityFacts {
  /** Sets the damage of one direction, replacing what was set before. Neighbour discovery is never dropped. */
  set(role: string, direction: LinkDirection, damage: LinkDamage): Promise<void>;
  /** Frames dropped so far by the rule that is set now, as the kernel or relay counted them. */
  dropped(role: string, direction: LinkDirection): Promise<number>;
  /** Takes all damage away. */
  clear(): Promise<void>;
  /** What this bench can do. */
  readonly can: { readonly burst: boolean; readonly delay: boolean; readonly rate: boolean };
}
