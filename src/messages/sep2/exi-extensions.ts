import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import type { AnyType } from '../../wire/exi/notation.js';
import { elementTree, generic } from '../../wire/xml/generic-element.js';
import { readTree } from '../../wire/xml/read-xml.js';
import type { SetXml, XmlType } from '../../wire/xml/set-xml.js';
import { readText, writeText } from '../../wire/xml/simple-text.js';
import { writeTree } from '../../wire/xml/write-xml.js';
import type { XmlViolation } from '../../wire/xml/xml-findings.js';
import { clarkName, fromClarkName } from '../../wire/xml/xml-tree.js';
import { prefixes } from './namespace-names.js';

// EXI knows the published schema only (schemaId S1): extensions travel as elements and attributes that it does not
// declare, their content as text (IEEE 2030.5 5.7.2). Here they become what they are in XML: typed properties.

type MutableObject = { [name: string]: ExiValue };

/** A value with its extensions typed, the paths that are thereby declared, and what the extensions break. */
export interface Lifted {
  readonly value: ExiValue;
  /** Paths of elements and attributes that turned out to be extensions. */
  readonly known: ReadonlySet<string>;
  readonly violations: readonly XmlViolation[];
}

/** Types the extensions in a value that EXI gave. */
export function liftExtensions(xml: SetXml, type: AnyType, value: ExiValue, path: string): Lifted {
  const known = new Set<string>();
  const violations: XmlViolation[] = [];
  const lift = (declared: XmlType, item: ExiValue, at: string): ExiValue =>
    mapMembers(xml, declared, item, at, lift, (actual, object, place) => {
      const extra = object['any'];
      const rest: ExiValue[] = [];
      for (const [index, one] of (Array.isArray(extra) ? (extra as readonly ExiValue[]) : []).entries()) {
        if (!isObject(one)) continue;
        const { namespace, name } = fromClarkName(String(one['name']));
        const child = actual.children.get(name);
        if (child === undefined || child.element.namespace !== namespace || name in object) rest.push(one);
        else {
          known.add(`${place}.any[${index}]`);
          if ('value' in one) object[name] = one['value'] as ExiValue;
          else {
            const reading = readTree(xml, elementTree(one));
            object[name] = reading.value ?? '';
            violations.push(...reading.violations.map((found) => ({ ...found, path: `${place}.${found.path}` })));
          }
        }
      }
      if (rest.length === 0) delete object['any'];
      else object['any'] = rest;
      for (const attribute of actual.shape.attributes) {
        const text = object[`@${attribute.name}`];
        if (typeof text !== 'string' || attribute.name in object) continue;
        known.add(place);
        object[attribute.name] = readText(attribute.type, text).value;
        delete object[`@${attribute.name}`];
      }
    });
  return { value: lift(xml.xmlType(type), value, path), known, violations };
}

/** Writes extensions as undeclared content: what the types of `plain` do not have and those of `xml` do. */
export function lowerExtensions(xml: SetXml, plain: SetXml, type: AnyType, value: ExiValue): ExiValue {
  /** Undeclared content whose name is that of an extension's root is a root to us, and to EXI it is not. */
  const untyped = (item: ExiValue): ExiValue => {
    if (!isObject(item)) return item;
    const { namespace, name } = fromClarkName(String(item['name']));
    const root = xml.root(namespace, name);
    if ('value' in item && root !== undefined && plain.root(namespace, name) === undefined) {
      const tree = writeTree(xml, root, item['value'] as ExiValue, { prefixes });
      return tree === undefined ? { name: item['name'] ?? '' } : generic(tree);
    }
    const content = item['content'];
    return Array.isArray(content) ? { ...item, content: (content as readonly ExiValue[]).map(untyped) } : item;
  };
  const lower = (declared: XmlType, item: ExiValue, at: string): ExiValue =>
    mapMembers(xml, declared, item, at, lower, (actual, object) => {
      const extra = object['any'];
      if (Array.isArray(extra)) object['any'] = (extra as readonly ExiValue[]).map(untyped);
      const known = plain.xmlType(plain.namedType(actual.type.namespace ?? '', actual.type.name ?? '') ?? actual.type);
      if (known.children.size === actual.children.size && known.attributes.size === actual.attributes.size) return;
      const any: ExiValue[] = [];
      for (const [name, { element }] of actual.children) {
        const given = object[name];
        if (given === undefined || known.children.has(name)) continue;
        delete object[name];
        const { namespace } = element;
        const global = plain.root(namespace, name) !== undefined;
        if (global) any.push({ name: clarkName(namespace, name), value: given });
        else {
          const tree = writeTree(xml, element, given, { prefixes });
          if (tree !== undefined) any.push(generic(tree));
        }
      }
      for (const [name, attribute] of actual.attributes) {
        const given = object[name];
        if (given === undefined || known.attributes.has(name)) continue;
        delete object[name];
        object[`@${clarkName(attribute.namespace, name)}`] = writeText(attribute.type, given);
      }
      if (any.length > 0) inSchemaOrder(object, known, any);
    });
  return lower(xml.xmlType(type), value, '');
}

/** With undeclared content among them, the members of an object are written in the order in which they stand. */
function inSchemaOrder(object: MutableObject, type: XmlType, any: readonly ExiValue[]): void {
  const members = { ...object };
  for (const name in members) delete object[name];
  for (const name in members) if (!type.children.has(name) && name !== 'any') object[name] = members[name] as ExiValue;
  for (const name of type.children.keys()) if (name in members) object[name] = members[name] as ExiValue;
  const extra = members['any'];
  object['any'] = [...any, ...(Array.isArray(extra) ? (extra as readonly ExiValue[]) : [])];
}

/** A copy of a value whose objects `change` has seen, inner ones first, each with the type that it really has. */
function mapMembers(
  xml: SetXml,
  declared: XmlType,
  value: ExiValue,
  path: string,
  each: (type: XmlType, value: ExiValue, path: string) => ExiValue,
  change: (type: XmlType, object: MutableObject, path: string) => void,
): ExiValue {
  if (!isObject(value)) return value;
  const actual = actualType(xml, declared, value['xsi:type']);
  const object: MutableObject = {};
  for (const name in value) {
    const item = value[name] as ExiValue;
    const child = actual.children.get(name);
    if (child === undefined) object[name] = item;
    else {
      const type = xml.xmlType(child.element.type);
      const at = `${path}.${name}`;
      object[name] = Array.isArray(item)
        ? (item as readonly ExiValue[]).map((one, index) => each(type, one, `${at}[${index}]`))
        : each(type, item, at);
    }
  }
  change(actual, object, path);
  return object;
}

function actualType(xml: SetXml, declared: XmlType, given: ExiValue | undefined): XmlType {
  if (typeof given !== 'string') return declared;
  const { namespace, name } = fromClarkName(given);
  const type = xml.namedType(namespace === '' ? (declared.type.namespace ?? '') : namespace, name);
  return type === undefined ? declared : xml.xmlType(type);
}

function isObject(value: ExiValue): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}
