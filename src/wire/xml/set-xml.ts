import { type ContentModel, contentModel, type Leaf } from '../exi/grammar/content-model.js';
import { alternatives } from '../exi/grammar/type-grammar.js';
import { type TypeShape, typeShape } from '../exi/grammar/type-shape.js';
import type { AttributeDeclaration, ComplexType } from '../exi/notation/complex-types.js';
import type { MessageSet } from '../exi/notation/message-set.js';
import type { AnyType, ElementDeclaration, ElementParticle, Particle } from '../exi/notation/particles.js';

/** A child element of a type at its place in the content model. */
export interface XmlChild {
  readonly element: ElementDeclaration;
  readonly leaf: Leaf;
}

/** What the XML form needs to know of a type, derived from its constant. */
export class XmlType {
  readonly type: AnyType;
  readonly shape: TypeShape;
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
  readonly required: readonly AttributeDeclaration[];
  readonly model: ContentModel | undefined;
  /** What may stand first. */
  readonly first: ReadonlySet<Leaf>;
  /** By local name: a name stands at one place of a type, and in one namespace. */
  readonly children: ReadonlyMap<string, XmlChild>;
  /** The elements of a content that is sequences only, for which alone it is known what each must hold. */
  readonly sequence: readonly ElementParticle[];
  /** The value is the text itself, not an object: simple content without attributes. */
  readonly plain: boolean;

  constructor(type: AnyType) {
    this.type = type;
    this.shape = typeShape(type);
    this.attributes = new Map(this.shape.attributes.map((attribute) => [attribute.name, attribute]));
    this.required = this.shape.attributes.filter((attribute) => attribute.required);
    this.model = this.shape.group === undefined ? undefined : contentModel(this.shape.group);
    this.first = new Set(this.model?.first);
    const children = new Map<string, XmlChild>();
    for (const leaf of this.model?.leaves ?? []) {
      if (leaf.particle.kind === 'any') continue;
      for (const element of alternatives(leaf.particle)) {
        if (!children.has(element.name)) children.set(element.name, { element, leaf });
      }
    }
    this.children = children;
    this.sequence = elementsOf(this.shape.group);
    this.plain = this.shape.simple !== undefined && this.shape.attributes.length === 0;
  }
}

function elementsOf(particle: Particle | undefined): readonly ElementParticle[] {
  if (particle?.kind === 'element-particle') return [particle];
  const one = particle?.kind === 'sequence' && particle.occurs.minOccurs === 1 && particle.occurs.maxOccurs === 1;
  return one ? particle.particles.flatMap((inner) => elementsOf(inner)) : [];
}

/** The XML form of a message set, redefinitions and all. */
export class SetXml {
  readonly set: MessageSet;
  private readonly redefined: ReadonlyMap<string, ComplexType>;
  private readonly roots: ReadonlyMap<string, ElementDeclaration>;
  private readonly named: ReadonlyMap<string, AnyType>;
  private readonly types = new Map<AnyType, XmlType>();

  constructor(set: MessageSet) {
    this.set = set;
    this.redefined = new Map((set.redefinitions ?? []).map((type) => [keyOf(type.namespace, type.name), type]));
    this.roots = new Map(set.elements.map((element) => [keyOf(element.namespace, element.name), element]));
    this.named = new Map(set.types.map((type) => [keyOf(type.namespace, type.name), type]));
  }

  root(namespace: string, name: string): ElementDeclaration | undefined {
    return this.roots.get(keyOf(namespace, name));
  }

  /** The root of that name in whichever namespace of the set has it. */
  rootNamed(name: string): ElementDeclaration | undefined {
    for (const namespace of this.set.namespaces) {
      const found = this.root(namespace, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  namedType(namespace: string, name: string): AnyType | undefined {
    return this.named.get(keyOf(namespace, name));
  }

  xmlType(type: AnyType): XmlType {
    let known = this.types.get(type);
    if (known === undefined) {
      known = new XmlType((type.kind === 'complex' && this.redefined.get(keyOf(type.namespace, type.name))) || type);
      this.types.set(type, known);
    }
    return known;
  }
}

function keyOf(namespace: string | undefined, name: string | undefined): string {
  return `${namespace} ${name}`;
}
