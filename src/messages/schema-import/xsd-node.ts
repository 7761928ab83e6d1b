import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, XmlElement, XmlLibError } from 'libxml2-wasm';
import { PlumblineError } from '../../base/errors.js';
import { type QName, xsdNamespace } from './qname.js';

/** An element of a schema file, freed from the XML library: name without prefix, attributes, line, child elements. */
export interface XsdNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XsdNode[];
  readonly file: string;
  readonly line: number;
  /** Prefixes in scope; the default namespace is under the empty prefix. */
  readonly prefixes: Readonly<Record<string, string>>;
}

/** `file:line` of a node, for error messages. */
export function placeOf(node: XsdNode): string {
  return `${node.file}:${node.line}`;
}

/**
 * Reads one schema file. Annotations and comments are dropped here and go no further: nothing of the publisher's prose
 * reaches the definitions.
 *
 * @throws {PlumblineError} MESSAGES-010 (unreadable), MESSAGES-011 (not well-formed), MESSAGES-012 (not a schema)
 */
export function readXsd(file: string): XsdNode {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new PlumblineError('MESSAGES-010', { place: file, detail: (cause as Error).message, cause });
  }
  let document: XmlDocument;
  try {
    // Entities of the internal subset are expanded; nothing outside of the file is ever fetched.
    const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOENT;
    document = XmlDocument.fromBuffer(bytes, { url: file, option });
  } catch (cause) {
    const first = cause instanceof XmlLibError ? cause.details[0] : undefined;
    const place = first === undefined ? file : `${file}:${first.line}:${first.col}`;
    throw new PlumblineError('MESSAGES-011', { place, detail: (first?.message ?? String(cause)).trim(), cause });
  }
  try {
    const root = document.root;
    if (root.namespaceUri !== xsdNamespace || root.name !== 'schema') {
      const found = root.namespaceUri === '' ? root.name : `${root.name} of ${root.namespaceUri}`;
      throw new PlumblineError('MESSAGES-012', { place: `${file}:${root.line}`, detail: `its root is <${found}>` });
    }
    return toNode(root, file);
  } finally {
    document.dispose();
  }
}

function toNode(element: XmlElement, file: string): XsdNode {
  const children: XsdNode[] = [];
  for (let child = element.firstChild; child !== null; child = child.next) {
    if (!(child instanceof XmlElement) || child.namespaceUri !== xsdNamespace || child.name === 'annotation') continue;
    children.push(toNode(child, file));
  }
  // Attributes of foreign namespaces are remarks for other tools.
  const own = element.attrs.filter((attribute) => attribute.namespaceUri === '');
  return {
    name: element.name,
    attributes: new Map(own.map((attribute) => [attribute.name, attribute.value.trim()])),
    children,
    file,
    line: element.line,
    prefixes: element.namespaces,
  };
}

/**
 * Resolves a prefixed name found in an attribute of `node`.
 *
 * @param noPrefix namespace of a name without prefix when no default namespace is declared (a chameleon include)
 * @throws {PlumblineError} MESSAGES-014 when the prefix is not declared
 */
export function resolveName(node: XsdNode, text: string, noPrefix: string): QName {
  const colon = text.indexOf(':');
  if (colon < 0) return { ns: node.prefixes[''] || noPrefix, local: text };
  const ns = node.prefixes[text.slice(0, colon)];
  if (ns === undefined) {
    throw new PlumblineError('MESSAGES-014', {
      place: placeOf(node),
      detail: `the prefix of "${text}" is not declared`,
    });
  }
  return { ns, local: text.slice(colon + 1) };
}
