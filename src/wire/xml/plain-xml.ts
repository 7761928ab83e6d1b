import type { XmlLimits } from './xml-limits.js';
import { type XmlAttribute, type XmlElement, xsiNamespace } from './xml-tree.js';

/**
 * Reads the XML that machines write: elements, attributes, text, the five entities and character references, names in
 * ASCII. Undefined for everything else (comments, CDATA, processing instructions, whatever is wrong or beyond a limit),
 * which the full parser then reads from the start: it alone knows violations.
 */
export function readPlainXml(text: string, limits: XmlLimits): XmlElement | undefined {
  // Characters that are not XML, that are two code units, or whose ends of line would have to be put in order.
  if (unusualCharacters.test(text)) return undefined;
  return new PlainReader(text, limits).document();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const unusualCharacters = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|\]\]>/;
const declaration = /^<\?xml version="1\.0"(?: encoding="(?:utf|UTF)-8")?(?: standalone="(?:yes|no)")?[ ]?\?>/;
const names = /[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?/y;
const spaces = /[ \t\n]*/y;
const references = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));|&/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const onlySpace = /^[ \t\n]*$/;
const reserved = new Set(['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/']);

type Scope = ReadonlyMap<string, string>;

interface Open {
  readonly tag: string;
  readonly scope: Scope;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  texts: string[] | undefined;
  readonly name: string;
  readonly namespace: string;
  readonly line: number;
  readonly column: number;
}

class PlainReader {
  private readonly text: string;
  private readonly limits: XmlLimits;
  private readonly open: Open[] = [];
  private root: XmlElement | undefined;
  private at = 0;
  private elements = 0;
  private line = 1;
  private lineStart = 0;
  private lineEnd: number;

  constructor(text: string, limits: XmlLimits) {
    this.text = text;
    this.limits = limits;
    this.lineEnd = this.newline(0);
  }

  document(): XmlElement | undefined {
    const { text } = this;
    this.at = declaration.exec(text)?.[0].length ?? 0;
    this.skip(spaces);
    if (text.charCodeAt(this.at) !== lessThan) return undefined;
    while (this.at < text.length) {
      const tag = text.charCodeAt(this.at + 1) === slash ? this.end() : this.start();
      if (!tag) return undefined;
      const next = text.indexOf('<', this.at);
      if (!this.content(next < 0 ? text.length : next)) return undefined;
    }
    return this.open.length > 0 ? undefined : this.root;
  }

  private newline(from: number): number {
    const found = this.text.indexOf('\n', from);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }

  /** The text that a sticky expression finds here. */
  private skip(expression: RegExp): string {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** Reads a start tag; false: it is beyond this reader. So do the others. */
  private start(): boolean {
    const tagStart = this.at;
    while (this.lineEnd < tagStart) {
      this.line++;
      this.lineStart = this.lineEnd + 1;
      this.lineEnd = this.newline(this.lineStart);
    }
    this.at++;
    const tag = this.skip(names);
    const parent = this.open.at(-1);
    if (tag === '' || (parent === undefined && this.root !== undefined)) return false;
    if (++this.elements > this.limits.maxElements || this.open.length >= this.limits.maxDepth) return false;
    const raw = this.rawAttributes();
    if (raw === undefined) return false;
    const scope = this.scopeOf(parent?.scope ?? noScope, raw);
    const attributes = scope === undefined ? undefined : this.attributes(raw, scope);
    if (scope === undefined || attributes === undefined) return false;
    const { prefix, local } = split(tag);
    const namespace = scope.get(prefix) ?? (prefix === '' ? '' : undefined);
    if (namespace === undefined) return false;
    const place = { line: this.line, column: tagStart - this.lineStart + 1 };
    const element: Open = { tag, scope, name: local, namespace, attributes, children: [], texts: undefined, ...place };
    if (this.text.charCodeAt(this.at) === slash) {
      this.at++;
      if (this.text.charCodeAt(this.at) !== greaterThan) return false;
      this.at++;
      return this.close(element);
    }
    if (this.text.charCodeAt(this.at) !== greaterThan) return false;
    this.at++;
    this.open.push(element);
    return true;
  }

  private end(): boolean {
    this.at += 2;
    const tag = this.skip(names);
    this.skip(spaces);
    const element = this.open.pop();
    if (element === undefined || element.tag !== tag || this.text.charCodeAt(this.at) !== greaterThan) return false;
    this.at++;
    return this.close(element);
  }

  private close({ name, namespace, attributes, children, texts, line, column }: Open): boolean {
    const element: XmlElement = { name, namespace, attributes, children, texts, line, column };
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = element;
    else parent.children.push(element);
    return true;
  }

  /** Name and value of each attribute, up to the end of the tag. */
  private rawAttributes(): [name: string, value: string][] | undefined {
    const found: [string, string][] = [];
    for (;;) {
      const space = this.skip(spaces);
      const code = this.text.charCodeAt(this.at);
      if (code === greaterThan || code === slash) return found;
      const name = this.skip(names);
      if (space === '' || name === '' || this.text.charCodeAt(this.at) !== equals) return undefined;
      const quote = this.text.charAt(this.at + 1);
      if (quote !== '"' && quote !== "'") return undefined;
      const valueEnd = this.text.indexOf(quote, this.at + 2);
      if (valueEnd < 0) return undefined;
      const raw = this.text.slice(this.at + 2, valueEnd);
      this.at = valueEnd + 1;
      const value = raw.includes('<') ? undefined : this.resolve(raw.replaceAll(/[\t\n]/g, ' '));
      if (value === undefined || value.length > this.limits.maxTextLength) return undefined;
      found.push([name, value]);
      if (found.length > this.limits.maxAttributes) return undefined;
    }
  }

  private scopeOf(outer: Scope, raw: readonly (readonly [string, string])[]): Scope | undefined {
    let scope: Map<string, string> | undefined;
    for (const [name, value] of raw) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      scope ??= new Map(outer);
      const unusual = reserved.has(value) || value !== value.trim() || (prefix !== '' && value === '');
      if (unusual || prefix.startsWith('xml')) return undefined;
      scope.set(prefix, value);
    }
    return scope ?? outer;
  }

  private attributes(raw: readonly (readonly [string, string])[], scope: Scope): readonly XmlAttribute[] | undefined {
    if (raw.length === 0) return none;
    const found: XmlAttribute[] = [];
    const seen = new Set<string>();
    for (const [tag, value] of raw) {
      if (seen.has(tag)) return undefined;
      seen.add(tag);
      const { prefix, local: name } = split(tag);
      if (tag === 'xmlns' || prefix === 'xmlns') continue;
      const namespace = prefix === '' ? '' : scope.get(prefix);
      // The same name under two prefixes may be the same name twice.
      if (namespace === undefined || found.some((other) => other.name === name)) return undefined;
      if (namespace === xsiNamespace && name === 'type') {
        const type = split(value.trim());
        const typeName = { namespace: scope.get(type.prefix), name: type.local };
        found.push({ name, namespace, value, typeName });
      } else found.push({ name, namespace, value });
    }
    return found;
  }

  /** The text up to the next tag. */
  private content(end: number): boolean {
    const raw = this.text.slice(this.at, end);
    this.at = end;
    const element = this.open.at(-1);
    if (raw === '') return true;
    if (element === undefined) return onlySpace.test(raw);
    const text = this.resolve(raw);
    if (text === undefined || text.length > this.limits.maxTextLength) return false;
    const index = element.children.length;
    if (index > 0 && element.texts === undefined && onlySpace.test(text)) return true;
    element.texts ??= [];
    while (element.texts.length < index) element.texts.push('');
    element.texts[index] = (element.texts[index] ?? '') + text;
    return true;
  }

  /** Entities and character references; undefined for any other and for characters that are not XML. */
  private resolve(raw: string): string | undefined {
    if (!raw.includes('&')) return raw;
    let wrong = false;
    const text = raw.replace(references, (_, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return entities[name] ?? '';
      const code = Number.parseInt(decimal ?? hex ?? '', hex === undefined ? 10 : 16);
      const character = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800);
      if (!character) wrong = true;
      return character ? String.fromCharCode(code) : '';
    });
    return wrong ? undefined : text;
  }
}

const none: readonly XmlAttribute[] = [];
const noScope: Scope = new Map();
const lessThan = 0x3c;
const greaterThan = 0x3e;
const equals = 0x3d;
const slash = 0x2f;

function split(tag: string): { readonly prefix: string; readonly local: string } {
  const colon = tag.indexOf(':');
  return colon < 0 ? { prefix: '', local: tag } : { prefix: tag.slice(0, colon), local: tag.slice(colon + 1) };
}
