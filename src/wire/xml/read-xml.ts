import { isDerivedFrom } from '../exi/grammar/derivation.js';
import type { AnyType, ElementDeclaration } from '../exi/notation/particles.js';
import type { ExiObject, ExiValue } from '../exi/notation/values.js';
import { ContentPlace } from './content-place.js';
import { generic } from './generic-element.js';
import { parseXml } from './parse-xml.js';
import { pathText } from './path-text.js';
import type { SetXml, XmlType } from './set-xml.js';
import { readText, type TextProblem } from './simple-text.js';
import type { XmlRule, XmlViolation } from './xml-findings.js';
import { defaultXmlLimits, type XmlLimits } from './xml-limits.js';
import { clarkName, type XmlAttribute, type XmlElement, xsiNamespace } from './xml-tree.js';

/** A document as read: whatever could be read, and every rule that it broke. */
export interface XmlReading {
  readonly root: string | undefined;
  readonly namespace: string | undefined;
  /** The content of the root element. */
  readonly value: ExiValue | undefined;
  readonly violations: readonly XmlViolation[];
}

export interface XmlReadOptions {
  readonly limits?: XmlLimits;
  /** What another edition of the schema knows of an element that a type of this one does not declare. */
  readonly otherEdition?: (type: AnyType, child: XmlElement) => OtherElement | undefined;
}

/** An element of another edition of the schema. */
export interface OtherElement {
  readonly edition: string;
  readonly element: ElementDeclaration;
  readonly many: boolean;
}

/** Reads a document of a message set. Never throws. */
export function readXml(xml: SetXml, bytes: Uint8Array, options: XmlReadOptions = {}): XmlReading {
  const { root, violations } = parseXml(bytes, options.limits ?? defaultXmlLimits);
  if (root === undefined) return { root: undefined, namespace: undefined, value: undefined, violations };
  const reading = readTree(xml, root, options);
  return { ...reading, violations: [...violations, ...reading.violations] };
}

/** Reads a document that is a tree already. Never throws. */
export function readTree(xml: SetXml, root: XmlElement, options: XmlReadOptions = {}): XmlReading {
  const reader = new XmlReader(xml, options);
  const value = reader.document(root);
  return { root: root.name, namespace: root.namespace, value, violations: reader.violations };
}

type MutableObject = { [name: string]: ExiValue };
const onlySpace = /^[ \t\r\n]*$/;

class XmlReader {
  readonly violations: XmlViolation[] = [];
  private readonly xml: SetXml;
  private readonly options: XmlReadOptions;
  private readonly path: (string | number)[] = [];
  /** A namespace that the whole document uses in place of the right one: reported once, at the root. */
  private alias: { readonly wrong: string; readonly right: string } | undefined;

  constructor(xml: SetXml, options: XmlReadOptions) {
    this.xml = xml;
    this.options = options;
  }

  document(root: XmlElement): ExiValue {
    this.path.push(root.name);
    const declared = this.xml.root(root.namespace, root.name);
    const declaration = declared ?? this.xml.rootNamed(root.name);
    if (declaration === undefined) {
      this.violate('root-unexpected', clarkName(root.namespace, root.name), root);
      return generic(root, (inner) => this.kept(inner));
    }
    if (declared === undefined) {
      this.violate('namespace-wrong', namespaceDetail(root.namespace, declaration.namespace), root);
      this.alias = { wrong: root.namespace, right: declaration.namespace };
    }
    return this.element(declaration.type, root);
  }

  private violate(rule: XmlRule, detail: string, { line, column }: XmlElement): void {
    this.violations.push({ path: pathText(this.path), rule, detail, line, column });
  }

  private element(declared: AnyType, element: XmlElement): ExiValue {
    let type = this.xml.xmlType(declared);
    let object: MutableObject | undefined;
    for (const attribute of element.attributes) {
      if (attribute.namespace !== xsiNamespace) continue;
      object ??= {};
      if (attribute.name === 'type') type = this.substitute(type, attribute, element, object);
      else if (attribute.name === 'nil') {
        this.violate('element-nil', attribute.value, element);
        object['xsi:nil'] = attribute.value.trim() === 'true' || attribute.value.trim() === '1';
      } else object[`@${clarkName(attribute.namespace, attribute.name)}`] = attribute.value;
    }
    if (type.plain && object === undefined && element.attributes.length === 0) return this.plain(type, element);
    object ??= {};
    this.attributes(type, element, object);
    if (type.shape.simple !== undefined) object['value'] = this.plain(type, element);
    else this.content(type, element, object);
    return object;
  }

  private plain(type: XmlType, element: XmlElement): ExiValue {
    for (const child of element.children) this.violate('element-undeclared', child.name, child);
    const text = element.texts === undefined ? '' : element.texts.join('');
    const simple = type.shape.simple;
    if (simple === undefined) return text;
    const { value, problem } = readText(simple, text);
    if (problem !== undefined) this.violate(problem.rule, problem.detail, element);
    return value;
  }

  private substitute(type: XmlType, attribute: XmlAttribute, at: XmlElement, object: MutableObject): XmlType {
    const { namespace, name } = attribute.typeName ?? { namespace: undefined, name: attribute.value };
    const right = this.alias !== undefined && namespace === this.alias.wrong ? this.alias.right : (namespace ?? '');
    const ours = right === type.type.namespace;
    object['xsi:type'] = ours ? name : clarkName(right, name);
    const other = this.xml.namedType(right, name);
    if (other === undefined) {
      this.violate('type-unknown', attribute.value, at);
      return type;
    }
    if (!isDerivedFrom(other, type.type)) {
      this.violate('type-not-derived', `${name} is not derived from ${type.type.name ?? 'the type'}`, at);
    }
    return this.xml.xmlType(other);
  }

  private attributes(type: XmlType, element: XmlElement, object: MutableObject): void {
    for (const { name, namespace, value } of element.attributes) {
      if (namespace === xsiNamespace) continue;
      const declared = type.attributes.get(name);
      if (declared === undefined || declared.namespace !== namespace) {
        this.violate('attribute-undeclared', clarkName(namespace, name), element);
        object[`@${clarkName(namespace, name)}`] = value;
        continue;
      }
      const read = readText(declared.type, value);
      if (read.problem !== undefined) this.attributeProblem(name, read.problem, element);
      object[name] = read.value;
    }
    for (const { name } of type.required) {
      if (!(name in object)) this.violate('attribute-missing', `${name} is missing`, element);
    }
  }

  private attributeProblem(name: string, { rule, detail }: TextProblem, element: XmlElement): void {
    this.path.push(name);
    this.violate(rule, detail, element);
    this.path.pop();
  }

  private content(type: XmlType, element: XmlElement, object: MutableObject): void {
    this.texts(type, element, object);
    const place = new ContentPlace(type);
    let passed: { readonly name: string; readonly before: XmlElement }[] | undefined;
    for (const child of element.children) {
      const known = type.children.get(child.name);
      if (known === undefined || !this.sameNamespace(known.element, child)) {
        if (known !== undefined && !(child.name in object)) place.take(known.leaf);
        this.unknown(type, known?.element, child, object);
        continue;
      }
      const problem = place.take(known.leaf);
      for (const name of place.skipped) {
        passed ??= [];
        passed.push({ name, before: child });
      }
      if (problem === 'element-repeated' && !known.leaf.many) {
        this.keep(child, object, problem, `${child.name} may occur once`);
        continue;
      }
      this.child(known.element, known.leaf.many, child, object);
      if (problem === 'element-repeated') this.report(problem, 'more than maxOccurs allows', child);
      if (problem === 'element-misplaced') this.report(problem, 'not in the order of the schema', child);
    }
    // What was passed over may have come later, out of order.
    for (const { name, before } of passed ?? []) {
      if (!(name in object)) this.violate('element-missing', `${name} is missing before ${before.name}`, before);
    }
    for (const name of place.end()) this.violate('element-missing', `${name} is missing`, element);
  }

  private child(element: ElementDeclaration, many: boolean, child: XmlElement, object: MutableObject): void {
    const { name } = element;
    const present = object[name];
    this.path.push(name);
    if (!many) object[name] = this.element(element.type, child);
    else {
      const list = Array.isArray(present) ? (present as ExiValue[]) : [];
      this.path.push(list.length);
      list.push(this.element(element.type, child));
      this.path.pop();
      object[name] = list;
    }
    this.path.pop();
  }

  private sameNamespace(element: ElementDeclaration, child: XmlElement): boolean {
    if (element.namespace === child.namespace) return true;
    return this.alias !== undefined && child.namespace === this.alias.wrong && element.namespace === this.alias.right;
  }

  /** An element that has no place in the type: kept, in a form of its own unless something tells what it is. */
  private unknown(
    type: XmlType,
    sameName: ElementDeclaration | undefined,
    child: XmlElement,
    object: MutableObject,
  ): void {
    const { name, namespace } = child;
    const free = !(name in object);
    const other = this.options.otherEdition?.(type.type, child);
    if (sameName !== undefined) {
      const detail = namespaceDetail(namespace, sameName.namespace);
      if (!free) this.keep(child, object, 'namespace-wrong', detail);
      else {
        this.report('namespace-wrong', detail, child);
        this.child(sameName, type.children.get(name)?.leaf.many ?? false, child, object);
      }
    } else if (other !== undefined && free) {
      this.report('element-of-other-schema', `${name} is an element of ${other.edition}`, child);
      this.child(other.element, other.many, child, object);
    } else this.keep(child, object, 'element-undeclared', clarkName(namespace, name));
  }

  /** A violation of a child that has not been entered. */
  private report(rule: XmlRule, detail: string, child: XmlElement): void {
    this.path.push(child.name);
    this.violate(rule, detail, child);
    this.path.pop();
  }

  private keep(child: XmlElement, object: MutableObject, rule: XmlRule, detail: string): void {
    const list = (object['any'] ?? []) as ExiValue[];
    this.path.push('any', list.length);
    this.violate(rule, detail, child);
    this.path.length -= 2;
    this.path.push('any', list.length);
    list.push(this.kept(child));
    this.path.length -= 2;
    object['any'] = list;
  }

  /** Undeclared content: `{ name, value }` where the name is that of a root, as the EXI form has it too. */
  private kept(child: XmlElement): ExiObject {
    const declared = this.xml.root(child.namespace, child.name);
    if (declared === undefined) return generic(child, (inner) => this.kept(inner));
    return { name: clarkName(child.namespace, child.name), value: this.element(declared.type, child) };
  }

  private texts(type: XmlType, element: XmlElement, object: MutableObject): void {
    const { texts } = element;
    if (texts === undefined || texts.every((text) => onlySpace.test(text))) return;
    object['text'] = texts;
    if (!type.shape.mixed) this.violate('text-undeclared', JSON.stringify(texts.join('').trim().slice(0, 60)), element);
  }
}

function namespaceDetail(found: string, right: string): string {
  return `${found === '' ? 'no namespace' : found} instead of ${right === '' ? 'none' : right}`;
}
