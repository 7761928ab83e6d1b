import type { Leaf } from '../exi/grammar/content-model.js';
import { isDerivedFrom } from '../exi/grammar/derivation.js';
import { alternatives } from '../exi/grammar/type-grammar.js';
import type { AnyType, ElementDeclaration } from '../exi/notation/particles.js';
import type { SimpleType } from '../exi/notation/simple-types.js';
import type { ExiObject, ExiValue } from '../exi/notation/values.js';
import { FaultPlan } from './fault-plan.js';
import { parseXml } from './parse-xml.js';
import { pathText } from './path-text.js';
import type { SetXml, XmlType } from './set-xml.js';
import { checkValue, writeText } from './simple-text.js';
import type { XmlFault } from './xml-faults.js';
import type { XmlRule, XmlViolation } from './xml-findings.js';
import { printableName, printableNamespace, XmlPrinter } from './xml-printer.js';
import { clarkName, fromClarkName, type XmlElement } from './xml-tree.js';

export interface XmlWriting {
  readonly text: string;
  /** Rules that the value breaks; what they concern is written all the same, as far as XML can. */
  readonly violations: readonly XmlViolation[];
  /** Faults that found no place in the value. */
  readonly unusedFaults: readonly XmlFault[];
}

export interface XmlWriteOptions {
  /** `value`: children in the order in which the value has them, as a reader met them; by default that of the schema. */
  readonly order?: 'schema' | 'value';
  readonly faults?: readonly XmlFault[];
  /** Prefix of a namespace, `csipaus` for example; others get `n1`, `n2` and so on. */
  readonly prefixes?: Readonly<Record<string, string>>;
}

/**
 * Writes a document: no declaration, no white space, default namespace of the root, others by prefix at the root,
 * attributes and elements in the order of the schema. Never throws.
 */
export function writeXml(
  xml: SetXml,
  root: ElementDeclaration,
  value: ExiValue,
  options: XmlWriteOptions = {},
): XmlWriting {
  const writer = new XmlWriter(xml, root, options);
  return writer.document(value);
}

/** The element that a value makes, as a tree; undefined when nothing of it can be read again. */
export function writeTree(
  xml: SetXml,
  element: ElementDeclaration,
  value: ExiValue,
  options: XmlWriteOptions = {},
): XmlElement | undefined {
  return parseXml(new TextEncoder().encode(writeXml(xml, element, value, options).text)).root;
}

class XmlWriter {
  private readonly xml: SetXml;
  private readonly root: ElementDeclaration;
  private readonly faults: FaultPlan;
  private readonly printer: XmlPrinter;
  private readonly violations: XmlViolation[] = [];
  private readonly path: (string | number)[] = [];
  private readonly inValueOrder: boolean;

  constructor(xml: SetXml, root: ElementDeclaration, options: XmlWriteOptions) {
    this.xml = xml;
    this.root = root;
    this.inValueOrder = options.order === 'value';
    this.faults = new FaultPlan(options.faults ?? []);
    this.printer = new XmlPrinter(this.faults.namespaceOf(root.namespace), options.prefixes ?? {});
  }

  document(value: ExiValue): XmlWriting {
    const { root } = this;
    this.path.push(root.name);
    this.element(root, value);
    const text = this.faults.spoil(this.printer.document());
    return { text, violations: this.violations, unusedFaults: this.faults.unused() };
  }

  private violate(rule: XmlRule, detail: string): void {
    this.violations.push({ path: pathText(this.path), rule, detail, line: 0, column: 0 });
  }

  private element(declaration: ElementDeclaration, value: ExiValue): void {
    const fault = this.faults.at(this.path);
    if (fault?.kind === 'omit') return;
    const name = fault?.kind === 'rename' ? fault.to : declaration.name;
    const uri =
      fault?.kind === 'wrong-namespace' ? (fault.namespace ?? '') : this.faults.namespaceOf(declaration.namespace);
    const times = fault?.kind === 'duplicate' ? 2 : 1;
    for (let i = 0; i < times; i++) {
      this.printer.open(uri, name);
      if (fault?.kind === 'text') this.printer.text(fault.text);
      else this.body(declaration.type, value, fault);
      this.printer.close();
    }
  }

  private body(declared: AnyType, value: ExiValue, fault: XmlFault | undefined): void {
    let type = this.xml.xmlType(declared);
    if (isObject(value) && 'xsi:type' in value) type = this.substituted(type, String(value['xsi:type']));
    const { simple } = type.shape;
    if (isObject(value)) {
      this.attributes(type, value);
      if (simple !== undefined) this.simple(simple, value['value'] ?? '', fault);
      else this.content(type, value);
      this.unknownNames(type, value);
    } else if (simple !== undefined && (type.plain || type.required.length === 0)) this.simple(simple, value, fault);
    else {
      this.violate('value-type', 'an object is expected');
      if (!Array.isArray(value)) this.printer.text(simple === undefined ? String(value) : writeText(simple, value));
    }
  }

  private substituted(type: XmlType, clark: string): XmlType {
    const parsed = fromClarkName(clark);
    const namespace = parsed.namespace === '' ? (type.type.namespace ?? '') : parsed.namespace;
    this.typeName({ namespace: this.faults.namespaceOf(namespace), name: parsed.name });
    const other = this.xml.namedType(namespace, parsed.name);
    if (other === undefined) {
      this.violate('type-unknown', clark);
      return type;
    }
    if (!isDerivedFrom(other, type.type)) this.violate('type-not-derived', clark);
    return this.xml.xmlType(other);
  }

  private typeName({ namespace, name }: { readonly namespace: string; readonly name: string }): void {
    this.printer.typeAttribute(printableNamespace(namespace), printableName(name));
  }

  private attributes(type: XmlType, value: ExiObject): void {
    for (const attribute of type.shape.attributes) {
      const item = value[attribute.name];
      if (item === undefined) {
        if (attribute.required) this.violate('attribute-missing', `${attribute.name} is missing`);
        continue;
      }
      this.path.push(attribute.name);
      const fault = this.faults.at(this.path);
      this.check(attribute.type, item);
      const name = fault?.kind === 'rename' ? fault.to : attribute.name;
      if (fault?.kind !== 'omit') {
        this.printer.attribute(attribute.namespace, name, this.faults.text(fault, writeText(attribute.type, item)));
      }
      this.path.pop();
    }
    if ('xsi:nil' in value) this.printer.nil(value['xsi:nil'] === true);
    this.loose(
      Object.keys(value).filter((name) => name.startsWith('@')),
      (name) => [name.slice(1), value[name]],
      type,
    );
  }

  /** Attributes that nothing declares, each name once. */
  private loose(
    keys: readonly string[],
    read: (key: string) => readonly [clark: string, value: ExiValue | undefined],
    type?: XmlType,
  ): void {
    const written = new Set<string>();
    for (const key of keys) {
      const [clark, value] = read(key);
      const parsed = fromClarkName(clark);
      const name = printableName(parsed.name);
      const namespace = printableNamespace(parsed.namespace);
      const declared = type?.attributes.get(name)?.namespace === namespace;
      if (declared || written.has(clarkName(namespace, name))) continue;
      written.add(clarkName(namespace, name));
      this.printer.attribute(namespace, name, String(value));
    }
  }

  private check(type: SimpleType, value: ExiValue): void {
    const problem = checkValue(type, value);
    if (problem !== undefined) this.violate(problem.rule, problem.detail);
  }

  private simple(type: SimpleType, value: ExiValue, fault: XmlFault | undefined): void {
    this.check(type, value);
    this.printer.text(this.faults.text(fault, isObject(value) ? '' : writeText(type, value)));
  }

  private content(type: XmlType, value: ExiObject): void {
    const texts = value['text'];
    if (Array.isArray(texts)) this.printer.text(texts.join(''));
    if (this.inValueOrder) {
      for (const name in value) {
        const child = type.children.get(name);
        if (child !== undefined) this.children(child.leaf, child.element, value[name]);
        else if (name === 'any') this.undeclared(value);
      }
    } else {
      for (const leaf of type.model?.leaves ?? []) {
        if (leaf.particle.kind === 'any') continue;
        for (const element of alternatives(leaf.particle)) this.children(leaf, element, value[element.name]);
      }
      this.undeclared(value);
    }
    this.missing(type, value);
  }

  private undeclared(value: ExiObject): void {
    const extra = value['any'];
    if (Array.isArray(extra)) for (const item of extra) this.generic(item as ExiValue);
  }

  private children(leaf: Leaf, element: ElementDeclaration, value: ExiValue | undefined): void {
    if (value === undefined) return;
    this.path.push(element.name);
    if (!Array.isArray(value)) this.element(element, value as ExiValue);
    else {
      if (value.length > leaf.max) this.violate('element-repeated', `${value.length} of at most ${leaf.max}`);
      for (let i = 0; i < value.length; i++) {
        this.path.push(i);
        this.element(element, value[i] as ExiValue);
        this.path.pop();
      }
    }
    this.path.pop();
  }

  /** Required elements that the value lacks; exact where the content is one sequence, as in all of these sets. */
  private missing(type: XmlType, value: ExiObject): void {
    for (const particle of type.sequence) {
      const { element, occurs, members } = particle;
      if ((occurs.minOccurs ?? 1) === 0 || present(value[element.name])) continue;
      if (members.some(({ name }) => present(value[name]))) continue;
      this.violate('element-missing', `${element.name} is missing`);
    }
  }

  private unknownNames(type: XmlType, value: ExiObject): void {
    for (const name in value) {
      if (type.attributes.has(name) || type.children.has(name) || name.startsWith('@') || name.startsWith('xsi:'))
        continue;
      if (name === 'any' || name === 'text' || (name === 'value' && type.shape.simple !== undefined)) continue;
      this.path.push(name);
      this.violate('name-unknown', `${type.type.name ?? 'the type'} has no ${name}`);
      this.path.pop();
    }
  }

  private generic(item: ExiValue): void {
    if (!isObject(item)) return;
    const { namespace, name } = fromClarkName(String(item['name'] ?? ''));
    // EXI types an undeclared element whose name is that of a global one.
    const declared = 'value' in item ? this.xml.root(namespace, name) : undefined;
    if (declared !== undefined) {
      this.element(declared, item['value'] as ExiValue);
      return;
    }
    this.printer.open(this.faults.namespaceOf(printableNamespace(namespace)), printableName(name));
    const attributes = item['attributes'];
    if (isObject(attributes as ExiValue)) {
      const given = attributes as ExiObject;
      const type = given['xsi:type'];
      if (type !== undefined) this.typeName(fromClarkName(String(type)));
      this.loose(
        Object.keys(given).filter((key) => key !== 'xsi:type'),
        (key) => [key, given[key]],
      );
    }
    const content = item['content'];
    for (const part of Array.isArray(content) ? (content as readonly ExiValue[]) : []) {
      if (typeof part === 'string') this.printer.text(part);
      else this.generic(part);
    }
    this.printer.close();
  }
}

function present(value: ExiValue | undefined): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function isObject(value: ExiValue): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}
