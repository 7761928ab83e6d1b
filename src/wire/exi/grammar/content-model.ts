import type { ElementParticle, Group, Particle, Wildcard } from '../notation/particles.js';

/**
 * One element or wildcard of a content model, as a position of the automaton. Its own repetition is counted, never
 * unrolled: `maxOccurs="2048"` is one leaf.
 */
export interface Leaf {
  /** Place in schema order (W3C EXI 1.0 section 8.5.4.3). */
  readonly order: number;
  readonly particle: ElementParticle | Wildcard;
  readonly min: number;
  readonly max: number;
  /** It may occur more than once in an instance, so its values form an array. */
  readonly many: boolean;
  /** Leaves that may come next. */
  readonly follow: Set<Leaf>;
  /** The content may end after it. */
  last: boolean;
}

export interface ContentModel {
  readonly leaves: readonly Leaf[];
  readonly first: readonly Leaf[];
  /** The content may be empty. */
  readonly nullable: boolean;
}

interface Fragment {
  readonly nullable: boolean;
  readonly first: readonly Leaf[];
  readonly last: readonly Leaf[];
}

const empty: Fragment = { nullable: true, first: [], last: [] };

/** A group with a bound above this is refused rather than unrolled; leaves have no such limit. */
const largestGroupBound = 64;

/** Builds the automaton of a content model (Glushkov's construction with counted leaves). */
export function contentModel(group: Group): ContentModel {
  const leaves: Leaf[] = [];
  const whole = build(group, false, leaves);
  for (const leaf of whole.last) leaf.last = true;
  return { leaves, first: whole.first, nullable: whole.nullable };
}

function build(particle: Particle, many: boolean, leaves: Leaf[]): Fragment {
  const min = particle.occurs.minOccurs ?? 1;
  const max = particle.occurs.maxOccurs === 'unbounded' ? Number.POSITIVE_INFINITY : (particle.occurs.maxOccurs ?? 1);
  if (max === 0) return empty;
  if (particle.kind === 'element-particle' || particle.kind === 'any') {
    const leaf: Leaf = {
      order: leaves.length,
      particle,
      min: Math.max(min, 1),
      max,
      many: many || max > 1,
      follow: new Set(),
      last: false,
    };
    leaves.push(leaf);
    return { nullable: min === 0, first: [leaf], last: [leaf] };
  }
  return repeatGroup(particle, min, max, many || max > 1, leaves);
}

function repeatGroup(group: Group, min: number, max: number, many: boolean, leaves: Leaf[]): Fragment {
  const bounded = max !== Number.POSITIVE_INFINITY;
  const copies = bounded ? max : Math.max(min, 1);
  if (copies > largestGroupBound) throw new RangeError(`a group with maxOccurs ${copies} is not supported`);
  let result = empty;
  for (let i = 0; i < copies; i++) {
    const once = group.kind === 'sequence' ? sequenceOf(group, many, leaves) : choiceOf(group, many, leaves);
    if (!bounded && i === copies - 1) link(once.last, once.first);
    result = concatenate(result, i < min ? once : { ...once, nullable: true });
  }
  return result;
}

function sequenceOf(group: Group, many: boolean, leaves: Leaf[]): Fragment {
  let result = empty;
  for (const particle of group.particles) result = concatenate(result, build(particle, many, leaves));
  return result;
}

function choiceOf(group: Group, many: boolean, leaves: Leaf[]): Fragment {
  const parts = group.particles.map((particle) => build(particle, many, leaves));
  return {
    nullable: parts.length === 0 || parts.some((part) => part.nullable),
    first: parts.flatMap((part) => part.first),
    last: parts.flatMap((part) => part.last),
  };
}

function concatenate(left: Fragment, right: Fragment): Fragment {
  link(left.last, right.first);
  return {
    nullable: left.nullable && right.nullable,
    first: left.nullable ? [...left.first, ...right.first] : left.first,
    last: right.nullable ? [...left.last, ...right.last] : right.last,
  };
}

function link(from: readonly Leaf[], to: readonly Leaf[]): void {
  for (const leaf of from) for (const next of to) leaf.follow.add(next);
}
