import { readComplexType } from './complex-type-reader.js';
import { type FileContext, flag, named, required, unknown } from './file-reader.js';
import { keyOf, type QName, xsdNamespace } from './qname.js';
import type { Particle, TypeReference, Wildcard } from './schema-model.js';
import { readSimpleType } from './simple-type-reader.js';
import { resolveName, type XsdNode } from './xsd-node.js';

const particleNames = new Set(['element', 'sequence', 'choice', 'all', 'any', 'group']);

export function isParticle(node: XsdNode): boolean {
  return particleNames.has(node.name);
}

/** Reads an element, model group, group reference or wildcard with its occurrence bounds. */
export function readParticle(node: XsdNode, context: FileContext): Particle {
  const bounds = { min: occurrence(node, 'minOccurs') as number, max: occurrence(node, 'maxOccurs') };
  switch (node.name) {
    case 'element': {
      const reference = node.attributes.get('ref');
      if (reference !== undefined) {
        const name = resolveName(node, reference, context.namespace);
        return { ...bounds, term: { kind: 'element-reference', name } };
      }
      const form = node.attributes.get('form');
      const qualified = form === undefined ? context.elementsQualified : form === 'qualified';
      const name: QName = { ns: qualified ? context.namespace : '', local: required(node, 'name') };
      const term = { kind: 'element' as const, name, type: typeOf(node, context), nillable: flag(node, 'nillable') };
      return { ...bounds, term };
    }
    case 'sequence':
    case 'choice':
    case 'all': {
      const particles = node.children.map((child) => readParticle(child, context));
      return { ...bounds, term: { kind: node.name, particles } };
    }
    case 'any': {
      const processContents = node.attributes.get('processContents') ?? 'strict';
      return { ...bounds, term: { kind: 'any', wildcard: readWildcard(node, context), processContents } };
    }
    case 'group': {
      const name = resolveName(node, required(node, 'ref'), context.namespace);
      const group = context.groups.get(keyOf(name));
      const body = group?.node.children[0];
      if (group === undefined || body === undefined) throw unknown(node, `group ${keyOf(name)}, which is not defined`);
      return { ...bounds, term: readParticle(body, group.context).term };
    }
    default:
      throw unknown(node);
  }
}

/** The type of an element or attribute: named, in place, or anyType / anySimpleType when nothing is said. */
export function typeOf(node: XsdNode, context: FileContext): TypeReference {
  if (node.attributes.has('type')) return named(node, 'type', context);
  for (const child of node.children) {
    if (child.name === 'simpleType') return { kind: 'anonymous', type: readSimpleType(child, context) };
    if (child.name === 'complexType') return { kind: 'anonymous', type: readComplexType(child, context) };
  }
  const local = node.name === 'attribute' ? 'anySimpleType' : 'anyType';
  return { kind: 'named', name: { ns: xsdNamespace, local } };
}

/** The namespaces that `<any>` or `<anyAttribute>` admits. */
export function readWildcard(node: XsdNode, context: FileContext): Wildcard {
  const text = node.attributes.get('namespace') ?? '##any';
  if (text === '##any') return { kind: 'any' };
  if (text === '##other') return { kind: 'other', than: context.namespace };
  const words = text.split(/\s+/);
  const namespaces = words.map((word) =>
    word === '##targetNamespace' ? context.namespace : word === '##local' ? '' : word,
  );
  return { kind: 'these', namespaces };
}

function occurrence(node: XsdNode, attribute: 'minOccurs' | 'maxOccurs'): number | 'unbounded' {
  const text = node.attributes.get(attribute);
  if (text === undefined) return 1;
  if (text === 'unbounded' && attribute === 'maxOccurs') return 'unbounded';
  if (!/^\d+$/.test(text)) throw unknown(node, `${attribute}="${text}"`);
  return Number(text);
}
