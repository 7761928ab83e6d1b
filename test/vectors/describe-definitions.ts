import { integerBounds } from '../../src/messages/schema-import/built-in-types.js';
import { keyOf, type QName, xsdNamespace } from '../../src/messages/schema-import/qname.js';
import type {
  ComplexType as ModelComplexType,
  Particle as ModelParticle,
  SchemaModel,
  TypeReference,
} from '../../src/messages/schema-import/schema-model.js';
import type { AnyType, ComplexType, MessageSet, Particle, SimpleType } from '../../src/wire/exi/notation.js';

/** Key of a component -> what it says, as lines in one vocabulary for constants and schemas. */
export type Descriptions = ReadonlyMap<string, readonly string[]>;

export function describeSet(set: MessageSet): Descriptions {
  const out = new Map<string, readonly string[]>();
  for (const element of set.elements) {
    const head = element.substitutionGroup;
    const lines = [
      `abstract ${element.abstract}`,
      `for ${head === undefined ? '' : keyOf({ ns: head.namespace, local: head.name })}`,
    ];
    out.set(`element ${keyOf({ ns: element.namespace, local: element.name })}`, [...lines, ...ofType(element.type)]);
  }
  for (const type of set.types) {
    const key = `type ${keyOf({ ns: type.namespace ?? '', local: type.name ?? '' })}`;
    out.set(key, type.kind === 'simple' ? ofSimple(type) : ofComplex(type));
  }
  for (const type of set.redefinitions ?? []) {
    out.set(`redefinition ${keyOf({ ns: type.namespace ?? '', local: type.name ?? '' })}`, ofComplex(type));
  }
  return out;
}

function ofType(type: AnyType): readonly string[] {
  if (type.name !== undefined) return [`type ${keyOf({ ns: type.namespace ?? '', local: type.name })}`];
  return type.kind === 'simple' ? ofSimple(type) : ofComplex(type);
}

function ofSimple({ representation, facets, values }: SimpleType): readonly string[] {
  const bounds = Object.entries(facets).map(([name, value]) => `${name} ${value}`);
  return [representation, ...bounds.sort(), ...(values ?? []).map((value, index) => `${index} ${value}`)];
}

function ofComplex({ parts }: ComplexType): readonly string[] {
  const { minOccurs = 1, maxOccurs = 1 } = parts.occurs ?? {};
  const kind = parts.choice === undefined ? 'sequence' : 'choice';
  const particles = parts.sequence ?? parts.choice ?? [];
  const base = parts.extends;
  return [
    `abstract ${parts.abstract === true} mixed ${parts.mixed === true}`,
    `extends ${base === undefined ? '' : keyOf({ ns: base.namespace ?? '', local: base.name ?? '' })}`,
    ...(parts.attributes ?? []).flatMap(({ name, namespace, type, required }) => [
      `attribute ${keyOf({ ns: namespace, local: name })} required ${required}`,
      ...ofType(type),
    ]),
    ...(parts.simpleContent === undefined ? [] : ['content', ...ofType(parts.simpleContent)]),
    ...(particles.length === 0 ? [] : [`${kind} ${minOccurs}..${maxOccurs}`, ...particles.flatMap(ofParticle)]),
  ];
}

function ofParticle(particle: Particle): readonly string[] {
  const times = `${particle.occurs.minOccurs}..${particle.occurs.maxOccurs}`;
  if (particle.kind === 'any') return [`any ${particle.namespace} ${particle.processContents} ${times}`];
  if (particle.kind !== 'element-particle') {
    return [`( ${particle.kind} ${times}`, ...particle.particles.flatMap(ofParticle), ')'];
  }
  const { element, members } = particle;
  const name = keyOf({ ns: element.namespace, local: element.name });
  if (!element.global) return [`element ${name} ${times}`, ...ofType(element.type)];
  return [
    `ref ${name} ${times}`,
    ...members.map((member) => `or ${keyOf({ ns: member.namespace, local: member.name })}`).sort(),
  ];
}

export function describeModel(model: SchemaModel): Descriptions {
  const out = new Map<string, readonly string[]>();
  const describer = new ModelDescriber(model);
  for (const [key, element] of model.elements) {
    const lines = [
      `abstract ${element.abstract}`,
      `for ${element.substitutes === undefined ? '' : keyOf(element.substitutes)}`,
    ];
    out.set(`element ${key}`, [...lines, ...describer.reference(element.type)]);
  }
  for (const [key, type] of model.types) {
    const lines = type.kind === 'simple' ? describer.simple({ kind: 'anonymous', type }) : describer.complex(type);
    out.set(`type ${key}`, lines);
  }
  for (const [key, type] of model.redefinitions) out.set(`redefinition ${key}`, describer.complex(type));
  return out;
}

const representations: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  hexBinary: 'hexBinary',
  base64Binary: 'base64Binary',
};

class ModelDescriber {
  private readonly model: SchemaModel;

  constructor(model: SchemaModel) {
    this.model = model;
  }

  reference(type: TypeReference): readonly string[] {
    if (type.kind === 'named') return [`type ${keyOf(type.name)}`];
    return type.type.kind === 'simple' ? this.simple(type) : this.complex(type.type);
  }

  simple(reference: TypeReference): readonly string[] {
    const { builtIn, facets, values } = this.resolve(reference);
    if (values !== undefined) return ['enumeration', ...values.map((value, index) => `${index} ${value}`)];
    const kind = integerBounds(builtIn) === undefined ? (representations[builtIn] ?? 'string') : 'integer';
    return [kind, ...[...facets].map(([name, value]) => `${name} ${value}`).sort()];
  }

  /** Walks down to the built-in type; an outer facet replaces the same one further in. */
  private resolve(reference: TypeReference): {
    builtIn: string;
    facets: Map<string, string | number>;
    values?: readonly string[];
  } {
    if (reference.kind === 'named' && reference.name.ns === xsdNamespace) {
      const [min, max] = integerBounds(reference.name.local) ?? [];
      const facets = new Map<string, string>();
      if (min !== undefined) facets.set('minInclusive', min);
      if (max !== undefined) facets.set('maxInclusive', max);
      return { builtIn: reference.name.local, facets };
    }
    const type = reference.kind === 'named' ? this.model.types.get(keyOf(reference.name)) : reference.type;
    if (type?.kind !== 'simple' || type.variety.kind !== 'restriction') throw new Error('not a restriction');
    const inner = this.resolve(type.variety.base);
    const { enumeration, ...facets } = type.variety.facets;
    for (const [name, value] of Object.entries(facets)) inner.facets.set(name, value as string | number);
    return enumeration === undefined ? inner : { ...inner, values: enumeration };
  }

  complex(type: ModelComplexType): readonly string[] {
    const base = type.derivation === undefined ? undefined : this.model.types.get(keyOf(type.derivation.base));
    const { content } = type;
    const outer = content.kind === 'particle' ? content.particle : undefined;
    const group = outer?.term.kind === 'sequence' || outer?.term.kind === 'choice' ? outer.term : undefined;
    return [
      `abstract ${type.abstract} mixed ${type.mixed}`,
      `extends ${base?.kind === 'complex' ? keyOf(base.name as QName) : ''}`,
      ...type.attributes.flatMap((use) => [
        `attribute ${keyOf(use.name)} required ${use.required}`,
        ...this.reference(use.type as TypeReference),
      ]),
      ...(content.kind === 'simple' ? ['content', ...this.reference(content.type)] : []),
      ...(outer === undefined || group === undefined || group.particles.length === 0
        ? []
        : [`${group.kind} ${outer.min}..${outer.max}`, ...group.particles.flatMap((part) => this.particle(part))]),
    ];
  }

  private particle({ min, max, term }: ModelParticle): readonly string[] {
    const times = `${min}..${max}`;
    switch (term.kind) {
      case 'element':
        return [`element ${keyOf(term.name)} ${times}`, ...this.reference(term.type)];
      case 'any':
        return [`any ##${term.wildcard.kind} ${term.processContents} ${times}`];
      case 'element-reference':
        return [`ref ${keyOf(term.name)} ${times}`, ...this.standIns(keyOf(term.name)).sort()];
      default:
        return [`( ${term.kind} ${times}`, ...term.particles.flatMap((part) => this.particle(part)), ')'];
    }
  }

  private standIns(head: string): string[] {
    return [...this.model.elements.values()]
      .filter((element) => element.substitutes !== undefined && keyOf(element.substitutes) === head)
      .flatMap((element) => [`or ${keyOf(element.name)}`, ...this.standIns(keyOf(element.name))]);
  }
}
