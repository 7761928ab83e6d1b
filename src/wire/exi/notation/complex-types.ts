import type { Meta } from './meta.js';
import type { Particle } from './particles.js';
import type { SimpleType } from './simple-types.js';

export interface AttributeDeclaration<
  N extends string = string,
  T extends SimpleType = SimpleType,
  R extends boolean = boolean,
> {
  readonly kind: 'attribute';
  readonly name: N;
  /** Namespace URI; '' unless the schema says `attributeFormDefault="qualified"`. */
  readonly namespace: string;
  readonly type: T;
  readonly required: R;
  readonly meta: Meta;
}

/** What a complex type is made of: at most one of `sequence`, `choice` and `simpleContent`. */
export interface ComplexTypeParts {
  readonly sequence?: readonly Particle[];
  readonly choice?: readonly Particle[];
  /** Occurrence of the outermost group, as in XMLDSig's `X509DataType`. */
  readonly occurs?: { readonly minOccurs?: number; readonly maxOccurs?: number | 'unbounded' };
  readonly simpleContent?: SimpleType;
  /** Base type of an extension: its attributes and its content come first. */
  readonly extends?: ComplexType;
  readonly attributes?: readonly AttributeDeclaration[];
  /** Text may stand between the child elements. */
  readonly mixed?: boolean;
  readonly abstract?: boolean;
}

/** A complex type; `P` keeps the parts for the inference of `Static`. */
export interface ComplexType<P extends ComplexTypeParts = ComplexTypeParts> {
  readonly kind: 'complex';
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly parts: P;
  readonly meta: Meta;
}
