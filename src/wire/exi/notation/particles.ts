import type { ComplexType } from './complex-types.js';
import type { Meta } from './meta.js';
import type { SimpleType } from './simple-types.js';

/** How often a particle occurs; both default to 1 as in XML Schema. */
export interface Occurs {
  readonly minOccurs?: number;
  readonly maxOccurs?: number | 'unbounded';
}

/** Occurrence with the defaults filled in, for the inference of `Static`. */
export interface OccursOf<O> {
  readonly minOccurs: O extends { readonly minOccurs: infer M extends number } ? M : 1;
  readonly maxOccurs: O extends { readonly maxOccurs: infer M extends number | 'unbounded' } ? M : 1;
}

/** Fills in the defaults of XML Schema. */
export function occursOf<O extends Occurs>(occurs: O): OccursOf<O> {
  return { minOccurs: occurs.minOccurs ?? 1, maxOccurs: occurs.maxOccurs ?? 1 } as OccursOf<O>;
}

export type AnyType = SimpleType | ComplexType;

/** An element declaration: local (inside a type) or global (a message, or the head or member of a substitution group). */
export interface ElementDeclaration<N extends string = string, T extends AnyType = AnyType> {
  readonly kind: 'element';
  readonly name: N;
  /** Namespace URI; '' for an unqualified local element. */
  readonly namespace: string;
  readonly type: T;
  readonly global: boolean;
  readonly abstract: boolean;
  readonly substitutionGroup: ElementDeclaration | undefined;
  readonly meta: Meta;
}

/** An occurrence of one element, or of any element of its substitution group, in a content model. */
export interface ElementParticle<
  D extends ElementDeclaration = ElementDeclaration,
  O extends Required<Occurs> = Required<Occurs>,
  M extends readonly ElementDeclaration[] = readonly ElementDeclaration[],
> {
  readonly kind: 'element-particle';
  readonly element: D;
  /** Elements that may stand in its place; the head itself is not among them. */
  readonly members: M;
  readonly occurs: O;
}

export interface Group<
  K extends 'sequence' | 'choice' = 'sequence' | 'choice',
  P extends readonly Particle[] = readonly Particle[],
  O extends Required<Occurs> = Required<Occurs>,
> {
  readonly kind: K;
  readonly particles: P;
  readonly occurs: O;
}

/** `xs:any`: any element, or any of another namespace. */
export interface Wildcard<O extends Required<Occurs> = Required<Occurs>> {
  readonly kind: 'any';
  readonly namespace: '##any' | '##other';
  readonly processContents: 'strict' | 'lax' | 'skip';
  readonly occurs: O;
}

export type Particle = ElementParticle | Group | Wildcard;

/** A nested `xs:sequence`. */
export function sequence<const P extends readonly Particle[], const O extends Occurs = Record<never, never>>(
  particles: P,
  occurs: O = {} as O,
): Group<'sequence', P, OccursOf<O>> {
  return { kind: 'sequence', particles, occurs: occursOf(occurs) };
}

/** A nested `xs:choice`. */
export function choice<const P extends readonly Particle[], const O extends Occurs = Record<never, never>>(
  particles: P,
  occurs: O = {} as O,
): Group<'choice', P, OccursOf<O>> {
  return { kind: 'choice', particles, occurs: occursOf(occurs) };
}

/** `xs:element ref="..."`: a global element in a content model. */
export function ref<const D extends ElementDeclaration, const O extends Occurs = Record<never, never>>(
  element: D,
  occurs: O = {} as O,
): ElementParticle<D, OccursOf<O>, readonly []> {
  return { kind: 'element-particle', element, members: [], occurs: occursOf(occurs) };
}

/**
 * `xs:element ref="..."` to the head of a substitution group: the head (unless abstract) or one of its members.
 * The members are listed here so that the static type knows them; a test holds the list against the members' own
 * `substitutionGroup`, in every set.
 */
export function anyOf<
  const D extends ElementDeclaration,
  const M extends readonly ElementDeclaration[],
  const O extends Occurs = Record<never, never>,
>(head: D, members: M, occurs: O = {} as O): ElementParticle<D, OccursOf<O>, M> {
  return { kind: 'element-particle', element: head, members, occurs: occursOf(occurs) };
}

/** `xs:any`. */
export function any<const O extends Occurs = Record<never, never>>(
  namespace: '##any' | '##other',
  processContents: 'strict' | 'lax' | 'skip' = 'strict',
  occurs: O = {} as O,
): Wildcard<OccursOf<O>> {
  return { kind: 'any', namespace, processContents, occurs: occursOf(occurs) };
}
