import type { AttributeDeclaration } from '../notation/complex-types.js';
import type { ElementDeclaration } from '../notation/particles.js';
import type { Leaf } from './content-model.js';
import { bitsFor, type Datatype } from './datatype.js';

/** A declared production: first-level event code = its index in the state. */
export type Production =
  | {
      readonly kind: 'attribute';
      readonly attribute: AttributeDeclaration;
      readonly datatype: Datatype;
      readonly next: State;
    }
  | { readonly kind: 'any-attribute'; readonly next: State }
  | { readonly kind: 'element'; readonly element: ElementDeclaration; readonly to: Target }
  | { readonly kind: 'any-element'; readonly to: Target }
  | { readonly kind: 'end' }
  | { readonly kind: 'text'; readonly datatype: Datatype; readonly next: State };

/** Where an element leads: a leaf (whose repetition is counted at run time) or, in relaxed grammars, a state. */
export type Target = { readonly leaf: Leaf; readonly repeats: boolean } | { readonly state: State };

/** An undeclared production of a grammar that is not strict, in the order of second-level codes (8.5.4.4.1). */
export type Deviation =
  | 'end'
  | 'xsi:type'
  | 'xsi:nil'
  | 'any-attribute'
  | 'untyped-attribute'
  | 'any-element'
  | 'untyped-text';

/** A non-terminal of a normalised and augmented grammar. */
export class State {
  /** In first-level code order. Filled by the grammar's builder. */
  productions: readonly Production[] = [];
  deviations: readonly Deviation[] = [];
  /** Where an undeclared child element or text leads. */
  afterDeviation: State = this;
  /** Attributes that third-level codes of `untyped-attribute` name, before the wildcard. */
  attributes: readonly AttributeDeclaration[] = [];
  /** Bits of a first-level code; the escape to the second level is the code after the last production. */
  width = 0;
  deviationWidth = 0;
  attributeWidth = 0;

  define(productions: readonly Production[], place: 'entry' | 'tag' | 'content'): this {
    this.productions = productions;
    const deviations: Deviation[] = [];
    if (!productions.some((production) => production.kind === 'end')) deviations.push('end');
    if (place === 'entry') deviations.push('xsi:type', 'xsi:nil');
    if (place !== 'content') deviations.push('any-attribute', 'untyped-attribute');
    deviations.push('any-element', 'untyped-text');
    this.deviations = deviations;
    this.attributes = productions.flatMap((p) => (p.kind === 'attribute' ? [p.attribute] : []));
    this.width = bitsFor(productions.length + 1);
    this.deviationWidth = bitsFor(deviations.length);
    this.attributeWidth = bitsFor(this.attributes.length + 1);
    return this;
  }
}
