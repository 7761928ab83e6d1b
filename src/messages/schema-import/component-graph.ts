import { keyOf, type QName, xsdNamespace } from './qname.js';
import type { ComplexType, Particle, SchemaModel, SimpleType, TypeReference } from './schema-model.js';
import { membersOf } from './substitution.js';

/** Something of a schema that becomes a constant: a global element, a named type, or the redefinition of one. */
export interface Component {
  readonly kind: 'element' | 'type' | 'redefinition';
  readonly name: QName;
  /** `element {ns}name`, `type {ns}name`, `redefinition {ns}name`. */
  readonly id: string;
  /** Ids of the components that its constant refers to. */
  readonly uses: readonly string[];
  readonly place: string;
}

export function elementId(name: QName): string {
  return `element ${keyOf(name)}`;
}

export function typeId(name: QName): string {
  return `type ${keyOf(name)}`;
}

export function redefinitionId(name: QName): string {
  return `redefinition ${keyOf(name)}`;
}

/** All components: types, then elements, then redefinitions, each in the order of the files. */
export function componentsOf(model: SchemaModel): readonly Component[] {
  const components: Component[] = [];
  const add = (kind: Component['kind'], name: QName, uses: readonly string[], place: string): void => {
    const id = kind === 'type' ? typeId(name) : kind === 'element' ? elementId(name) : redefinitionId(name);
    components.push({ kind, name, id, uses: [...new Set(uses)], place });
  };
  for (const type of model.types.values()) {
    if (type.name === undefined) continue;
    const uses = type.kind === 'complex' ? usesOfComplex(model, type) : usesOfSimple(model, type);
    add('type', type.name, uses, type.place);
  }
  for (const element of model.elements.values()) {
    const head = element.substitutes === undefined ? [] : [elementId(element.substitutes)];
    add('element', element.name, [...usesOf(model, element.type), ...head], element.place);
  }
  for (const type of model.redefinitions.values()) {
    if (type.name !== undefined) add('redefinition', type.name, usesOfComplex(model, type), type.place);
  }
  return components;
}

function usesOf(model: SchemaModel, type: TypeReference): readonly string[] {
  if (type.kind === 'named') return type.name.ns === xsdNamespace ? [] : [typeId(type.name)];
  return type.type.kind === 'complex' ? usesOfComplex(model, type.type) : usesOfSimple(model, type.type);
}

function usesOfSimple(model: SchemaModel, { variety }: SimpleType): readonly string[] {
  if (variety.kind === 'restriction') {
    // An enumeration is written without its base.
    return variety.facets.enumeration === undefined ? usesOf(model, variety.base) : [];
  }
  return variety.kind === 'list' ? usesOf(model, variety.item) : variety.members.flatMap((type) => usesOf(model, type));
}

function usesOfComplex(model: SchemaModel, type: ComplexType): readonly string[] {
  const base = type.derivation === undefined ? [] : usesOf(model, { kind: 'named', name: type.derivation.base });
  const attributes = type.attributes.flatMap((use) => (use.type === undefined ? [] : usesOf(model, use.type)));
  const content = type.content;
  if (content.kind === 'empty') return [...base, ...attributes];
  const inner = content.kind === 'simple' ? usesOf(model, content.type) : usesOfParticle(model, content.particle);
  return [...base, ...attributes, ...inner];
}

function usesOfParticle(model: SchemaModel, { term }: Particle): readonly string[] {
  switch (term.kind) {
    case 'element':
      return usesOf(model, term.type);
    case 'element-reference':
      return [elementId(term.name), ...membersOf(model, term.name).map((member) => elementId(member.name))];
    case 'any':
      return [];
    default:
      return term.particles.flatMap((particle) => usesOfParticle(model, particle));
  }
}
