import { SaxesParser, type SaxesTagNS } from 'saxes';
import { readPlainXml } from './plain-xml.js';
import type { XmlRule, XmlViolation } from './xml-findings.js';
import { defaultXmlLimits, type XmlLimits } from './xml-limits.js';
import { type XmlAttribute, type XmlElement, xmlnsNamespace, xsiNamespace } from './xml-tree.js';

export interface ParsedXml {
  /** Whatever was read before the first break; undefined when not even the root tag could be read. */
  readonly root: XmlElement | undefined;
  readonly violations: readonly XmlViolation[];
}

/** Ends the parse of a document that is not read any further; never leaves this file. */
class Stop extends Error {}

interface OpenElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: XmlAttribute[];
  readonly children: OpenElement[];
  texts: string[] | undefined;
  readonly line: number;
  readonly column: number;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const looseUtf8 = new TextDecoder('utf-8');
const onlySpace = /^[ \t\r\n]*$/;

/**
 * Reads a document into a tree. Never throws: what breaks XML is a violation, and ends the reading. A document type
 * declaration ends it too, so there are no entities but the five of XML, and no resource is ever fetched.
 */
export function parseXml(bytes: Uint8Array, limits: XmlLimits = defaultXmlLimits): ParsedXml {
  const text = bytes.length > limits.maxBytes ? undefined : decode(bytes);
  const root = text === undefined ? undefined : readPlainXml(text, limits);
  return root === undefined ? diagnoseXml(bytes, limits) : { root, violations: none };
}

/** As {@link parseXml}, by the full parser whatever the document: it knows every rule, and takes three times as long. */
export function diagnoseXml(bytes: Uint8Array, limits: XmlLimits = defaultXmlLimits): ParsedXml {
  return new TreeBuilder(limits).read(bytes);
}

const none: readonly XmlViolation[] = [];

/** Undefined for octets that are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

class TreeBuilder {
  private readonly limits: XmlLimits;
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly violations: XmlViolation[] = [];
  private readonly open: OpenElement[] = [];
  private root: OpenElement | undefined;
  private elements = 0;
  private source = '';
  /** Place of the start tag that was met last. */
  private line = 1;
  private lineStart = 0;
  private lineEnd = -1;
  private tagStart = 0;
  private attributeCount = 0;

  constructor(limits: XmlLimits) {
    this.limits = limits;
  }

  read(bytes: Uint8Array): ParsedXml {
    try {
      if (bytes.length > this.limits.maxBytes) this.stop('document-too-large', `${bytes.length} octets`);
      this.listen();
      this.source = this.text(bytes);
      this.parser.write(this.source).close();
    } catch (error) {
      if (!(error instanceof Stop)) this.report('not-well-formed', (error as Error).message);
    }
    return { root: this.root, violations: this.violations };
  }

  private text(bytes: Uint8Array): string {
    const text = decode(bytes);
    if (text !== undefined) return text;
    this.report('encoding-invalid', 'the octets are not UTF-8');
    return looseUtf8.decode(bytes);
  }

  private listen(): void {
    const { parser } = this;
    parser.on('error', (error) => this.stop('not-well-formed', error.message.replace(/^\d+:\d+: /, '')));
    parser.on('doctype', () => this.stop('doctype-refused', 'a document type declaration'));
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') this.report('encoding-invalid', encoding);
    });
    parser.on('opentagstart', () => {
      this.find(this.source.lastIndexOf('<', parser.position - 1));
      this.attributeCount = 0;
    });
    parser.on('attribute', ({ value }) => {
      if (++this.attributeCount > this.limits.maxAttributes)
        this.stop('document-too-large', 'attributes of an element');
      this.checkText(value);
    });
    parser.on('opentag', (tag) => this.openTag(tag));
    parser.on('closetag', () => this.open.pop());
    parser.on('text', (text) => this.addText(text));
    parser.on('cdata', (text) => this.addText(text));
  }

  private openTag(tag: SaxesTagNS): void {
    if (this.open.length >= this.limits.maxDepth) this.stop('nesting-too-deep', `more than ${this.limits.maxDepth}`);
    if (++this.elements > this.limits.maxElements) this.stop('document-too-large', `${this.elements} elements`);
    const element: OpenElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: this.attributes(tag),
      children: [],
      texts: undefined,
      line: this.line,
      column: this.tagStart - this.lineStart + 1,
    };
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = element;
    else parent.children.push(element);
    this.open.push(element);
  }

  /** Counts the lines up to a tag. */
  private find(tagStart: number): void {
    while (this.lineEnd < tagStart) {
      const end = this.source.indexOf('\n', this.lineEnd + 1);
      if (this.lineEnd >= 0) {
        this.line++;
        this.lineStart = this.lineEnd + 1;
      }
      this.lineEnd = end < 0 ? Number.POSITIVE_INFINITY : end;
    }
    this.tagStart = tagStart;
  }

  private attributes(tag: SaxesTagNS): XmlAttribute[] {
    const found: XmlAttribute[] = [];
    for (const key in tag.attributes) {
      const { local, uri, value } = tag.attributes[key] as SaxesTagNS['attributes'][string];
      if (uri === xmlnsNamespace) continue;
      if (uri === xsiNamespace && local === 'type') {
        found.push({ name: local, namespace: uri, value, typeName: this.typeName(tag, value.trim()) });
      } else found.push({ name: local, namespace: uri, value });
    }
    return found;
  }

  private typeName(tag: SaxesTagNS, text: string): NonNullable<XmlAttribute['typeName']> {
    const colon = text.indexOf(':');
    const prefix = colon < 0 ? '' : text.slice(0, colon);
    return { namespace: tag.ns[prefix] ?? this.parser.resolve(prefix), name: text.slice(colon + 1) };
  }

  private addText(text: string): void {
    const element = this.open.at(-1);
    if (element === undefined) return;
    this.checkText(text);
    const index = element.children.length;
    // White space behind a child is layout; whether that before the first child is, the first child tells.
    if (index > 0 && element.texts === undefined && onlySpace.test(text)) return;
    element.texts ??= [];
    while (element.texts.length < index) element.texts.push('');
    element.texts[index] = (element.texts[index] ?? '') + text;
  }

  private checkText(text: string): void {
    if (text.length > this.limits.maxTextLength) this.stop('document-too-large', `${text.length} characters of text`);
  }

  private report(rule: XmlRule, detail: string): void {
    const path = this.open.map(({ name }) => name).join('.');
    const { line, columnIndex } = this.parser;
    this.violations.push({ path, rule, detail, line, column: Math.max(1, columnIndex) });
  }

  private stop(rule: XmlRule, detail: string): never {
    this.report(rule, detail);
    throw new Stop();
  }
}
