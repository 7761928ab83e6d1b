import { type FileContext, flag, required, unknown } from './file-reader.js';
import { isParticle, readParticle, readWildcard, typeOf } from './particle-reader.js';
import { keyOf, type QName } from './qname.js';
import type { AttributeUse, ComplexContent, ComplexType, TypeReference, Wildcard } from './schema-model.js';
import { readFacets, readSimpleType } from './simple-type-reader.js';
import { placeOf, resolveName, type XsdNode } from './xsd-node.js';

/** Reads `<complexType>`, named or in place. @throws {PlumblineError} MESSAGES-014, MESSAGES-016 */
export function readComplexType(node: XsdNode, context: FileContext): ComplexType {
  const name = node.attributes.get('name');
  const head = {
    kind: 'complex' as const,
    ...(name === undefined ? {} : { name: { ns: context.namespace, local: name } }),
    abstract: flag(node, 'abstract'),
    place: placeOf(node),
  };
  const content = node.children.find((child) => child.name === 'complexContent' || child.name === 'simpleContent');
  const mixed = flag(node, 'mixed') || (content !== undefined && flag(content, 'mixed'));
  if (content === undefined) return { ...head, mixed, content: readContent(node, context), ...readUses(node, context) };

  const step = content.children[0];
  if (step === undefined || (step.name !== 'extension' && step.name !== 'restriction')) {
    throw unknown(step ?? content);
  }
  const base = resolveName(step, required(step, 'base'), context.namespace);
  const uses = readUses(step, context);
  const derivation = { method: step.name, base } as const;
  if (content.name === 'complexContent') {
    return { ...head, mixed, derivation, content: readContent(step, context), ...uses };
  }
  return { ...head, mixed, derivation, content: { kind: 'simple', type: simpleContent(step, base, context) }, ...uses };
}

function simpleContent(step: XsdNode, base: QName, context: FileContext): TypeReference {
  const named: TypeReference = { kind: 'named', name: base };
  if (step.name === 'extension') return named;
  const inPlace = step.children.find((child) => child.name === 'simpleType');
  const from: TypeReference =
    inPlace === undefined ? named : { kind: 'anonymous', type: readSimpleType(inPlace, context) };
  const variety = { kind: 'restriction', base: from, facets: readFacets(step) } as const;
  return { kind: 'anonymous', type: { kind: 'simple', variety, place: placeOf(step) } };
}

function readContent(node: XsdNode, context: FileContext): ComplexContent {
  const particles = node.children.filter(isParticle);
  const first = particles[0];
  if (particles.length > 1) throw unknown(particles[1] as XsdNode, 'a second model group in one type');
  return first === undefined ? { kind: 'empty' } : { kind: 'particle', particle: readParticle(first, context) };
}

interface Uses {
  readonly attributes: readonly AttributeUse[];
  readonly anyAttribute?: Wildcard;
}

function readUses(node: XsdNode, context: FileContext): Uses {
  const attributes: AttributeUse[] = [];
  let anyAttribute: Wildcard | undefined;
  for (const child of node.children) {
    if (child.name === 'attribute') attributes.push(readUse(child, context));
    else if (child.name === 'anyAttribute') anyAttribute = readWildcard(child, context);
    else if (child.name === 'attributeGroup') {
      const name = resolveName(child, required(child, 'ref'), context.namespace);
      const group = context.attributeGroups.get(keyOf(name));
      if (group === undefined) throw unknown(child, `attribute group ${keyOf(name)}, which is not defined`);
      const uses = readUses(group.node, group.context);
      attributes.push(...uses.attributes);
      anyAttribute ??= uses.anyAttribute;
    } else if (!isParticle(child) && !knownBeside.has(child.name)) throw unknown(child);
  }
  return anyAttribute === undefined ? { attributes } : { attributes, anyAttribute };
}

// Facets stand beside the attributes in a restriction of simple content; readFacets has judged them.
const knownBeside = new Set(
  'simpleType length minLength maxLength totalDigits fractionDigits minInclusive maxInclusive minExclusive maxExclusive enumeration pattern whiteSpace'.split(
    ' ',
  ),
);

function readUse(node: XsdNode, context: FileContext): AttributeUse {
  const use = node.attributes.get('use');
  const bounds = { required: use === 'required', prohibited: use === 'prohibited' };
  const reference = node.attributes.get('ref');
  if (reference !== undefined) {
    const name = resolveName(node, reference, context.namespace);
    return { name, type: undefined, ...bounds };
  }
  const form = node.attributes.get('form');
  const qualified = form === undefined ? context.attributesQualified : form === 'qualified';
  const name = { ns: qualified ? context.namespace : '', local: required(node, 'name') };
  return { name, type: typeOf(node, context), ...bounds };
}
