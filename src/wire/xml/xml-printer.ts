import { xmlnsNamespace, xsiNamespace } from './xml-tree.js';

/** Prints markup: the namespaces that were used are declared at the root, the root's own as the default. */
export class XmlPrinter {
  private readonly defaultNamespace: string;
  private readonly known: Readonly<Record<string, string>>;
  private readonly used = new Map<string, string>();
  private readonly stack: string[] = [];
  private root = '';
  private body = '';
  private tagOpen = false;
  /** Depth of the outermost element without namespace in a document with one; 0: there is none open. */
  private bareFrom = 0;

  constructor(defaultNamespace: string, prefixes: Readonly<Record<string, string>>) {
    this.defaultNamespace = defaultNamespace;
    this.known = prefixes;
  }

  open(namespace: string, name: string): void {
    this.endTag();
    // No prefix can stand for no namespace, so such an element takes the default back for itself and what is in it.
    const takesBack = namespace === '' && this.defaultNamespace !== '' && this.stack.length > 0 && this.bareFrom === 0;
    if (takesBack) this.bareFrom = this.stack.length;
    const qualified = this.qualified(namespace, name);
    if (this.stack.length === 0) this.root = qualified;
    else this.body += takesBack ? `<${qualified} xmlns=""` : `<${qualified}`;
    this.stack.push(qualified);
    this.tagOpen = true;
  }

  attribute(namespace: string, name: string, value: string): void {
    const qualified = namespace === '' ? name : `${this.prefix(namespace)}:${name}`;
    this.body += ` ${qualified}="${escapeAttribute(value)}"`;
  }

  typeAttribute(namespace: string, name: string): void {
    this.attribute(xsiNamespace, 'type', this.qualified(namespace, name));
  }

  nil(value: boolean): void {
    this.attribute(xsiNamespace, 'nil', String(value));
  }

  text(text: string): void {
    if (text === '') return;
    this.endTag();
    this.body += escapeText(text);
  }

  close(): void {
    const name = this.stack.pop();
    if (this.tagOpen) this.body += '/>';
    else this.body += `</${name}>`;
    this.tagOpen = false;
    if (this.stack.length === this.bareFrom) this.bareFrom = 0;
  }

  document(): string {
    if (this.root === '') return '';
    let head = `<${this.root}`;
    if (this.defaultNamespace !== '') head += ` xmlns="${escapeAttribute(this.defaultNamespace)}"`;
    for (const [namespace, prefix] of this.used) head += ` xmlns:${prefix}="${escapeAttribute(namespace)}"`;
    return head + this.body;
  }

  private endTag(): void {
    if (!this.tagOpen) return;
    this.body += '>';
    this.tagOpen = false;
  }

  private qualified(namespace: string, name: string): string {
    const unprefixed = namespace === '' || (namespace === this.defaultNamespace && this.bareFrom === 0);
    return unprefixed ? name : `${this.prefix(namespace)}:${name}`;
  }

  private prefix(namespace: string): string {
    if (namespace === 'http://www.w3.org/XML/1998/namespace') return 'xml';
    let prefix = this.used.get(namespace);
    if (prefix === undefined) {
      const wanted = namespace === xsiNamespace ? 'xsi' : this.known[namespace];
      const free = wanted !== undefined && ![...this.used.values()].includes(wanted);
      prefix = free ? wanted : `n${this.used.size + 1}`;
      this.used.set(namespace, prefix);
    }
    return prefix;
  }
}

// Characters that XML 1.0 cannot carry at all: written as U+FFFD, so that what we print is always well-formed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const special = /[&<>"\u0000-\u001f\ufffe\uffff]/;

const xmlName = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/** A name as XML can write it: what no name may hold becomes `_`. EXI carries any characters as a name. */
export function printableName(name: string): string {
  if (xmlName.test(name)) return name;
  const clean = name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
  return xmlName.test(clean) ? clean : `_${clean}`;
}

/** A namespace as XML can write it: the one of declarations cannot be declared, and some characters cannot be written. */
export function printableNamespace(namespace: string): string {
  return namespace === xmlnsNamespace ? `${namespace}#` : namespace.replaceAll(unprintable, '\ufffd').trim();
}

function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;')
    .replaceAll(unprintable, '\ufffd');
}

function escapeAttribute(text: string): string {
  if (!special.test(text)) return text;
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#x9;').replaceAll('\n', '&#xA;');
}
