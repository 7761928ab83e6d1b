import type {
  AnyType,
  AttributeDeclaration,
  ComplexType,
  ComplexTypeParts,
  ElementDeclaration,
  ElementParticle,
  MessageSet,
  Particle,
} from '../../wire/exi/notation.js';
import { type DraftChange, draftChanges, notInDraft } from './draft-changes.js';

/** The set of the draft schema: the published one in the draft's namespace, with its changes. */
export function draftSet(published: MessageSet, namespace: string): MessageSet {
  const draft = new Draft(published.namespaces[0] ?? '', namespace);
  const known = <T extends { readonly name: string | undefined }>({ name }: T) => !notInDraft.includes(name ?? '');
  return {
    name: 'sep2-draft',
    namespaces: [namespace],
    elements: published.elements.filter(known).map((element) => draft.element(element)),
    types: published.types.filter(known).map((type) => draft.type(type)),
    envelope: [],
  };
}

class Draft {
  private readonly from: string;
  private readonly to: string;
  private readonly types = new Map<string, AnyType>();

  constructor(from: string, to: string) {
    this.from = from;
    this.to = to;
  }

  element(element: ElementDeclaration): ElementDeclaration {
    return { ...element, namespace: this.namespace(element.namespace), type: this.type(element.type) };
  }

  type(type: AnyType): AnyType {
    if (type.namespace !== this.from || type.name === undefined) return type;
    let done = this.types.get(type.name);
    if (done === undefined) {
      done =
        type.kind === 'simple' ? { ...type, namespace: this.to } : this.complex(type, draftChanges[type.name] ?? {});
      this.types.set(type.name, done);
    }
    return done;
  }

  private namespace(uri: string): string {
    return uri === this.from ? this.to : uri;
  }

  private complex(type: ComplexType, change: DraftChange): ComplexType {
    const { extends: base, attributes, sequence, simpleContent, ...rest } = type.parts;
    const parts: ComplexTypeParts = {
      ...rest,
      ...(base === undefined ? {} : { extends: this.type(base) as ComplexType }),
      ...(simpleContent === undefined ? {} : { simpleContent: this.type(simpleContent) as typeof simpleContent }),
      ...(attributes === undefined ? {} : { attributes: attributes.map((one) => this.attribute(one, change)) }),
      ...(sequence === undefined ? {} : { sequence: this.sequence(sequence, change) }),
    };
    return { ...type, namespace: this.to, parts };
  }

  private attribute(attribute: AttributeDeclaration, { retyped }: DraftChange): AttributeDeclaration {
    const type = retyped?.[attribute.name] ?? attribute.type;
    return { ...attribute, type: this.type(type) as typeof attribute.type };
  }

  private sequence(particles: readonly Particle[], { without, added = [], retyped }: DraftChange): readonly Particle[] {
    const changed: Particle[] = [];
    const behind = (name: string): void => {
      for (const extra of added.filter((element) => element.behind === name)) {
        changed.push(this.particle(extra.name, extra.type, extra.required === true));
        behind(extra.name);
      }
    };
    behind('');
    for (const particle of particles) {
      if (particle.kind !== 'element-particle') throw new TypeError('the schema has sequences of elements only');
      const { name, type } = particle.element;
      if (without?.includes(name) === true) continue;
      const element = this.element({ ...particle.element, type: retyped?.[name] ?? type });
      changed.push({ ...particle, element });
      behind(name);
    }
    return changed;
  }

  private particle(name: string, type: AnyType, required: boolean): ElementParticle {
    const element = {
      name,
      namespace: this.to,
      type: this.type(type),
      global: false,
      abstract: false,
      meta: {},
    } as const;
    return {
      kind: 'element-particle',
      element: { ...element, kind: 'element', substitutionGroup: undefined },
      members: [],
      occurs: { minOccurs: required ? 1 : 0, maxOccurs: 1 },
    };
  }
}
