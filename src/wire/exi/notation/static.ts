import type { AttributeDeclaration, ComplexType, ComplexTypeParts } from './complex-types.js';
import type { ElementDeclaration, ElementParticle, Group, Wildcard } from './particles.js';
import type { SimpleType } from './simple-types.js';
import type { ExiObject } from './values.js';

type Flat<T> = { [K in keyof T]: T[K] } & {};
type Merge<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;

type IsMany<O> = O extends { readonly maxOccurs: infer M } ? (M extends 0 | 1 ? false : true) : false;
type IsOptional<O> = O extends { readonly minOccurs: 0 } ? true : false;

/** `Optional`: the element may be absent whatever its own minOccurs says (choice, optional group). */
type Field<N extends string, V, Optional> = Optional extends true
  ? { readonly [K in N]?: V }
  : { readonly [K in N]: V };
type Or<A, B> = A extends true ? true : B;

type ParticleValue<P, Free, Many> =
  P extends ElementParticle<infer D, infer O, infer M>
    ? M extends readonly []
      ? ElementValue<D, Or<IsOptional<O>, Free>, Or<IsMany<O>, Many>>
      : Merge<MemberValue<M[number] | D, Or<IsMany<O>, Many>>>
    : P extends Group<infer K, infer Ps, infer O>
      ? ParticlesValue<Ps, K extends 'choice' ? true : Or<IsOptional<O>, Free>, Or<IsMany<O>, Many>>
      : P extends Wildcard
        ? { readonly any?: readonly ExiObject[] }
        : unknown;

type ElementValue<D extends ElementDeclaration, Optional, Many> = Field<
  D['name'],
  Many extends true ? readonly Static<D['type']>[] : Static<D['type']>,
  Optional
>;
type MemberValue<D, Many> = D extends ElementDeclaration ? ElementValue<D, true, Many> : never;

type ParticlesValue<Ps extends readonly unknown[], Free, Many> = Ps extends readonly [infer P, ...infer Rest]
  ? ParticleValue<P, Free, Many> & ParticlesValue<Rest, Free, Many>
  : unknown;

type AttributesValue<As> = As extends readonly [infer A, ...infer Rest]
  ? (A extends AttributeDeclaration<infer N, infer T, infer R>
      ? Field<N, Static<T>, R extends true ? false : true>
      : unknown) &
      AttributesValue<Rest>
  : unknown;

type PartsValue<P extends ComplexTypeParts> = (P extends { readonly extends: infer B extends ComplexType }
  ? PartsValue<B['parts']>
  : unknown) &
  (P extends { readonly attributes: infer As } ? AttributesValue<As> : unknown) &
  (P extends { readonly simpleContent: infer S } ? { readonly value: Static<S> } : unknown) &
  (P extends { readonly sequence: infer Ps extends readonly unknown[] }
    ? ParticlesValue<Ps, PartsOccurs<P, 'optional'>, PartsOccurs<P, 'many'>>
    : unknown) &
  (P extends { readonly choice: infer Ps extends readonly unknown[] }
    ? ParticlesValue<Ps, true, PartsOccurs<P, 'many'>>
    : unknown) &
  (P extends { readonly mixed: true } ? { readonly text?: readonly string[] } : unknown);

/** Simple content without attributes is a plain value, as of a simple type. */
type IsPlain<P extends ComplexTypeParts> = P extends { readonly simpleContent: SimpleType }
  ? 'attributes' extends keyof P
    ? false
    : 'extends' extends keyof P
      ? false
      : true
  : false;

type PartsOccurs<P extends ComplexTypeParts, Q extends 'optional' | 'many'> = P extends {
  readonly occurs: infer O;
}
  ? Q extends 'many'
    ? IsMany<O>
    : IsOptional<O>
  : false;

/**
 * The TypeScript type of the values of a definition: `Static<typeof SessionSetupReqType>`. Of an element declaration it
 * is the type of its content; wrap it as `{ [name]: ... }` with `StaticRoot`.
 */
export type Static<T> =
  T extends SimpleType<infer V>
    ? V
    : T extends ComplexType<infer P>
      ? IsPlain<P> extends true
        ? Static<P['simpleContent']>
        : Flat<PartsValue<P>>
      : T extends ElementDeclaration<string, infer E>
        ? Static<E>
        : never;

/** A whole message: `StaticRoot<typeof V2G_Message>` is `{ V2G_Message: ... }`. */
export type StaticRoot<D extends ElementDeclaration> = { readonly [K in D['name']]: Static<D['type']> };
