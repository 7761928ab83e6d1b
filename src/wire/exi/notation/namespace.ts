import type { AttributeDeclaration, ComplexType, ComplexTypeParts } from './complex-types.js';
import type { Meta } from './meta.js';
import {
  type AnyType,
  type ElementDeclaration,
  type ElementParticle,
  type Occurs,
  type OccursOf,
  occursOf,
} from './particles.js';
import { enumerated, type Facets, restriction, type SimpleType } from './simple-types.js';

/** `elementFormDefault` and `attributeFormDefault` of a schema document; XML Schema's default is `unqualified`. */
export interface Forms {
  readonly elements?: 'qualified' | 'unqualified';
  readonly attributes?: 'qualified' | 'unqualified';
}

export interface GlobalElementOptions extends Meta {
  readonly abstract?: boolean;
  readonly substitutionGroup?: ElementDeclaration;
}

/** Builders of one schema document: everything made with it lies in its target namespace. */
export class Namespace {
  readonly uri: string;
  readonly forms: Forms;

  constructor(uri: string, forms: Forms = {}) {
    this.uri = uri;
    this.forms = forms;
  }

  /** A named restriction of a simple type. */
  simpleType<V>(name: string, base: SimpleType<V>, facets: Facets = {}, meta: Meta = {}): SimpleType<V> {
    return { ...restriction(base, facets, meta), name, namespace: this.uri };
  }

  /** A named enumeration; the order of the words is the order of their codes. */
  enumeration<const W extends string>(name: string, values: readonly W[], meta: Meta = {}): SimpleType<W> {
    return { ...enumerated(values, meta), name, namespace: this.uri };
  }

  /** A named complex type. */
  complexType<const P extends ComplexTypeParts>(name: string, parts: P, meta: Meta = {}): ComplexType<P> {
    return { kind: 'complex', name, namespace: this.uri, parts, meta };
  }

  /** An anonymous complex type, as in an element that holds its own `xs:complexType`. */
  anonymousType<const P extends ComplexTypeParts>(parts: P, meta: Meta = {}): ComplexType<P> {
    return { kind: 'complex', name: undefined, namespace: this.uri, parts, meta };
  }

  /** A local element in a content model. */
  element<const N extends string, T extends AnyType, const O extends Occurs & Meta = Record<never, never>>(
    name: N,
    type: T,
    options: O = {} as O,
  ): ElementParticle<ElementDeclaration<N, T>, OccursOf<O>, readonly []> {
    const { minOccurs, maxOccurs, ...meta } = options as Occurs & Meta;
    const namespace = this.forms.elements === 'qualified' ? this.uri : '';
    const occurs = occursOf({ minOccurs: minOccurs ?? 1, maxOccurs: maxOccurs ?? 1 }) as OccursOf<O>;
    const element = { kind: 'element', name, namespace, type, global: false, abstract: false, meta } as const;
    return { kind: 'element-particle', element: { ...element, substitutionGroup: undefined }, members: [], occurs };
  }

  /** A global element: a message, or the head or a member of a substitution group. */
  globalElement<const N extends string, T extends AnyType>(
    name: N,
    type: T,
    options: GlobalElementOptions = {},
  ): ElementDeclaration<N, T> {
    const { abstract = false, substitutionGroup, ...meta } = options;
    return { kind: 'element', name, namespace: this.uri, type, global: true, abstract, substitutionGroup, meta };
  }

  /** An optional attribute. */
  attribute<const N extends string, T extends SimpleType>(
    name: N,
    type: T,
    meta: Meta = {},
  ): AttributeDeclaration<N, T, false> {
    return { kind: 'attribute', name, namespace: this.attributeNamespace(), type, required: false, meta };
  }

  /** An attribute with `use="required"`. */
  requiredAttribute<const N extends string, T extends SimpleType>(
    name: N,
    type: T,
    meta: Meta = {},
  ): AttributeDeclaration<N, T, true> {
    return { kind: 'attribute', name, namespace: this.attributeNamespace(), type, required: true, meta };
  }

  private attributeNamespace(): string {
    return this.forms.attributes === 'qualified' ? this.uri : '';
  }
}

/** Opens a schema document's namespace. */
export function namespace(uri: string, forms: Forms = {}): Namespace {
  return new Namespace(uri, forms);
}
