import { keyOf, type QName } from './qname.js';
import type { AttributeUse, ComplexType, Particle, TypeReference } from './schema-model.js';
import { notYet, simpleReference } from './simple-type-writer.js';
import { quote, type Source } from './source-printer.js';
import type { Words } from './words.js';

type Property = readonly [key: string, value: Source];

/** The expression of a complex type: named with `complexType`, in place with `anonymousType`. */
export function complexTypeSource(
  words: Words,
  type: ComplexType,
  namespace: string,
  meta: readonly Source[] = [],
): Source {
  const builder = words.namespace(namespace);
  const parts: Source = { object: partsOf(words, type, namespace) };
  if (type.name === undefined) return { call: `${builder}.anonymousType`, args: [parts, ...meta] };
  return { call: `${builder}.complexType`, args: [quote(type.name.local), parts, ...meta] };
}

function partsOf(words: Words, type: ComplexType, namespace: string): readonly Property[] {
  if (type.anyAttribute !== undefined) throw notYet(type.place, '<anyAttribute>');
  const properties: Property[] = [];
  const base = type.derivation === undefined ? undefined : words.model.types.get(keyOf(type.derivation.base));
  if (base?.kind === 'complex') {
    if (type.derivation?.method === 'restriction') throw notYet(type.place, 'a restriction of a complex type');
    properties.push(['extends', words.type(base.name as QName)]);
  }
  if (type.abstract) properties.push(['abstract', 'true']);
  if (type.mixed) properties.push(['mixed', 'true']);
  const content = type.content;
  if (content.kind === 'simple' && base?.kind !== 'complex') {
    properties.push(['simpleContent', simpleReference(words, content.type, type.place)]);
  } else if (content.kind === 'particle') {
    properties.push(...outerGroup(words, content.particle, { type, namespace }));
  }
  const attributes = type.attributes.filter((use) => !use.prohibited);
  if (attributes.length > 0) {
    properties.push(['attributes', { array: attributes.map((use) => attributeSource(words, use, type, namespace)) }]);
  }
  return properties;
}

interface Owner {
  readonly type: ComplexType;
  readonly namespace: string;
}

function outerGroup(words: Words, particle: Particle, owner: Owner): readonly Property[] {
  const { term } = particle;
  if (term.kind !== 'sequence' && term.kind !== 'choice') throw notYet(owner.type.place, `<${term.kind}> as content`);
  const particles = particlesSource(words, term.particles, owner);
  if (particles.length === 0 || particle.max === 0) return [];
  const occurs = occursProperties(particle);
  return [[term.kind, { array: particles }], ...(occurs.length === 0 ? [] : [['occurs', { object: occurs }] as const])];
}

function particlesSource(words: Words, particles: readonly Particle[], owner: Owner): readonly Source[] {
  return particles.filter((particle) => particle.max !== 0).map((particle) => particleSource(words, particle, owner));
}

function particleSource(words: Words, particle: Particle, owner: Owner): Source {
  const { term } = particle;
  const occurs = occursProperties(particle);
  const options: readonly Source[] = occurs.length === 0 ? [] : [{ object: occurs }];
  switch (term.kind) {
    case 'element': {
      if (term.nillable) throw notYet(owner.type.place, `the nillable element ${term.name.local}`);
      const uri = term.name.ns || owner.namespace;
      if ((words.model.forms.get(uri)?.elementsQualified === true) !== (term.name.ns !== '')) {
        throw notYet(owner.type.place, `element ${term.name.local} with a form of its own`);
      }
      const unit = words.unit(owner.type.name?.local ?? '', term.name.local);
      const withUnit: readonly Property[] = unit === undefined ? occurs : [...occurs, ['unit', quote(unit)]];
      const tail: readonly Source[] = withUnit.length === 0 ? [] : [{ object: withUnit }];
      const type = typeSource(words, term.type, owner.type.place, uri);
      return { call: `${words.namespace(uri)}.element`, args: [quote(term.name.local), type, ...tail] };
    }
    case 'element-reference': {
      const head = words.model.elements.get(keyOf(term.name));
      const members = words.members(term.name).map((member) => words.element(member.name));
      const name = words.element(term.name);
      if (members.length === 0 && head?.abstract !== true)
        return { call: words.notation('ref'), args: [name, ...options] };
      return { call: words.notation('anyOf'), args: [name, { array: members }, ...options] };
    }
    case 'any': {
      const { wildcard, processContents } = term;
      if (wildcard.kind === 'these') throw notYet(owner.type.place, '<any> with a list of namespaces');
      const contents = processContents === 'strict' && options.length === 0 ? [] : [quote(processContents)];
      return { call: words.notation('any'), args: [quote(`##${wildcard.kind}`), ...contents, ...options] };
    }
    case 'sequence':
    case 'choice': {
      const inner = particlesSource(words, term.particles, owner);
      return { call: words.notation(term.kind), args: [{ array: inner }, ...options] };
    }
    default:
      throw notYet(owner.type.place, `<${term.kind}>`);
  }
}

/** The expression of the type of an element: a constant, a built-in type, or a type in place. */
export function typeSource(words: Words, reference: TypeReference, place: string, namespace: string): Source {
  if (reference.kind === 'anonymous' && reference.type.kind === 'complex') {
    return complexTypeSource(words, reference.type, namespace);
  }
  return simpleReference(words, reference, place);
}

function attributeSource(words: Words, use: AttributeUse, type: ComplexType, namespace: string): Source {
  if (use.type === undefined) throw notYet(type.place, `a reference to the global attribute ${use.name.local}`);
  if ((words.model.forms.get(namespace)?.attributesQualified === true) !== (use.name.ns !== '')) {
    throw notYet(type.place, `attribute ${use.name.local} with a form of its own`);
  }
  const call = `${words.namespace(namespace)}.${use.required ? 'requiredAttribute' : 'attribute'}`;
  return { call, args: [quote(use.name.local), simpleReference(words, use.type, type.place)] };
}

function occursProperties({ min, max }: Particle): readonly Property[] {
  return [
    ...(min === 1 ? [] : [['minOccurs', String(min)] as const]),
    ...(max === 1 ? [] : [['maxOccurs', max === 'unbounded' ? quote(max) : String(max)] as const]),
  ];
}
