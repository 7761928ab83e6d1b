import type { AnyType, ComplexType, ElementDeclaration, MessageSet, Particle } from '../../wire/exi/notation.js';

/**
 * A set with its redefinitions carried out: every use of a redefined type is a use of the redefinition. What they add is
 * optional here, since the same set stands for resources without extensions.
 */
export function redefinedSet(set: MessageSet): MessageSet {
  if (set.redefinitions === undefined) return set;
  const mapper = new Redefiner(set.redefinitions);
  const elements = set.elements.map((element) => mapper.element(element));
  return { ...set, elements, types: set.types.map((type) => mapper.type(type)), redefinitions: [] };
}

class Redefiner {
  private readonly redefinitions: ReadonlyMap<string, ComplexType>;
  private readonly done = new Map<AnyType, AnyType>();

  constructor(redefinitions: readonly ComplexType[]) {
    this.redefinitions = new Map(redefinitions.map((type) => [`${type.namespace} ${type.name}`, type]));
  }

  element(element: ElementDeclaration): ElementDeclaration {
    const type = this.type(element.type);
    return type === element.type ? element : { ...element, type };
  }

  type(type: AnyType): AnyType {
    if (type.kind === 'simple') return type;
    let mapped = this.done.get(type);
    if (mapped === undefined) {
      const redefinition = this.redefinitions.get(`${type.namespace} ${type.name}`);
      mapped = this.complex(redefinition === undefined ? type : withOptionalContent(redefinition));
      this.done.set(type, mapped);
    }
    return mapped;
  }

  private complex(type: ComplexType): ComplexType {
    const { extends: base, sequence, choice } = type.parts;
    return {
      ...type,
      parts: {
        ...type.parts,
        // What a redefinition extends is the type as published.
        ...(base === undefined ? {} : { extends: base.name === type.name ? this.complex(base) : this.base(base) }),
        ...(sequence === undefined ? {} : { sequence: sequence.map((one) => this.particle(one)) }),
        ...(choice === undefined ? {} : { choice: choice.map((one) => this.particle(one)) }),
      },
    };
  }

  private base(type: ComplexType): ComplexType {
    return this.type(type) as ComplexType;
  }

  private particle(particle: Particle): Particle {
    if (particle.kind === 'any') return particle;
    if (particle.kind !== 'element-particle') {
      return { ...particle, particles: particle.particles.map((one) => this.particle(one)) };
    }
    const members = particle.members.map((member) => this.element(member));
    return { ...particle, element: this.element(particle.element), members };
  }
}

function withOptionalContent(type: ComplexType): ComplexType {
  const sequence = (type.parts.sequence ?? []).map((one) => ({ ...one, occurs: { ...one.occurs, minOccurs: 0 } }));
  return { ...type, parts: { ...type.parts, ...(sequence.length === 0 ? {} : { sequence }) } };
}
