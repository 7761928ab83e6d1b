import type {
  AnyType,
  ComplexType,
  ElementDeclaration,
  ElementParticle,
  Meta,
  Particle,
} from '../wire/exi/notation.js';
import type { JsonSchema } from './json-schema-simple.js';

/** One property of the object that a complex type becomes. */
export interface Property {
  readonly type: AnyType;
  readonly required: boolean;
  /** Bounds of the array; undefined when the property holds a single value. */
  readonly items: { readonly min: number; readonly max: number | undefined } | undefined;
  readonly meta: Meta;
}

/** The properties of a complex type and the rules that hold between them. */
export interface Content {
  readonly properties: ReadonlyMap<string, Property>;
  readonly rules: readonly JsonSchema[];
  readonly wildcard: boolean;
  readonly mixed: boolean;
}

/** Lays a complex type, its base types included, out as an object. */
export function contentOf(type: ComplexType): Content {
  const layout = new Layout();
  layout.addType(type);
  return layout;
}

interface Context {
  readonly optional: boolean;
  readonly repeated: boolean;
}

class Layout implements Content {
  readonly properties = new Map<string, Property>();
  readonly rules: JsonSchema[] = [];
  wildcard = false;
  mixed = false;

  addType({ parts }: ComplexType): void {
    if (parts.extends !== undefined) this.addType(parts.extends);
    if (parts.mixed === true) this.mixed = true;
    for (const { name, type, required, meta } of parts.attributes ?? []) {
      this.properties.set(name, { type, required, items: undefined, meta });
    }
    if (parts.simpleContent !== undefined) {
      this.properties.set('value', { type: parts.simpleContent, required: true, items: undefined, meta: {} });
    }
    const { minOccurs = 1, maxOccurs = 1 } = parts.occurs ?? {};
    const context = { optional: minOccurs === 0, repeated: maxOccurs !== 0 && maxOccurs !== 1 };
    if (parts.sequence !== undefined) for (const particle of parts.sequence) this.addParticle(particle, context);
    if (parts.choice !== undefined) this.addChoice(parts.choice, context);
  }

  private addParticle(particle: Particle, context: Context): void {
    if (particle.kind === 'any') {
      this.wildcard = true;
      return;
    }
    const { minOccurs, maxOccurs } = particle.occurs;
    const inner = {
      optional: context.optional || minOccurs === 0,
      repeated: context.repeated || (maxOccurs !== 1 && maxOccurs !== 0),
    };
    if (particle.kind === 'element-particle') this.addElementParticle(particle, context, inner);
    else if (particle.kind === 'choice') this.addChoice(particle.particles, inner);
    else for (const part of particle.particles) this.addParticle(part, inner);
  }

  private addElementParticle(particle: ElementParticle, outer: Context, inner: Context): void {
    const { minOccurs, maxOccurs } = particle.occurs;
    const most = outer.repeated || maxOccurs === 'unbounded' ? undefined : maxOccurs;
    const items = inner.repeated ? { min: outer.repeated ? 1 : Math.max(1, minOccurs), max: most } : undefined;
    if (particle.members.length === 0 && !particle.element.abstract) {
      this.addElement(particle.element, { required: !inner.optional, items });
      return;
    }
    const options = standIns(particle.element, particle.members);
    for (const option of options) this.addElement(option, { required: false, items });
    const names = options.map(({ name }) => name);
    if (!inner.repeated) this.rules.push(oneOf(names, inner.optional));
  }

  private addChoice(particles: readonly Particle[], context: Context): void {
    const free = { optional: true, repeated: context.repeated };
    for (const particle of particles) this.addParticle(particle, free);
    // "Exactly one" can be said when every branch is an element of its own name; otherwise the rule stays with EXI.
    const names = particles.map((particle) =>
      particle.kind === 'element-particle' && particle.members.length === 0 && particle.occurs.minOccurs > 0
        ? particle.element.name
        : undefined,
    );
    const simple = names.filter((name) => name !== undefined);
    if (!context.repeated && simple.length === particles.length && new Set(simple).size === simple.length) {
      this.rules.push(oneOf(simple, context.optional));
    }
  }

  private addElement(element: ElementDeclaration, { required, items }: Pick<Property, 'required' | 'items'>): void {
    const before = this.properties.get(element.name);
    const property = { type: element.type, required, items, meta: element.meta };
    if (before === undefined) this.properties.set(element.name, property);
    // One name in two places of the content: neither is sure to be there.
    else this.properties.set(element.name, { ...property, required: before.required, items: items ?? before.items });
  }
}

function standIns(head: ElementDeclaration, members: readonly ElementDeclaration[]): readonly ElementDeclaration[] {
  return head.abstract ? members : [head, ...members];
}

function oneOf(names: readonly string[], optional: boolean): JsonSchema {
  const present = names.map((name) => ({ required: [name] }));
  return { oneOf: optional ? [...present, { not: { anyOf: present } }] : present };
}
