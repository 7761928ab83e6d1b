import { type FileContext, named, required, unknown } from './file-reader.js';
import type { Facets, SimpleType, TypeReference } from './schema-model.js';
import { placeOf, resolveName, type XsdNode } from './xsd-node.js';

const lengthFacets = ['length', 'minLength', 'maxLength', 'totalDigits', 'fractionDigits'] as const;
const boundFacets = ['minInclusive', 'maxInclusive', 'minExclusive', 'maxExclusive'] as const;

/** Reads `<simpleType>`, named or in place. @throws {PlumblineError} MESSAGES-014, MESSAGES-016 */
export function readSimpleType(node: XsdNode, context: FileContext): SimpleType {
  const name = node.attributes.get('name');
  const head = {
    kind: 'simple' as const,
    ...(name === undefined ? {} : { name: { ns: context.namespace, local: name } }),
    place: placeOf(node),
  };
  const child = node.children[0];
  if (child === undefined) throw unknown(node, '<simpleType> without content');
  switch (child.name) {
    case 'restriction':
      return { ...head, variety: { kind: 'restriction', base: baseOf(child, context), facets: readFacets(child) } };
    case 'list':
      return { ...head, variety: { kind: 'list', item: inlineOrNamed(child, 'itemType', context) } };
    case 'union': {
      const texts = (child.attributes.get('memberTypes') ?? '').split(/\s+/).filter((text) => text !== '');
      const byName = texts.map(
        (text): TypeReference => ({ kind: 'named', name: resolveName(child, text, context.namespace) }),
      );
      const inPlace = child.children.map(
        (type): TypeReference => ({ kind: 'anonymous', type: readSimpleType(type, context) }),
      );
      return { ...head, variety: { kind: 'union', members: [...byName, ...inPlace] } };
    }
    default:
      throw unknown(child);
  }
}

/** Base of a simple restriction: the attribute, or a type in place. */
export function baseOf(node: XsdNode, context: FileContext): TypeReference {
  return inlineOrNamed(node, 'base', context);
}

function inlineOrNamed(node: XsdNode, attribute: string, context: FileContext): TypeReference {
  const inPlace = node.children.find((child) => child.name === 'simpleType');
  if (inPlace !== undefined) return { kind: 'anonymous', type: readSimpleType(inPlace, context) };
  return named(node, attribute, context);
}

/** The facets of a restriction; the same facet twice is an enumeration, a pattern, or a mistake. */
export function readFacets(restriction: XsdNode): Facets {
  const enumeration: string[] = [];
  const patterns: string[] = [];
  const facets: Record<string, number | string> = {};
  for (const child of restriction.children) {
    const name = child.name;
    if (name === 'simpleType' || name === 'attribute' || name === 'attributeGroup' || name === 'anyAttribute') continue;
    const value = required(child, 'value');
    if (name === 'enumeration') enumeration.push(value);
    else if (name === 'pattern') patterns.push(value);
    else if (name === 'whiteSpace') facets[name] = value;
    else if ((boundFacets as readonly string[]).includes(name)) facets[name] = value;
    else if ((lengthFacets as readonly string[]).includes(name) && /^\d+$/.test(value)) facets[name] = Number(value);
    else throw unknown(child, `facet <${name} value="${value}">`);
  }
  return {
    ...facets,
    ...(enumeration.length === 0 ? {} : { enumeration }),
    ...(patterns.length === 0 ? {} : { patterns }),
  };
}
